"""The pages of the reference approval and of related cases: what they say, keep and cost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.operations.review_approval import PointFound, review_approval
from tests.cases.journey import Journey

pytestmark = pytest.mark.django_db
NUMBERED = {"authorisation_number": "EU/1/25/1234", "regulator": "DE-BFARM"}
HOSTILE = "<script>alert(1)</script>\u202e\u200b"


@pytest.fixture
def look(client, sign_in, today):
    def enter(journey: Journey, role: str, name: str):
        today(journey)
        sign_in(journey.people.user(role))
        return client, reverse(name, args=[journey.case.reference])

    return enter


def test_precedents_are_those_of_the_same_approval_with_how_they_ended(look):
    before = Journey(approval=NUMBERED).granted()
    Journey(approval=NUMBERED | {"authorisation_number": "EU/1/25/9999"}).received()
    journey = Journey(approval=NUMBERED | {"authorisation_number": "eu 1 25 1234"}).received()
    client, path = look(journey, "assessor", "case-reference")
    said = client.get(path).content.decode().split("Precedents")[1]
    assert before.case.reference in said
    assert "Granted" in said
    assert said.count("IRP-") == 2  # its link, once in the address and once as its text


def test_a_comparison_is_saved_and_an_error_keeps_every_word(look):
    journey = Journey().assessing()
    client, path = look(journey, "assessor", "case-reference")
    typed = {"verdict-form": "differs", "reference_says-form": HOSTILE}
    answer = client.post(path, typed)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#why-form"' in said
    assert "&lt;script&gt;alert(1)" in said
    assert client.post(path, typed | {"why-form": "Another coating."}).status_code == 302
    assert "1 of 10 points compared" in client.get(path).content.decode()


def test_a_stale_comparison_shows_both_texts(look):
    journey = Journey().assessing()
    client, path = look(journey, "assessor", "case-reference")
    review_approval(**journey.by("lead"), points={"form": PointFound("same", "A tablet.")}, reports={})
    answer = client.post(path, {"verdict-form": "same", "reference_says-form": "A capsule.", "seen-form": "0"})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "A tablet." in said
    assert "A capsule." in said
    assert 'name="seen-form" value="1"' in said


@pytest.mark.parametrize("page", ["case-reference", "case-answers"])
def test_how_it_was_reviewed_stands_in_the_words_of_its_question(look, page):
    client, path = look(Journey().assessing(), "assessor", page)
    said = client.get(path).content.decode()
    assert "<dt>Review</dt><dd>A full review of its own</dd>" in said
    assert "stand_alone" not in said


@pytest.mark.parametrize(
    ("code", "shown", "explained"),
    [
        ("DCP", "Decentralised procedure (DCP)", "states of the EU or EEA assess a medicine together"),
        ("MRP", "Mutual recognition procedure (MRP)", "recognise what one of them has authorised"),
        ("CP", "Centralised procedure (CP)", "one authorisation holds in the whole EU"),
        ("national", "National procedure", ""),
        ("<b>X</b>\u202e", "&lt;b&gt;X&lt;/b&gt;\u202e", ""),
        ("", "Not given", ""),
    ],
)
@pytest.mark.parametrize("page", ["case-reference", "case-answers"])
def test_the_procedure_has_its_name_and_its_abbreviation_is_explained(look, page, code, shown, explained):
    journey = Journey().received()
    journey.case.reference_approvals.update(procedure=code)
    client, path = look(journey, "assessor", page)
    card = client.get(path).content.decode().split("<dt>Procedure</dt>")[1].split("<dt>")[0]

    assert shown in card
    assert explained in card
    assert ("<button" in card) == bool(explained)


def test_who_only_reads_is_given_no_form(look):
    client, path = look(Journey().assessing(), "auditor", "case-reference")
    assert "Save the comparison" not in client.get(path).content.decode()


def test_a_suspect_is_warned_of_on_the_case_in_the_list_and_before_it_is_validated(look):
    first = Journey(facts={"product_name": f"Alpha {HOSTILE}"}).received()
    second = Journey(people=first.people).validating()
    client, _ = look(second, "validator", "case")
    for name in ("case", "case-validation"):
        said = client.get(reverse(name, args=[second.case.reference])).content.decode()
        assert f"This may be a duplicate of {first.case.reference}" in said
    assert "May be a duplicate" in client.get(reverse("worklist"), {"tab": "all"}).content.decode()


def test_it_is_settled_on_the_page_and_what_was_typed_stays(look):
    first = Journey().received()
    second = Journey(people=first.people).received()
    client, path = look(second, "validator", "case-related")
    typed = {"other": first.case.reference, "verdict": "distinct", "reason": ""}
    answer = client.post(path, typed)
    assert answer.status_code == 422
    assert f'href="#reason-{first.case.reference}"' in answer.content.decode()
    assert client.post(path, typed | {"reason": "Another strength."}).status_code == 302
    said = client.get(path).content.decode()
    assert "Not a duplicate" in said
    assert "Another strength." in said


def test_the_pages_cost_the_same_for_many_related_cases(look):
    journey = Journey(approval=NUMBERED).received()
    client, path = look(journey, "lead", "case-related")
    client.get(path)
    for _ in range(2):
        Journey(approval=NUMBERED, people=journey.people, client=journey.client).received()
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for _ in range(4):
        Journey(approval=NUMBERED, people=journey.people, client=journey.client).received()
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) == len(few) <= 25
