"""A submission: everything that is missing is said at once, and nothing is half done."""

import pytest

from cases.operations.submit import submit
from cases.workflow.refusals import InvalidInput, NotPermitted, WrongState
from recognition.accounts.actors import company
from recognition.audit.models import Entry
from recognition.outbox.models import Message
from tests.cases.journey import Journey, client_of

pytestmark = pytest.mark.django_db


def _fields(error):
    return [row.field for row in error.value.errors]


def test_it_is_received_with_its_route_and_both_clocks():
    case = Journey().received().case
    assert (case.state, case.route, str(case.submitted_on)) == ("received", "A", "2026-02-02")
    started = case.clock_entries.filter(act="started").values_list("clock", flat=True)
    assert set(started) == {"statutory", "validation"}


def test_the_company_and_the_validators_are_told():
    journey = Journey()
    validator = journey.people.user("validator")
    journey.received()
    told = Message.objects.filter(topic="submitted").values_list("to", flat=True)
    assert set(told) == {"regulatory@aldbrook.example", validator.email}


def test_all_that_is_missing_is_said_at_once_and_nothing_is_stored():
    journey = Journey(facts={"pl_number": "", "product_name": "", "contact_email": ""}).drafted().papers()
    journey.case.reference_approvals.all().delete()
    entries = Entry.objects.count()
    with pytest.raises(InvalidInput) as error:
        submit(**journey.by("company"))
    assert _fields(error) == ["facts/pl_number", "facts/product_name", "facts/contact_email", "reference_approvals"]
    assert (journey.case.state, Entry.objects.count()) == ("draft", entries)


def test_an_approval_that_contradicts_the_form_is_named():
    journey = Journey(facts={"rr_code": "US-FDA"}).drafted().papers()
    with pytest.raises(InvalidInput) as error:
        submit(**journey.by("company"))
    assert _fields(error) == ["facts/rr_code"]


def test_a_regulator_that_has_ended_since_is_refused():
    journey = Journey().drafted()
    regulator = journey.case.reference_approvals.get().regulator
    regulator.recognised_until = "2026-02-01"
    regulator.save()
    with pytest.raises(InvalidInput, match="not recognised on 02 February 2026"):
        submit(**journey.by("company"))


def test_an_age_is_measured_on_the_day_of_submission_not_of_the_form():
    journey = Journey(approval={"approved_on": "2024-02-03"}).filed()
    assert journey.case.route == "A"
    submit(**journey.after(10).papers().by("company"))
    assert journey.case.route == "B"
    assert [row.hits for row in journey.case.determinations.all()] == [["B00"], ["A01", "A02", "A03", "A04"]]


def test_a_route_that_a_person_decided_stands_at_submission():
    journey = Journey().decided("A")
    submit(**journey.after(3).papers().by("company"))
    assert (journey.case.state, journey.case.route) == ("received", "A")


def test_another_company_cannot_submit_it():
    journey = Journey().drafted().papers()
    foreign = {**journey.by("company"), "actor": company(client_of())}
    with pytest.raises(NotPermitted):
        submit(**foreign)


def test_it_is_submitted_once():
    journey = Journey().received()
    with pytest.raises(WrongState, match="is now “Received”"):
        submit(**journey.by("company"))


def test_an_ineligible_submission_is_closed_with_its_reason():
    journey = Journey(facts={"legal_basis": "54"}).drafted().papers()
    submit(**journey.by("company"))
    case = journey.case
    assert (case.state, case.determinations.get().hits) == ("not_eligible", ["E02"])
    assert not case.deadlines.filter(is_open=True).exists()
