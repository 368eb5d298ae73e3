"""What is kept while it is typed goes one day, and no text goes that is nowhere else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.db import connection, transaction

from cases.models import TextDraft
from cases.operations import clear_text_drafts as job
from cases.operations.clear_text_drafts import PRESENCE, SAVED, UNSAVED, clear_text_drafts
from cases.operations.close import withdraw
from cases.operations.sections import answer_section
from cases.operations.text_drafts import keep_text
from cases.queries.text_drafts import kept_text
from recognition.settings import CELERY_BEAT_SCHEDULE
from tests.cases.journey import Journey

SECTION = "clinical-safety"
PLACE = f"assess-section/{SECTION}"


@pytest.fixture
def journey(db) -> Journey:
    return Journey().assessing()


def _keep(journey, place=PLACE, **texts):
    keep_text(**journey.by("assessor"), place=place, texts=texts)


def _saved(journey, findings, version=0):
    answer_section(**journey.by("assessor"), section=SECTION, reliance="reassess", findings=findings, version=version)


def _texts(journey, place=PLACE):
    return kept_text(journey.case, journey.people.actor("assessor"), place, at=journey.at).texts


def _clear(journey, after):
    return {name: count for name, count in clear_text_drafts(at=journey.at + after).items() if count}


def test_who_had_it_open_goes_after_an_hour_and_what_they_typed_stays(journey):
    _keep(journey, findings="Half a thought")
    assert _clear(journey, PRESENCE) == {}
    assert _clear(journey, PRESENCE + timedelta(seconds=1)) == {"presence": 1}
    assert _texts(journey) == {"findings": "Half a thought"}


def test_who_comes_back_has_it_open_since_then(journey):
    _keep(journey)
    first = TextDraft.objects.get().since
    journey.after(2)
    clear_text_drafts(at=journey.at)
    _keep(journey)
    assert TextDraft.objects.get().since > first


@pytest.mark.parametrize(
    ("saved", "typed"),
    [("Supported.", "Supported."), ("Two\r\nlines.", "Two\nlines. "), ("A" * 90_000, "A" * 90_000)],
)
def test_what_the_section_has_word_for_word_goes_after_a_day(journey, saved, typed):
    _saved(journey, saved)
    _keep(journey, findings=typed)
    assert "saved" not in _clear(journey, SAVED)
    assert _clear(journey, SAVED + timedelta(seconds=1))["saved"] == 1


@pytest.mark.parametrize("typed", ["Supported", "supported.", "Supported. More.", "Another text"])
def test_what_it_has_not_word_for_word_stays(journey, typed):
    _saved(journey, "Supported.")
    _keep(journey, findings=typed)
    assert set(_clear(journey, 2 * UNSAVED)) == {"presence"}
    assert _texts(journey) == {"findings": typed}


def test_the_same_words_in_another_section_or_case_or_act_are_not_saved(journey):
    _saved(journey, "Supported.")
    _keep(journey, place="assess-section/clinical-efficacy", findings="Supported.")
    _keep(journey, place="raise-objection", text="Supported.")
    other = Journey(people=journey.people).assessing()
    _keep(other, findings="Supported.")
    _clear(journey, 2 * UNSAVED)
    assert TextDraft.objects.filter(text="Supported.").count() == 3


def test_nothing_typed_is_nothing_lost(journey):
    _keep(journey, place="raise-objection", text="")
    assert _clear(journey, SAVED + timedelta(seconds=1)) == {"presence": 1, "empty": 1}


def test_text_of_a_closed_case_goes_a_year_after_it_was_typed(journey):
    _keep(journey, findings="Never said.")
    withdraw(**journey.by("company"), reason="Commercial reasons.")
    assert set(_clear(journey, UNSAVED)) == {"presence"}
    assert _texts(journey) == {"findings": "Never said."}
    assert _clear(journey, UNSAVED + timedelta(seconds=1)) == {"closed": 1}


def test_what_is_not_saved_hides_nothing_behind_it(journey, monkeypatch):
    monkeypatch.setattr(job, "A_PAGE", 2)
    for n in range(5):
        _keep(journey, place=f"assess-section/other-{n}", findings="Unsaved.")
    _saved(journey, "Supported.")
    _keep(journey, findings="Supported.")
    assert _clear(journey, SAVED + timedelta(seconds=1))["saved"] == 1
    assert TextDraft.objects.filter(text="Unsaved.").count() == 5


def test_beat_starts_it():
    assert CELERY_BEAT_SCHEDULE["clear-text-drafts"]["task"] == "cases.tasks.clear_text_drafts"


@pytest.mark.django_db(transaction=True)
def test_what_is_typed_on_at_that_moment_stays():
    """Somebody types while the job looks: their row is passed by, and what they type is kept."""
    journey = Journey().assessing()
    _saved(journey, "Supported.")
    _keep(journey, findings="Supported.")
    late = journey.at + SAVED + timedelta(hours=1)
    holds, cleared = Event(), Event()

    def types():
        try:
            with transaction.atomic():
                common = {**journey.by("assessor"), "at": late}
                keep_text(**common, place=PLACE, texts={"findings": "Supported. And more"})
                holds.set()
                cleared.wait(timeout=20)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        typing = pool.submit(types)
        assert holds.wait(timeout=20)
        count = job._saved(late)  # the part that compares; the others touch rows by their own columns alone
        cleared.set()
        typing.result(timeout=20)
    assert count == 0
    assert _texts(journey) == {"findings": "Supported. And more"}
