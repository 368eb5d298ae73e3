"""An Innovation Passport: beside the route, never in it; its award and its advice drive what the rules name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Deadline, InnovationPassport, State
from cases.operations.close import withdraw
from cases.operations.innovation_passport import record_advice, record_passport
from cases.operations.redetermine import redetermine
from cases.operations.submit import submit
from cases.queries.history import history_of
from cases.queries.worklist import Wanted, worklist
from cases.workflow.refusals import InvalidInput, NotPermitted, RuleRefused, WrongState
from recognition.accounts.actors import company
from recognition.routes.checks import faults
from recognition.routes.load import spec_of
from recognition.routes.models import Milestone, ReminderStep, RuleSet
from tests.cases.api.caller import Caller, assert_problem, pointers
from tests.cases.journey import ROUTE_B, Journey, client_of

from .test_redetermine import WHY, next_version

pytestmark = pytest.mark.django_db
AWARDED = date(2025, 11, 3)
PASSPORT = {"number": "ILAP-7", "awarded_on": AWARDED, "indication": "Dedifferentiated liposarcoma"}
ADVICE = {"partner": "NICE", "advised_on": date(2026, 1, 12), "advice": "Compare with doxorubicin."}


def carried(journey: Journey) -> Journey:
    record_passport(**journey.by("company"), **PASSPORT)
    return journey


def joint_advice_points(draft: RuleSet) -> None:
    """A first point 120 days after the award, and another 90 days after each advice; each warned of 14 days before."""
    for code, clock, amount in (("joint_advice", "passport", 120), ("next_joint_advice", "joint_advice", 90)):
        row = Milestone.objects.create(rule_set=draft, code=code, name="Joint advice", clock=clock, amount=amount)
        ReminderStep.objects.create(milestone=row, kind="before_due", amount=14, tells=["lead", "company"])


def under_its_rules() -> Journey:
    journey = carried(Journey().received())
    redetermine(**journey.by("lead"), reason=WHY, rule_set=next_version(journey, joint_advice_points))
    return journey


@pytest.mark.parametrize("facts", [{}, ROUTE_B])
def test_the_same_answers_take_the_same_route_with_and_without_it(facts):
    plain, bearing = Journey(facts=facts).received(), carried(Journey(facts=facts).drafted())
    submit(**bearing.papers().by("company"))

    one, other = plain.case, bearing.case
    assert one.route == other.route
    assert one.determinations.get().verdicts == other.determinations.get().verdicts


def test_it_asks_no_rule_again_and_moves_no_date():
    journey = Journey().received()
    before = list(journey.case.deadlines.values_list("code", "due_on", "status")), journey.case.determinations.count()

    carried(journey)

    after = list(journey.case.deadlines.values_list("code", "due_on", "status")), journey.case.determinations.count()
    assert after == before
    assert (journey.case.route, journey.case.state) == ("A", State.RECEIVED)


def test_the_points_that_a_rule_set_names_are_dates_with_reminders():
    journey = under_its_rules()

    due = journey.case.deadlines.get(code="joint_advice")
    reminder = journey.case.reminders.get(deadline="joint_advice")
    assert (due.started_on, due.due_on) == (AWARDED, AWARDED + timedelta(days=120))
    assert (reminder.on, reminder.tells) == (due.due_on - timedelta(days=14), ["lead", "company"])


def test_advice_meets_the_point_and_starts_the_next():
    journey = under_its_rules()

    record_advice(**journey.by("assessor"), **ADVICE)

    first, following = (journey.case.deadlines.get(code=code) for code in ("joint_advice", "next_joint_advice"))
    assert (first.status, following.status) == ("met", "pending")
    assert following.due_on == ADVICE["advised_on"] + timedelta(days=90)


def test_a_second_advice_meets_the_second_point():
    journey = under_its_rules()
    record_advice(**journey.by("assessor"), **ADVICE)

    record_advice(**journey.by("assessor"), **{**ADVICE, "partner": "SMC", "advised_on": date(2026, 1, 30)})

    rounds = journey.case.deadlines.filter(code="next_joint_advice").order_by("round")
    assert [(row.round, row.status) for row in rounds] == [(1, "met"), (2, "pending")]


def test_a_corrected_award_moves_its_point():
    journey = under_its_rules()

    record_passport(**journey.by("company"), **{**PASSPORT, "awarded_on": date(2025, 11, 13)})

    assert journey.case.deadlines.get(code="joint_advice").due_on == date(2025, 11, 13) + timedelta(days=120)
    assert history_of(journey.case).first().data["changed"]["awarded_on"] == ["2025-11-03", "2025-11-13"]


def test_a_closed_case_has_no_point_left():
    journey = under_its_rules()

    withdraw(**journey.by("company"), reason="Commercial reasons.")

    assert not Deadline.objects.filter(application=journey.case, is_open=True).exists()


def test_the_shipped_rules_name_no_point_of_joint_advice():
    journey = carried(Journey().received())

    assert not journey.case.deadlines.filter(clock__in=["passport", "joint_advice"]).exists()


def test_a_version_with_such_points_has_no_fault():
    draft = next_version(Journey().received(), joint_advice_points, published=False)

    assert not faults(spec_of(draft))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": " "}, "number"),
        ({"number": "x" * 41}, "number"),
        ({"indication": ""}, "indication"),
        ({"awarded_on": date(2026, 2, 3)}, "awarded_on"),
        ({"awarded_on": date(2020, 12, 31)}, "awarded_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(changes, field):
    journey = Journey().received()

    with pytest.raises(InvalidInput) as refused:
        record_passport(**journey.by("company"), **{**PASSPORT, **changes})

    assert [error.field for error in refused.value.errors] == [field]
    assert not InnovationPassport.objects.exists()


def test_advice_needs_a_passport_and_comes_after_its_award():
    journey = Journey().received()
    with pytest.raises(RuleRefused, match="has no Innovation Passport"):
        record_advice(**journey.by("assessor"), **ADVICE)
    carried(journey)

    with pytest.raises(InvalidInput, match="was awarded on 03 November 2025"):
        record_advice(**journey.by("assessor"), **{**ADVICE, "advised_on": date(2025, 11, 2)})


@pytest.mark.parametrize("role", ["signatory", "auditor", "administrator"])
def test_who_only_reads_records_none(role):
    journey = Journey().received()

    with pytest.raises(NotPermitted):
        record_passport(**journey.by(role), **PASSPORT)


def test_another_company_records_none():
    journey = Journey().received()

    with pytest.raises(NotPermitted):
        record_passport(application=journey.case, actor=company(client_of()), at=journey.at, **PASSPORT)


def test_a_closed_case_takes_none():
    with pytest.raises(WrongState):
        carried(Journey().withdrawn())


def test_the_worklist_is_filtered_by_it_and_shows_it(client):
    bearing, plain = carried(Journey().received()), Journey().received()
    actor = bearing.people.actor("lead")
    client.force_login(bearing.people.user("lead"), backend="django.contrib.auth.backends.ModelBackend")

    found, _ = worklist(actor, Wanted(passport=True), today=bearing.day)
    said = client.get(reverse("worklist"), {"view": "open", "passport": "on"}).content.decode()

    assert [case.pk for case in found] == [bearing.pk]
    assert "Innovation Passport ILAP-7" in said
    assert plain.case.reference not in said
    assert "Take away </span>Has an Innovation Passport" in said


def test_the_case_shows_it_with_its_advice(client):
    journey = carried(Journey().received())
    record_advice(**journey.by("assessor"), **ADVICE)
    client.force_login(journey.people.user("auditor"), backend="django.contrib.auth.backends.ModelBackend")

    said = client.get(reverse("case", args=[journey.case.reference])).content.decode()

    for words in ("ILAP-7", "3 November 2025", "Dedifferentiated liposarcoma", "NICE", "Compare with doxorubicin."):
        assert words in said


def test_the_api_records_reads_and_filters_it():
    caller = Caller()
    bearing, plain = Journey(client=caller.client).drafted(), Journey(client=caller.client).drafted()
    path = f"/applications/{bearing.case.reference}/"

    made = caller.post(f"{path}innovation-passport/", {**PASSPORT, "awarded_on": "2025-11-03"})
    advised = caller.post(f"{path}innovation-passport/advice/", {**ADVICE, "advised_on": "2026-01-12"})

    assert (made.status_code, advised.status_code) == (201, 201)
    held = caller.get(path).json()["innovation_passport"]
    assert (held["number"], held["advice"][0]["partner"]) == ("ILAP-7", "NICE")
    for wanted, one in (("true", bearing), ("false", plain)):
        rows = caller.get(f"/applications/?innovation_passport={wanted}").json()["results"]
        assert [row["reference"] for row in rows] == [one.case.reference]


def test_the_api_says_what_is_wrong_where():
    caller = Caller()
    path = f"/applications/{Journey(client=caller.client).drafted().case.reference}/innovation-passport/"

    assert_problem(caller.get(path), 404)
    problem = assert_problem(caller.post(path, {"number": "", "awarded_on": "soon"}), 422)
    assert pointers(problem) == {"/number", "/awarded_on", "/indication"}
    assert_problem(caller.get("/applications/?innovation_passport=perhaps"), 400)


def test_a_list_with_passports_costs_no_more_than_one_without():
    caller, costs = Caller(), []
    for count in (1, 24):
        for _ in range(count):
            carried(Journey(client=caller.client).drafted())
        caller.get("/applications/?page_size=100")
        with CaptureQueriesContext(connection) as queries:
            caller.get("/applications/?page_size=100")
        costs.append(len(queries))

    assert costs[0] == costs[1]
