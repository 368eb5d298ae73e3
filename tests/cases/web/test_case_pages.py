"""What the pages of a case say, and what they cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.operations.absences import record_absence
from cases.operations.decide_triage import decide_triage
from cases.operations.documents import add_document
from cases.operations.notes import add_note
from cases.operations.replies import grant_extension
from cases.web.acts import ACTS
from cases.web.frame import PAGES
from recognition.accounts.actors import person
from tests.cases.journey import Journey, on_b

HOSTILE = "<img src=x onerror=alert(1)>\u202e\u200b"


def page(client, journey: Journey, name: str = "case") -> str:
    return client.get(reverse(name, args=[journey.case.reference])).content.decode()


def rich() -> Journey:
    """A case of which every page has something to show."""
    journey = on_b().asked().objected()
    for n in range(3):
        add_note(**journey.by("lead"), text=f"Note {n}. {HOSTILE}")
        journey.objected("other")
        paper = SimpleUploadedFile("a.txt", b"A paper.")
        add_document(**journey.by("lead"), kind="letter", title=f"Paper {n} {HOSTILE}", file=paper)
    return journey.after(5)


@pytest.fixture
def seen(db, client, sign_in, today):
    def see(journey: Journey, role: str = "manager"):
        today(journey)
        sign_in(journey.people.user(role))
        return client

    return see


def test_no_page_costs_more_than_25_queries(seen):
    for journey in (rich(), Journey().assessing().after(50).objected().assessed(), Journey().recommended()):
        client = seen(journey)
        page(client, journey)  # The rule set is kept by the process, the session by the cache.
        for name in PAGES:
            with CaptureQueriesContext(connection) as queries:
                page(client, journey, name)
            assert len(queries) <= 25, (name, len(queries), "\n".join(query["sql"][:150] for query in queries))


def test_hostile_text_is_text_on_every_page(seen):
    journey = rich()
    client = seen(journey)

    for name in PAGES:
        assert "<img src=x" not in page(client, journey, name)
    assert "&lt;img src=x onerror=alert(1)&gt;" in page(client, journey, "case-history")
    assert "&lt;img src=x onerror=alert(1)&gt;" in page(client, journey, "case-documents")


def test_the_overview_answers_without_a_click(seen):
    journey = on_b().asked().after(10)
    said = page(seen(journey), journey)

    for words in (
        "Stopped on day 70 of 110",
        "40 days left",
        "The company has it",
        "Recognition B",
        "Due in 50 days",
        "Assessment: 0 of 5 complete",
        "UK orphan designation is asked for. (B17)",
        "The reply is due on",
        "Federal Institute for Drugs and Medical Devices",
    ):
        assert words in said, words


def test_why_a_date_adds_up(seen):
    journey = on_b().asked().after(10)
    said = page(seen(journey), journey, "case-clock")

    assert "<strong>110 days</strong>" in said
    assert "No: the clock is stopped" in said
    assert "days on which the clock is stopped do not count" in said
    assert "24 September" not in said
    assert "Stopped: these days do not count" in said


def test_an_extension_is_seen_in_ledger_and_date(seen):
    journey = on_b().asked().after(10)
    due = journey.case.deadlines.get(code="information_reply").due_on
    grant_extension(**journey.by("lead"), until=due.replace(day=due.day + 1), reason="Their laboratory is closed.")
    said = page(seen(journey), journey, "case-clock")

    assert "Extended to" in said
    assert "Their laboratory is closed." in said
    assert "extended to this date" in said


def test_a_date_on_a_day_off_is_flagged(seen):
    journey = Journey().received()  # 2 February 2026; validation is due on the 23rd, the statutory date on a Monday
    journey.after(1)
    said = page(seen(journey), journey, "case-clock")

    assert (
        said.count("The date is not moved.")
        == journey.case.deadlines.filter(is_open=True, non_working_day=True).count()
    )


def test_the_route_gives_its_reasons_and_who_overrode_it(seen):
    journey = Journey().received()
    decide_triage(**journey.by("lead"), route="B", reason="The process has changed.")
    said = page(seen(journey), journey, "case-route")

    assert "By a person" in said
    assert "The process has changed." in said
    assert "What the rules said: Recognition A" in said
    assert "version 2026-06-1" in said
    assert "Source: [S16]" in said


def test_answers_stand_with_the_questions_own_words(seen):
    journey = Journey().received()
    said = page(seen(journey), journey, "case-answers")

    assert "Did the reference regulator assess a risk management plan?" in said
    assert "Decentralised procedure" in said
    assert "10 June 2025" in said
    assert "Not answered" in said


def test_the_history_says_who_when_why_and_what_changed(seen):
    journey = Journey().corrected()
    said = page(seen(journey), journey, "case-history")

    assert "Correction requested" in said
    assert "Module 1.2 is missing." in said
    assert "2 February 2026 at 12:00" in said
    assert f"by {journey.people.user('validator')}" in said
    assert "In validation" in said


def test_a_signed_decision_shows_its_seal(seen):
    journey = Journey().granted()
    said = page(seen(journey), journey, "case-decision")

    assert journey.case.decisions.get().seal in said
    assert "The report is final." in said


def test_an_act_says_beforehand_which_dates_move_and_who_is_told(seen):
    journey = on_b().assessing().after(70)
    said = seen(journey, "lead").get(ACTS["request-information"].url(journey.case)).content.decode()

    assert "The case goes from “In assessment” to “Awaiting information”." in said
    assert "Stopped. If it ran again today" in said
    assert "Dana Whitlock (regulatory@aldbrook.example)" in said


def test_another_point_keeps_what_was_typed(seen):
    journey = on_b().assessing().after(70)
    client, url = seen(journey, "lead"), ACTS["request-information"].url(journey.case)
    typed = {"rows": "5", "discipline_1": "clinical", "text_1": "Which endpoint?", "another_point": "1"}

    said = client.post(url, typed).content.decode()

    assert "Point 6" in said
    assert "Which endpoint?" in said
    assert "There is a problem" not in said
    assert journey.case.information_requests.count() == 0


def test_points_that_are_half_given_are_asked_for(seen):
    journey = on_b().assessing().after(70)
    client, url = seen(journey, "lead"), ACTS["request-information"].url(journey.case)

    empty = client.post(url, {"rows": "5"}).content.decode()
    half = client.post(url, {"rows": "2", "text_1": "Why?", "discipline_2": "quality"}).content.decode()

    assert "Enter at least one point to ask about" in empty
    assert "Select the discipline of point 1" in half
    assert "Enter the question of point 2" in half


def test_a_paper_comes_as_an_attachment_to_those_who_see_the_case(seen):
    journey, other = rich(), Journey().drafted()
    client, paper = seen(journey, "auditor"), journey.case.documents.first()

    answer = client.get(reverse("case-document", args=[journey.case.reference, paper.pk]))

    assert b"".join(answer.streaming_content) == b"A paper."
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get(reverse("case-document", args=[other.case.reference, paper.pk])).status_code == 404
    assert client.get(reverse("case-document", args=[journey.case.reference, 0])).status_code == 404


@pytest.mark.parametrize(("ahead", "is_tagged", "said"), [(0, True, "Until "), (2, False, "Away from ")])
def test_only_who_is_away_bears_the_tag(client, sign_in, today, db, ahead, is_tagged, said):
    journey = Journey().assessing()
    away, first = journey.people.user("assessor"), journey.day + timedelta(days=ahead)
    days = {"from_on": first, "until_on": first + timedelta(days=9)}
    record_absence(user=away, deputy=journey.people.user("lead"), actor=person(away), at=journey.at, **days)
    today(journey)
    sign_in(journey.people.user("manager"))

    shown = page(client, journey, "case-people")
    assert ('govuk-tag--yellow">Away</strong>' in shown) is is_tagged
    assert f"{said}{days['until_on' if is_tagged else 'from_on'].day} " in shown
