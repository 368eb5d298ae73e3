"""A rule set that could not work, and the sentence that says why."""

from dataclasses import replace

import pytest

from recognition.routes.checks import faults
from recognition.routes.spec import ConditionSpec, ReminderSpec, RuleSpec

pytestmark = pytest.mark.unit


def step(tells, **how):
    return ReminderSpec("before_due", 1, "days", tells, **how)


def said(spec):
    return [str(fault) for fault in faults(spec)]


def with_rule(spec, *conditions, only_if=(), **changes):
    rule = RuleSpec("X1", "criterion", "B", tuple(conditions), only_if=tuple(only_if))
    return replace(spec, rules=(*spec.rules, replace(rule, **changes)))


def with_milestone(spec, which, **changes):
    code, route = which
    rows = [replace(row, **changes) if (row.code, row.route) == (code, route) else row for row in spec.milestones]
    return replace(spec, milestones=tuple(rows))


def with_route(spec, code, **changes):
    return replace(spec, routes={**spec.routes, code: replace(spec.routes[code], **changes)})


@pytest.mark.parametrize(
    ("conditions", "says"),
    [
        ([], "has no condition"),
        ([ConditionSpec("nothing", "is", True)], "there is no such question"),
        ([ConditionSpec("atmp", "is", "yes")], "compares atmp (boolean)"),
        ([ConditionSpec("atmp", ">=", 1)], 'whether atmp ">=", which a boolean cannot be'),
        ([ConditionSpec("rr_mandated_pass_count", ">=", "1")], "compares rr_mandated_pass_count (integer)"),
        ([ConditionSpec("rr_mandated_pass_count", "<", True)], "compares rr_mandated_pass_count (integer)"),
        ([ConditionSpec("rr_status", "is", "lost")], "compares rr_status (code)"),
        ([ConditionSpec("rr_status", "in", "valid")], "compares rr_status (code)"),
        ([ConditionSpec("rr_status", "in", ())], "compares rr_status (code)"),
        ([ConditionSpec("rr_approval_date", "older than years", 0)], "compares rr_approval_date (date)"),
        ([ConditionSpec("rr_status", "older than years", 2)], "a code cannot be"),
        ([ConditionSpec("rr_code", "not recognised", "US-FDA")], "compares rr_code (code)"),
        ([ConditionSpec("recognition_b_hits", ">=", 1)], "counted only for requirements"),
        ([ConditionSpec("atmp", "is", True), ConditionSpec("atmp", "is", False)], "can never be met"),
        ([ConditionSpec("rr_status", "in", ("lost",))], "can never be met"),
    ],
)
def test_a_rule_that_cannot_be_judged(spec, conditions, says):
    (sentence,) = said(with_rule(spec, *conditions))

    assert sentence.startswith("Rule X1 ")
    assert says in sentence


def test_only_if_can_make_a_rule_impossible_too(spec):
    legal = ConditionSpec("legal_basis", "in", ("50", "55"))
    never = with_rule(spec, legal, only_if=[ConditionSpec("legal_basis", "is", "51")])
    at_times = with_rule(
        spec, legal, only_if=[ConditionSpec("legal_basis", "is", "51"), ConditionSpec("atmp", "is", True)]
    )

    assert "can never be met" in said(never)[0]
    assert said(replace(at_times, rules=(*spec.rules, replace(at_times.rules[-1], only_if_match="any")))) == []


def test_an_effect_that_the_stage_does_not_give(spec):
    sentence = said(with_rule(spec, ConditionSpec("atmp", "is", True), effect="NOT_ELIGIBLE"))[0]

    assert "has the effect NOT_ELIGIBLE, which its stage does not give" in sentence


def test_rules_that_lead_nowhere(spec):
    gates = tuple(rule for rule in spec.rules if rule.stage == "eligibility")

    assert said(replace(spec, rules=gates))[0].startswith("The rules lead to no route")


def test_rules_that_lead_to_a_route_that_is_not(spec):
    routes = {code: route for code, route in spec.routes.items() if code != "B"}

    assert "The rules lead to route B, and there is no such route." in said(replace(spec, routes=routes))


def test_an_optional_question_without_a_value(spec):
    question = replace(spec.questions["rr_decision_exists"], value_when_unanswered=None)

    assert (
        "has no value for when it is unanswered"
        in said(replace(spec, questions={**spec.questions, question.code: question}))[0]
    )


@pytest.mark.parametrize(
    ("which", "changes", "says"),
    [
        (("decision", "A"), {"amount": 61}, "is due on day 61, past the end of route A"),
        (("information_reply", "B"), {"unit": "days", "amount": 60}, "the days of its stop rule if it is a reply"),
        (("validation", ""), {"clock": "cuckoo"}, "there is no such clock"),
        (("decision", "A"), {"met_by": "end"}, "Route A has no milestone for its decision"),
        (("decision", "A"), {"reminders": (ReminderSpec("clock_day", 62, "days", ("lead",)),)}, "D62 after it is due"),
        (
            ("representation_request", ""),
            {"reminders": (ReminderSpec("after_start", 29, "days", ("lead",)),)},
            "+29 after it is due",
        ),
        (("validation", ""), {"reminders": (step(("company",), how="in_app"),)}, "in the application alone"),
        (("validation", ""), {"reminders": (step(("company",), escalate_after_days=2),)}, "tells nobody of the staff"),
        (("validation", ""), {"reminders": (step(("lead",), how="mail", escalate_after_days=2),)}, "by mail alone"),
        (("validation", ""), {"reminders": (step(("lead",), escalate_after_days=0),)}, "after 0 days"),
        (("validation", ""), {"reminders": (ReminderSpec("before_due", 1, "days", ()),)}, "for nobody"),
        (("validation", ""), {"reminders": (ReminderSpec("before_due", 1, "days", ("minister",)),)}, "for minister"),
    ],
)
def test_a_deadline_or_a_reminder_out_of_place(spec, which, changes, says):
    assert says in " ".join(said(with_milestone(spec, which, **changes)))


def test_the_notice_of_the_day_after_is_in_place(spec):
    overdue = ReminderSpec("clock_day", 61, "days", ("lead",))

    assert said(with_milestone(spec, ("decision", "A"), reminders=(overdue,))) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"reverts_to": "Z"}, "reverts to Z, and there is no such route"),
        ({"reverts_to": "A"}, "reverts in a circle"),
        ({"revert_from_day": 111}, "can revert only from day 111"),
        ({"revert_from_day": 90, "revert_until_day": 80}, "which is no day at all"),
    ],
)
def test_a_route_that_cannot_be_walked(spec, changes, says):
    assert any(says in sentence for sentence in said(with_route(spec, "B", **changes)))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"reply_days": 181}, "more days for a reply than the most"),
        ({"from_day": 111}, "a request only from day 111"),
        ({"from_day": 80, "until_day": 79}, "which is no day at all"),
    ],
)
def test_a_stop_rule_that_cannot_be_used(spec, changes, says):
    (rule,) = spec.routes["B"].stop_rules

    sentences = said(with_route(spec, "B", stop_rules=(replace(rule, **changes),)))

    assert any(says in sentence and rule.name in sentence for sentence in sentences)
