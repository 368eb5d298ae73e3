"""Drafts: bad input is named field by field, and nothing of it is stored."""

import pytest

from cases.models import Application
from cases.operations.approvals import add_approval, change_approval, remove_approval
from cases.operations.change_draft import change_draft
from cases.operations.create_application import create_application
from cases.workflow.refusals import InvalidInput, NotPermitted, WrongState
from recognition.accounts.actors import company
from recognition.audit.models import Entry
from tests.cases.journey import APPROVAL, Journey, client_of

pytestmark = pytest.mark.django_db

WRONG = {
    "an unknown fact": {"rr_cod": "US-FDA"},
    "a wrong type": {"atmp": "perhaps"},
    "a code that is none": {"legal_basis": "99"},
    "a date in the future": {"rr_approval_date": "2027-01-01"},
    "a date that is none": {"rr_approval_date": "2025-02-30"},
    "a negative count": {"rr_mandated_pass_count": -1},
    "a boolean for a count": {"rr_mandated_pass_count": True},
    "a NUL character": {"product_name": "Carde\x00lin"},
    "a text of ten thousand characters too many": {"product_name": "x" * 20_001},
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_answer_is_named_and_the_draft_stays_as_it_was(fault):
    journey = Journey().drafted()
    before, entries = journey.case, Entry.objects.count()
    with pytest.raises(InvalidInput) as error:
        change_draft(**journey.by("company"), facts={"product_name": "Changed", **WRONG[fault]})
    assert [row.field for row in error.value.errors] == [f"facts/{code}" for code in WRONG[fault]]
    after = journey.case
    assert (after.facts, after.version, Entry.objects.count()) == (before.facts, before.version, entries)


def test_a_wrong_draft_is_not_made_and_takes_no_reference():
    client = client_of()
    with pytest.raises(InvalidInput):
        create_application(actor=company(client), organisation=client.organisation, facts={"x": 1}, at=Journey().at)
    assert not Application.objects.exists()
    assert Journey(client=client).drafted().case.reference == "IRP-2026-000001"


def test_no_client_drafts_for_another_company():
    with pytest.raises(NotPermitted):
        create_application(actor=company(client_of()), organisation=client_of().organisation, facts={}, at=Journey().at)


def test_an_answer_can_be_taken_back():
    journey = Journey().drafted()
    change_draft(**journey.by("company"), facts={"comparator_source": None})
    assert "comparator_source" not in journey.case.facts


def test_the_record_says_what_changed_from_what_to_what():
    journey = Journey().drafted()
    change_draft(**journey.by("company"), facts={"product_name": "Cardelin 10 mg tablets"})
    entry = Entry.objects.filter(subject_id=str(journey.pk)).latest("id")
    assert entry.data["changed"] == {"product_name": ["Cardelin 5 mg tablets", "Cardelin 10 mg tablets"]}


def test_after_filing_only_contacts_change():
    journey = Journey().received()
    change_draft(**journey.by("company"), facts={"contact_email": "new@aldbrook.example"})
    assert journey.case.contact_email == "new@aldbrook.example"
    with pytest.raises(WrongState, match="only its contacts"):
        change_draft(**journey.by("company"), facts={"product_name": "Other"})


def test_a_second_approval_that_is_relied_on_is_refused():
    journey = Journey().drafted()
    with pytest.raises(InvalidInput, match="relied_on: Another approval is relied on already"):
        add_approval(**journey.by("company"), fields=APPROVAL)
    assert journey.case.reference_approvals.count() == 1


def test_an_approval_names_each_field_that_is_wrong():
    journey = Journey().drafted()
    fields = {"regulator": "BR-ANVISA", "approved_on": "2030-01-01", "colour": "blue", "relied_on": "yes"}
    with pytest.raises(InvalidInput) as error:
        add_approval(**journey.by("company"), fields=fields)
    assert {row.field for row in error.value.errors} >= {"approved_on", "colour", "relied_on"}


def test_a_regulator_outside_the_register_is_refused():
    journey = Journey().drafted()
    with pytest.raises(InvalidInput, match="regulator: BR-ANVISA is not in the register"):
        add_approval(**journey.by("company"), fields={"regulator": "BR-ANVISA", "approved_on": "2025-01-01"})


def test_relying_on_another_approval_is_two_changes():
    journey = Journey().drafted()
    first = journey.case.reference_approvals.get()
    change_approval(**journey.by("company"), approval=first.pk, fields={"relied_on": False})
    add_approval(**journey.by("company"), fields={**APPROVAL, "regulator": "CH-SMC"})
    assert journey.case.reference_approvals.get(relied_on=True).regulator_id == "CH-SMC"


def test_an_approval_is_taken_away_while_drafting_only():
    journey = Journey().received()
    with pytest.raises(WrongState):
        remove_approval(**journey.by("company"), approval=journey.case.reference_approvals.get().pk)
