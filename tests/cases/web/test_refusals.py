"""A refusal is in words, with its HTTP status, and loses nothing that was typed."""

from __future__ import annotations

import pytest

from cases.operations import decisions, objections, validation
from cases.web.acts import ACTS
from tests.cases.journey import REACH, Journey, on_b

TYPED = "Module 3.2.P.5 has no limit for nitrosamines, & <b>that</b> is a defect."
KEPT = "Module 3.2.P.5 has no limit for nitrosamines, &amp; &lt;b&gt;that&lt;/b&gt; is a defect."


@pytest.fixture
def at_work(db, client, sign_in, today):
    """The client of a person at work on the journey's case and day."""

    def begin(journey: Journey, role: str):
        today(journey)
        sign_in(journey.people.user(role))
        return client

    return begin


def test_the_second_tab_is_told_who_was_first(at_work):
    journey = Journey().validating()
    client = at_work(journey, "validator")
    url = ACTS["request-correction"].url(journey.case)
    assert client.get(url).status_code == 200
    validation.find_invalid(**journey.by("validator"), reason="Incomplete.")

    answer = client.post(url, {"defects": TYPED})

    said = answer.content.decode()
    assert answer.status_code == 409
    assert "now “Invalid”" in said
    assert str(journey.people.user("validator")) in said
    assert KEPT in said
    assert "<title>Error: Request a correction" in said


def test_an_address_that_the_database_could_not_take_leads_nowhere(at_work):
    client = at_work(Journey().received(), "validator")

    assert client.get("/cases/%00/").status_code == 404


def test_a_page_that_is_too_late_says_so(at_work):
    journey = Journey().invalid()
    client = at_work(journey, "validator")

    answer = client.get(ACTS["validate"].url(journey.case))

    assert answer.status_code == 409
    assert "Validate: not possible, because" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "journey", "role", "words"),
    [
        ("validate", lambda: Journey().validating(), "validator", "No fee is recorded"),
        ("request-information", lambda: on_b().assessing().after(5), "lead", "on day 70 at the earliest"),
        ("recommend-grant", lambda: Journey().assessing(), "lead", "Not complete yet: Quality"),
        ("revert", lambda: Journey().assessing(), "lead", "No major objection is open"),
    ],
)
def test_an_act_that_has_to_wait_says_why(at_work, name, journey, role, words):
    journey = journey()
    client = at_work(journey, role)
    url = ACTS[name].url(journey.case)

    case_page = client.get(f"/cases/{journey.case.reference}/").content.decode()
    act_page = client.get(url).content.decode()

    assert f'href="{url}"' in case_page
    assert words in case_page
    assert words in act_page
    assert '<form method="post" novalidate' not in act_page


def test_a_paper_for_a_closed_case_is_refused_in_words(at_work):
    journey = Journey().invalid()
    client = at_work(journey, "validator")

    answer = client.get(ACTS["add-document"].url(journey.case))

    assert answer.status_code == 409
    assert "is now “Invalid”" in answer.content.decode()


def test_a_text_that_is_too_long_comes_back_whole(at_work):
    journey = Journey().received()
    client = at_work(journey, "validator")
    text = "é" * 10_001

    answer = client.post(ACTS["add-note"].url(journey.case), {"text": text})

    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert "Shorten the note to 10,000 characters" in answer.content.decode()


def test_who_may_not_is_refused_and_keeps_the_text(at_work):
    journey = Journey().assessing()
    client = at_work(journey, "validator")

    answer = client.post(ACTS["consult"].url(journey.case), {"reason": TYPED})

    assert answer.status_code == 403
    assert KEPT in answer.content.decode()
    assert journey.case.state == "assessing"


def test_an_objection_resolved_in_another_tab(at_work):
    journey = Journey().assessing().objected()
    client = at_work(journey, "assessor")
    objections.resolve_objection(**journey.by("assessor"), number=1, resolution="Answered.")

    answer = client.post(ACTS["resolve-objection"].url(journey.case, "1"), {"resolution": TYPED})

    assert answer.status_code == 409
    assert "Objection 1 was resolved by" in answer.content.decode()


def test_a_wrong_password_signs_nothing(at_work):
    journey = Journey().recommended()
    client = at_work(journey, "signatory")

    answer = client.post(ACTS["sign"].url(journey.case), {"password": "guess"})

    assert answer.status_code == 422
    assert "The password is not right" in answer.content.decode()
    assert "What you sign" in answer.content.decode()
    assert journey.case.state == "awaiting_signature"


def test_another_recommendation_than_the_one_read_is_not_signed(at_work):
    journey = Journey().recommended()
    client = at_work(journey, "signatory")
    read = journey.case.decisions.get().pk
    decisions.return_recommendation(**journey.by("signatory"), reason="Unclear.")
    decisions.recommend_grant(**journey.by("lead"), reasons="Other reasons.")

    answer = client.post(ACTS["sign"].url(journey.case), {"read": read, "password": "recognition"})

    assert answer.status_code == 409
    assert "has changed since you read it" in answer.content.decode()
    assert "Other reasons." in answer.content.decode()
    assert journey.case.state == "awaiting_signature"


@pytest.mark.parametrize("role", ["administrator"])
def test_who_reads_no_cases_is_kept_out(at_work, role):
    journey = Journey().received()
    client = at_work(journey, role)

    for path in ("/cases/", f"/cases/{journey.case.reference}/", ACTS["add-note"].url(journey.case)):
        assert client.get(path).status_code == 403


def test_a_draft_and_a_case_that_is_not_there_are_not_found(at_work):
    journey = REACH["draft"]()
    client = at_work(journey, "manager")
    reference = journey.case.reference

    for path in (f"/cases/{reference}/", f"/cases/{reference}/clock/", f"/cases/{reference}/add-note/", "/cases/X/"):
        assert client.get(path).status_code == 404
    assert client.post(f"/cases/{reference}/add-note/", {"text": "Hello"}).status_code == 404
    assert client.get(f"/cases/{reference}/no-such-act/").status_code == 404


def test_nobody_signed_in_is_asked_to(db, client):
    assert client.get("/cases/")["Location"].startswith("/sign-in/")
