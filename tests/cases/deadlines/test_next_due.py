"""The date that lists are ordered by says what the kept deadlines say, after every move and on every day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from cases.deadlines.next_due import next_due
from cases.deadlines.plan import replan
from cases.models import Application, Deadline
from cases.operations import consultation
from tests.cases.journey import REACH, Journey, on_b


def kept(case: Application) -> date | None:
    return Application.objects.get(pk=case.pk).next_due_on


@pytest.mark.parametrize("state", sorted(REACH))
def test_it_is_kept_in_every_state(db, state):
    case = REACH[state]().case

    assert kept(case) == next_due(case.state, Deadline.objects.filter(application=case))


def test_a_running_clock_comes_before_the_forecast_of_one_that_stands(db):
    case = on_b().asked().case

    assert kept(case) == case.deadlines.get(code="information_reply").due_on


def test_the_clock_whose_turn_it_is_comes_first(db):
    journey = on_b().overdue()
    consultation.start_consultation(**journey.by("lead"), reason="A refusal is proposed.")

    assert kept(journey.case) == journey.case.deadlines.get(code="consultation").due_on


def test_a_new_plan_mends_it(db):
    journey = Journey().assessing()
    wanted = kept(journey.case)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_application SET next_due_on = '2001-01-01'")

    replan(journey.case, today=journey.day)

    assert kept(journey.case) == wanted
