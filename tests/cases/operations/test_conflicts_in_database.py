"""The database's own word, against SQL that passes by every operation."""

import pytest
from django.db import IntegrityError, connection

from cases.operations.declare_conflict import declare_conflict, declare_conflict_with_company
from cases.operations.notes import add_note
from recognition.accounts.actors import person
from tests.cases.checklists import colleague, completed
from tests.cases.journey import Journey

pytestmark = pytest.mark.django_db
WORDS = {"kind": "family", "text": "My sister leads its laboratory."}


@pytest.fixture(params=["case", "company"])
def barred(request):
    """A case, and somebody whom a conflict with it, or with its company, bars from it."""
    journey = completed(Journey().assessing())
    user = colleague("clinical")
    common = {**WORDS, "person": user, "actor": person(user), "at": journey.at}
    if request.param == "company":
        declare_conflict_with_company(organisation=journey.case.organisation, **common)
    else:
        declare_conflict(application=journey.case, **common)
    return journey, user


def refused(sql, *values):
    with pytest.raises(IntegrityError, match="conflict of interest bars"), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize("column", ["assessor_id", "signed_off_by_id"])
def test_no_assessment_comes_with_them(barred, column):
    journey, user = barred
    row = journey.case.assessments.get(discipline="clinical")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_sectionanswer WHERE assessment_id = %s", [row.pk])
        cursor.execute("DELETE FROM cases_assessment WHERE id = %s", [row.pk])
    refused(
        f"INSERT INTO cases_assessment (application_id, discipline, state, findings, {column}) "
        "VALUES (%s, 'clinical', 'in_progress', '', %s)",
        journey.pk, user.pk,
    )  # fmt: skip


def test_no_assessment_is_signed_off_by_them(barred):
    journey, user = barred
    refused("UPDATE cases_assessment SET signed_off_by_id = %s WHERE application_id = %s", user.pk, journey.pk)


def test_no_peer_check_comes_to_them(barred):
    journey, user = barred
    refused(
        "INSERT INTO cases_peercheck (assessment_id, state, asked_by_id, checker_id, asked_at, comment) "
        "VALUES (%s, 'asked', %s, %s, now(), '')",
        journey.case.assessments.get(discipline="clinical").pk, journey.people.user("assessor").pk, user.pk,
    )  # fmt: skip


@pytest.mark.parametrize("column", ["recommended_by_id", "signed_by_id"])
def test_no_decision_comes_with_them(barred, column):
    journey, user = barred
    names = {"recommended_by_id": journey.people.user("lead").pk, "signed_by_id": None, column: user.pk}
    refused(
        "INSERT INTO cases_decision (application_id, state, outcome, grounds, reasons, conditions, recommended_on, "
        "seal, letter, letter_sha256, recommended_by_id, signed_by_id) "
        "VALUES (%s, 'recommended', 'grant', '', 'Why.', '', '2026-03-02', '', '', '', %s, %s)",
        journey.pk, names["recommended_by_id"], names["signed_by_id"],
    )  # fmt: skip


def test_no_note_names_them(barred):
    journey, user = barred
    note = add_note(**journey.by("lead"), text="A remark.")
    refused("INSERT INTO cases_mention (note_id, person_id) VALUES (%s, %s)", note.pk, user.pk)


@pytest.mark.parametrize("column", ["validator_id", "assessor_id", "lead_id"])
def test_no_case_of_the_company_comes_with_them(column):
    journey = Journey().assessing()
    user = colleague("clinical")
    common = {**WORDS, "person": user, "actor": person(user), "at": journey.at}
    declare_conflict_with_company(organisation=journey.case.organisation, **common)
    names = [field.column for field in journey.case._meta.concrete_fields if field.column not in ("id", "reference")]
    given = ", ".join("%s" if name == column else name for name in names)
    refused(
        f"INSERT INTO cases_application (reference, {', '.join(names)}) "
        f"SELECT 'IRP-2026-999999', {given} FROM cases_application WHERE id = %s",
        user.pk, journey.pk,
    )  # fmt: skip


def test_whoever_holds_a_peer_check_is_not_barred_without_being_released():
    from cases.models import Conflict
    from cases.operations.peer_checks import ask_peer_check

    journey = completed(Journey().assessing())
    user = colleague("clinical")
    ask_peer_check(**journey.by("assessor"), discipline="clinical", checker=user.pk)
    Conflict.objects.create(person=user, application=journey.case, declared_by=user, declared_at=journey.at, **WORDS)
    with pytest.raises(IntegrityError, match="still holds"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
