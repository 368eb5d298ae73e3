"""What the page of an act says of the route and the clock before it is done, and what it calls what is optional."""

from __future__ import annotations

import pytest

from cases.operations import validation
from cases.operations.sweep import sweep
from cases.queries.timetables import timetable_of
from cases.web.acts import ACTS
from cases.workflow.refusals import WrongState
from tests.cases.journey import Journey, on_b


@pytest.fixture
def shown(db, client, sign_in, today):
    def show(journey: Journey, act: str, role: str = "lead") -> str:
        today(journey)
        sign_in(journey.people.user(role))
        return client.get(ACTS[act].url(journey.case)).content.decode()

    return show


def test_a_request_says_whether_the_clock_stops(shown):
    assert "The clock runs on." in shown(Journey().assessing().after(18), "request-information")
    assert "The clock stops." in shown(on_b().assessing().after(70), "request-information")


def test_a_reversion_names_both_routes(shown):
    said = shown(Journey().assessing().after(50).objected(), "revert")

    assert "The route changes from Recognition A to Recognition B. Its clock has 110 days." in said
    assert "The clock runs on." in said


def test_each_way_out_of_triage_names_its_route(shown):
    said = shown(Journey().triaged(), "decide-triage")

    assert "The route becomes Recognition A. Its clock has 60 days." in said
    assert "The route becomes Recognition B. Its clock has 110 days." in said


def test_the_clocks_first_and_last_day_are_said(shown):
    journey = Journey().validating()
    validation.record_fee(**journey.by("validator"), fee_reference="FEE-1")

    assert "The clock starts." in shown(journey, "validate", "validator")
    assert "The clock ends." in shown(Journey().recommended(), "sign", "signatory")


def test_what_may_stay_empty_says_so(shown):
    assert "What the correction holds (optional)" in shown(Journey().corrected(), "record-correction", "validator")


def test_a_fee_that_is_known_is_changed(shown, client):
    journey = Journey().validating()
    assert "Record the fee" in shown(journey, "record-fee", "validator")

    validation.record_fee(**journey.by("validator"), fee_reference="FEE-1")
    said = shown(journey, "record-fee", "validator")

    assert "Change the fee&#x27;s reference</h1>" in said
    assert "It is FEE-1 now." in said
    assert "Record the fee" not in said
    assert "Change the fee&#x27;s reference" in client.get(f"/cases/{journey.case.reference}/").content.decode()


def test_after_day_0_the_fee_is_settled(shown, client):
    journey = Journey().assessing()

    assert "not possible" in shown(journey, "record-fee", "validator")
    assert "/record-fee/" not in client.get(f"/cases/{journey.case.reference}/").content.decode()
    with pytest.raises(WrongState):
        validation.record_fee(**journey.by("validator"), fee_reference="FEE-2")


def test_the_plan_of_a_submission_is_no_start(db, client, sign_in, today):
    planned = {"is_nas": True, "planned_submission_date": "2026-06-01"}
    journey = Journey(facts=planned).filed()
    today(journey)
    sign_in("manager")
    said = client.get(f"/cases/{journey.case.reference}/clock/").content.decode()

    assert '1 June 2026</td><td class="govuk-table__cell">Eligibility form</td>' in said
    assert "Planned submission</td>" in said
    assert said.count("Started</td>") == 1  # the triage's


def test_an_administrator_is_told_where_to_go(db, client, sign_in):
    sign_in("administrator")
    answer = client.get("/cases/")

    assert answer.status_code == 403
    assert "Administrators configure routes" in answer.content.decode()
    assert 'href="/admin/"' in answer.content.decode()
    assert "ask an administrator" not in answer.content.decode()


def test_a_correction_shows_what_moves_before_it_is_done(db, client, sign_in, today):
    journey = Journey().assessing().after(46)
    sweep(at=journey.at)
    today(journey)
    sign_in(journey.people.user("manager"))
    url = ACTS["correct-date"].url(journey.case)
    typed = {"which": "validation-1", "on_day": "18", "on_month": "2", "on_year": "2026", "reason": "The receipt."}

    assert "Receipt of the submission: now 2 February 2026" in client.get(url).content.decode()
    said = client.post(url, typed).content.decode()

    assert 'Validation (day 0)</dt><dd class="cases-lines">23 February 2026, to be 18 February 2026' in said
    assert "24 April 2026 (due in 14 days)" in said
    assert "<strong>Afterwards: 19 April 2026" in said
    assert "Sent already, kept, and not sent again: Decision, day 30, sent for 25 March 2026; Decision, day 45" in said
    assert not journey.case.clock_entries.filter(act="corrected").exists()
    assert client.post(url, {**typed, "confirmed": "1"}).status_code == 302
    assert timetable_of(journey.case, today=journey.day).clock.day_zero.isoformat() == "2026-02-18"


def test_an_extension_shows_the_new_date_and_its_reminders_first(db, client, sign_in, today):
    journey = on_b().asked().after(10)
    today(journey)
    sign_in(journey.people.user("lead"))
    typed = {"until_day": "1", "until_month": "9", "until_year": "2026", "reason": "A batch has to be made."}
    said = client.post(ACTS["extend-reply"].url(journey.case), typed).content.decode()

    assert "<strong>Afterwards: 1 September 2026" in said
    assert "Reply to the request for information, 61 days after its start" in said
    assert "2 September 2026" in said
    assert journey.case.deadlines.get(code="information_reply").due_on.isoformat() == "2026-07-03"
