"""There is one way to move a case, and it holds against the library, the ORM and psql alike."""

import pytest
from django.db import IntegrityError, connection, transaction

from cases.models import Application, ClockEntry
from cases.workflow.refusals import Refused
from recognition.audit.models import Entry
from tests.cases.journey import Journey


def test_a_transition_called_outside_the_door_is_refused(db):
    case = Journey().received().case
    with pytest.raises(Refused, match="only be taken through"):
        case.start_validation()
    assert Application.objects.get(pk=case.pk).state == "received"


def test_the_state_cannot_be_assigned(db):
    case = Journey().received().case
    with pytest.raises(AttributeError, match="not allowed"):
        case.state = "granted"


def test_an_update_of_the_state_cannot_be_committed(db):
    case = Journey().received().case
    Application.objects.filter(pk=case.pk).update(state="granted")
    with pytest.raises(IntegrityError, match="record ends in received"), transaction.atomic():
        connection.check_constraints()
    _put_back(case)


def _put_back(case):
    """The test's own transaction is checked once more when it ends."""
    Application.objects.filter(pk=case.pk).update(state="received")


def test_a_case_without_a_record_cannot_be_committed(db):
    case = Journey().drafted().case
    point = transaction.savepoint()
    Application.objects.create(
        reference="IRP-2026-999999",
        organisation=case.organisation,
        rule_set=case.rule_set,
        created_at=case.created_at,
        updated_at=case.created_at,
    )
    with pytest.raises(IntegrityError, match="record ends in"), transaction.atomic():
        connection.check_constraints()
    transaction.savepoint_rollback(point)


def test_a_case_cannot_be_deleted(db):
    case = Journey().drafted().case
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        Application.objects.filter(pk=case.pk)._raw_delete(using="default")


def test_a_line_of_the_ledger_cannot_be_changed(db):
    case = Journey().received().case
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        ClockEntry.objects.filter(application=case).update(on="2020-01-01")


@pytest.mark.parametrize("table", ["cases_clockentry", "cases_determination", "cases_decision"])
def test_what_a_decision_rests_on_cannot_be_emptied(db, table):
    with pytest.raises(Exception, match="Cannot truncate"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_a_determination_cannot_be_changed(db):
    case = Journey().received().case
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        case.determinations.update(outcome="B")


def test_a_signed_decision_cannot_be_changed(db):
    case = Journey().granted().case
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        case.decisions.update(reasons="Other reasons.")


def test_a_move_leaves_one_entry_that_says_who_when_what_and_from_where(db):
    journey = Journey().validating()
    entry = Entry.objects.filter(subject_id=str(journey.pk)).latest("id")
    assert (entry.action, entry.from_state, entry.to_state) == ("validation_started", "received", "validating")
    assert entry.actor_label == str(journey.people.user("validator"))
    assert entry.at == journey.at
