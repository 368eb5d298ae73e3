"""Long text that is kept while it is typed: brought back, seen by a second editor, gone once it is saved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import TextDraft
from cases.operations.text_drafts import LONGEST, keep_text
from cases.queries.text_drafts import OPEN_FOR
from recognition.accounts.actors import person
from recognition.audit.models import Entry
from tests.cases.journey import Journey, user_of

from .journeys_of_acts import drafted

HOSTILE = "<script>alert(1)</script> \u202edlrow\u200b =cmd()" + "x" * 10_000


@pytest.fixture
def journey(db, today) -> Journey:
    journey = Journey().assessing()
    today(journey)
    return journey


def _keep(client, journey, place="raise-objection", **texts):
    url = reverse("case-keep-text", args=[journey.case.reference])
    return client.post(url, {"place": place, **{f"text-{name}": text for name, text in texts.items()}})


def _page(client, journey, act="raise-objection", about=""):
    args = [journey.case.reference, act, *([about] if about else [])]
    return client.get(reverse("act-about" if about else "act", args=args))


def test_what_was_typed_is_there_after_signing_in_again(client, sign_in, journey):
    assessor = sign_in(journey.people.user("assessor"))
    assert _keep(client, journey, text=HOSTILE).json()["saved"] == "Saved 12:00"
    client.logout()
    sign_in(assessor)
    page = _page(client, journey)
    assert page.context["form"]["text"].value() == HOSTILE
    assert "<script>alert" not in page.content.decode()
    assert "had not saved is back" in page.content.decode()


def test_it_is_nobody_elses(client, sign_in, journey):
    sign_in(journey.people.user("assessor"))
    _keep(client, journey, text="Mine.")
    sign_in("assessor")
    assert "Mine." not in _page(client, journey).content.decode()


def test_it_writes_no_record_and_is_gone_once_saved(client, sign_in, journey):
    sign_in(journey.people.user("assessor"))
    before = Entry.objects.count()
    _keep(client, journey, text="Half a thought")
    assert Entry.objects.count() == before
    url = reverse("act", args=[journey.case.reference, "raise-objection"])
    client.post(url, {"discipline": "quality", "grade": "major", "text": "A whole one."})
    assert journey.case.objections.get().text == "A whole one."
    assert not TextDraft.objects.exists()


def test_a_refused_save_leaves_it(client, sign_in, journey):
    sign_in(journey.people.user("assessor"))
    _keep(client, journey, text="Still here.")
    client.post(reverse("act", args=[journey.case.reference, "raise-objection"]), {"text": "Still here."})
    assert TextDraft.objects.get(field="text").text == "Still here."


def test_without_a_script_a_button_keeps_it(client, sign_in, journey):
    sign_in(journey.people.user("assessor"))
    url = reverse("act", args=[journey.case.reference, "raise-objection"])
    answer = client.post(url, {"text": "By the button.", "keep": "1"}, follow=True)
    assert "Saved 12:00" in answer.content.decode()
    assert answer.context["form"]["text"].value() == "By the button."
    assert not journey.case.objections.exists()
    answer = client.post(url, {"text": "By the button.", "drop": "1"}, follow=True)
    assert not answer.context["form"]["text"].value()


def test_a_second_editor_is_told_who_and_since_when(client, sign_in, journey):
    first = user_of("assessor", first_name="Priya", last_name="Shah")
    at = journey.at - timedelta(minutes=3)
    keep_text(application=journey.case, actor=person(first), place="raise-objection", texts={}, at=at)
    sign_in(journey.people.user("assessor"))
    assert "Priya Shah has this open, since 11:57 on" in _page(client, journey).content.decode()
    keep_text(application=journey.case, actor=person(first), place="raise-objection", texts={"text": "x"}, at=at)
    assert "Priya Shah is typing here" in _keep(client, journey).json()["others"]


def test_who_closed_the_page_is_not_said_to_be_there(client, sign_in, journey):
    at = journey.at - OPEN_FOR
    keep_text(application=journey.case, actor=person(user_of("lead")), place="raise-objection", texts={}, at=at)
    sign_in(journey.people.user("assessor"))
    assert _keep(client, journey).json()["others"] == ""


def test_what_is_brought_back_does_not_go_over_anothers_save(client, sign_in, db, today):
    """It was typed over version 1; by now there is a version 2, and the save is refused with both shown."""
    journey = drafted()
    today(journey)
    author, url = journey.people.user("assessor"), reverse("case-keep-text", args=[journey.case.reference])
    sign_in(author)
    client.post(url, {"place": "change-point/1", "version": "1", "text-text": "Mine, typed over the first."})
    typed = {"discipline": "quality", "grade": "major", "version": "1"}
    act = reverse("act-about", args=[journey.case.reference, "change-point", "1"])
    sign_in(journey.people.user("lead"))
    assert client.post(act, {**typed, "text": "The lead's."}).status_code == 302
    sign_in(author)
    form = client.get(act).context["form"]
    assert (form["text"].value(), form["version"].value()) == ("Mine, typed over the first.", "1")
    refused = client.post(act, {**typed, "text": form["text"].value()})
    assert refused.status_code == 409
    assert "The lead&#x27;s." in refused.content.decode()
    assert "Mine, typed over the first." in refused.content.decode()


@pytest.mark.parametrize("who", ["auditor", "signatory"])
def test_who_may_not_see_the_case_keeps_nothing(client, sign_in, who, db, today):
    journey = Journey().drafted()
    today(journey)
    sign_in(who)
    assert _keep(client, journey, text="x").status_code == 404
    assert not TextDraft.objects.exists()


def test_what_cannot_be_kept_is_said(client, sign_in, journey):
    sign_in(journey.people.user("assessor"))
    assert "Shorten" in _keep(client, journey, text="x" * (LONGEST + 1)).json()["why"]
    assert "NUL" in _keep(client, journey, text="a\x00b").json()["why"]
    assert _keep(client, journey, place="no-such-act", text="x").status_code == 404
    assert not TextDraft.objects.exists()


def test_it_costs_a_fixed_number_of_statements(client, sign_in, journey, django_assert_max_num_queries):
    sign_in(journey.people.user("assessor"))
    for n in range(25):
        keep_text(
            application=journey.case, actor=person(user_of("assessor")), place="raise-objection",
            texts={"text": str(n)}, at=journey.at,
        )  # fmt: skip
    with django_assert_max_num_queries(20):
        _keep(client, journey, text="x")
