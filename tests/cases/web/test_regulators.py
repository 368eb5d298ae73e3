"""The register of regulators: who sees it, what an end of recognition touches, and what it then refuses."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.operations.approvals import add_approval, change_approval
from cases.operations.submit import submit
from cases.workflow.refusals import InvalidInput
from recognition.routes.models import Regulator
from tests.cases.journey import APPROVAL, Journey, client_of

ONE = ("regulator", "DE-BFARM")


def url(name: str, *args: str) -> str:
    return reverse(name, args=args)


def test_a_manager_sees_which_open_cases_rely_on_it(db, client, sign_in):
    received, draft, closed = Journey().received(), Journey().drafted(), Journey().withdrawn()
    other = Journey(approval={"regulator": "NL-MEB"}).received()
    sign_in("manager")

    said = client.get(url(*ONE)).content.decode()

    assert "Open cases that rely on it: 1" in said
    assert received.case.reference in said
    for absent in (draft, closed, other):
        assert absent.case.reference not in said


def test_an_administrator_sees_how_many_but_not_which(db, client, sign_in):
    journey = Journey().received()
    sign_in("administrator")

    said = client.get(url(*ONE)).content.decode()

    assert "Open cases that rely on it: 1" in said
    assert journey.case.reference not in said


@pytest.mark.parametrize("role", ["validator", "assessor", "lead", "signatory", "auditor"])
@pytest.mark.parametrize("address", [("regulators",), ONE])
def test_it_is_for_managers_and_administrators(db, client, sign_in, role, address):
    sign_in(role)

    assert client.get(url(*address)).status_code == 403


def test_a_regulator_that_is_not_there_is_not_found(db, client, sign_in):
    sign_in("manager")

    assert client.get(url("regulator", "XX-NONE")).status_code == 404


def test_the_list_and_the_page_cost_the_same_however_many_cases(db, client, sign_in):
    sign_in("manager")
    costs = []
    for count in (1, 24):
        company = client_of()
        for _ in range(count):
            Journey(client=company).received()
        for address in (("regulators",), ONE):
            client.get(url(*address))
            with CaptureQueriesContext(connection) as queries:
                client.get(url(*address))
            costs.append(len(queries))

    assert costs[:2] == costs[2:]
    assert max(costs) <= 10


def test_one_that_has_ended_blocks_a_submission_and_lets_what_came_before_go_on(db):
    before, late = Journey().received(), Journey().drafted()
    Regulator.objects.filter(code="DE-BFARM").update(recognised_until=late.day)

    with pytest.raises(InvalidInput, match="is not recognised on 03 February 2026"):
        submit(**late.after(1).by("company"))

    assert before.case.state == "received"


def test_on_its_last_day_it_is_still_recognised(db):
    journey = Journey().drafted().papers()
    Regulator.objects.filter(code="DE-BFARM").update(recognised_until=journey.day)

    assert submit(**journey.by("company")).state == "received"


def test_one_that_has_ended_blocks_a_draft(db):
    journey = Journey()
    Regulator.objects.filter(code="DE-BFARM").update(recognised_until=date(2026, 2, 1))

    with pytest.raises(InvalidInput, match="no longer recognised since 01 February 2026"):
        journey.drafted()


def test_an_approval_by_a_procedure_that_does_not_count_is_refused_with_those_that_do(db):
    journey = Journey().drafted()

    with pytest.raises(InvalidInput, match="is recognised for MRP, DCP, national, other, not for CP") as refused:
        add_approval(**journey.by("company"), fields={**APPROVAL, "procedure": "CP", "relied_on": False})

    assert [error.field for error in refused.value.errors] == ["procedure"]


def test_a_change_of_the_regulator_alone_is_held_against_its_procedure(db):
    journey = Journey().drafted()
    key = journey.case.reference_approvals.get().pk

    with pytest.raises(InvalidInput, match="is recognised for CP, other, not for DCP"):
        change_approval(**journey.by("company"), approval=key, fields={"regulator": "EU-EMA"})


def test_procedures_taken_away_since_block_the_submission(db):
    journey = Journey().drafted().papers()
    Regulator.objects.filter(code="DE-BFARM").update(procedures=["national"])

    with pytest.raises(InvalidInput) as refused:
        submit(**journey.by("company"))

    assert [error.field for error in refused.value.errors] == ["reference_approvals/procedure"]


def test_an_end_before_the_beginning_is_refused(db):
    with pytest.raises(IntegrityError, match="regulator_dates"), transaction.atomic():
        Regulator.objects.filter(code="DE-BFARM").update(recognised_until=date(2023, 1, 1))
