"""State x move x role: the test of the machine, and its documentation."""

import pytest

from cases.models import Application, State
from cases.workflow.checks import Check
from cases.workflow.perform import perform
from cases.workflow.refusals import NotPermitted, Refused, RuleRefused, WrongState
from recognition.accounts.actors import company, system
from recognition.accounts.models import Role
from tests.cases.journey import REACH, client_of

# Each move: the states it starts from, and who may take it. Written apart from the machine.
BY_COMPANY = {"company", "validator", "assessor", "lead", "manager"}
VALIDATORS = {"validator", "lead", "manager"}
LEADS = {"lead", "manager"}
OPEN = {
    state
    for state in State.values
    if state not in {"not_eligible", "granted", "refused", "withdrawn", "invalid", "lapsed"}
}
BEFORE_DAY_ZERO = {"eligible", "received", "validating", "correction_requested"}
AFTER_DAY_ZERO = {"assessing", "awaiting_information", "reply_overdue", "consultation", "representations"} | {
    "awaiting_signature"
}
ASKS_AGAIN = LEADS | {"administrator"}  # who publishes a version moves cases on to it
UNDECIDED = {"assessing", "consultation", "representations"}
TABLE = {
    "find_eligible": ({"draft"}, BY_COMPANY),
    "send_to_triage": ({"draft"}, BY_COMPANY),
    "receive_for_triage": ({"draft", "eligible"}, BY_COMPANY),
    "find_not_eligible": ({"draft", "eligible"}, BY_COMPANY),
    "set_route": ({"triage"}, LEADS),
    "set_route_of_submission": ({"triage"}, LEADS),
    "reject_in_triage": ({"triage"}, LEADS),
    "override_to_not_eligible": ({"eligible", "received", "validating", "correction_requested"}, LEADS),
    "override_route": ({"eligible", "received", "validating", "correction_requested"}, LEADS),
    "redetermine": ({"triage"} | BEFORE_DAY_ZERO | AFTER_DAY_ZERO, ASKS_AGAIN),
    "redetermine_route": (BEFORE_DAY_ZERO | AFTER_DAY_ZERO, ASKS_AGAIN),
    "redetermine_for_triage": (BEFORE_DAY_ZERO, ASKS_AGAIN),
    "redetermine_out_of_triage": ({"triage"}, ASKS_AGAIN),
    "redetermine_submission_out_of_triage": ({"triage"}, ASKS_AGAIN),
    "redetermine_not_eligible": ({"triage"} | BEFORE_DAY_ZERO, ASKS_AGAIN),
    "receive": ({"eligible"}, BY_COMPANY),
    "lapse": ({"eligible", "triage"}, LEADS),
    "start_validation": ({"received"}, VALIDATORS),
    "request_correction": ({"validating"}, VALIDATORS),
    "receive_correction": ({"correction_requested"}, BY_COMPANY),
    "find_invalid": ({"validating", "correction_requested"}, VALIDATORS),
    "validate": ({"validating"}, VALIDATORS),
    "request_information": ({"assessing"}, LEADS),
    "request_information_on_running_clock": ({"assessing"}, LEADS),
    "receive_information": ({"awaiting_information"}, BY_COMPANY),
    "receive_information_on_running_clock": (UNDECIDED, BY_COMPANY),
    "grant_extension": ({"awaiting_information"}, LEADS),
    "request_extension": ({"awaiting_information"}, BY_COMPANY),
    "decline_extension": ({"awaiting_information"}, LEADS),
    "mark_reply_overdue": ({"awaiting_information"}, {"system"}),
    "accept_late_reply": ({"reply_overdue"}, LEADS),
    "accept_late_reply_on_running_clock": (UNDECIDED, LEADS),
    "revert_to_b": ({"assessing"}, LEADS),
    "revert_to_national": ({"assessing", "consultation"}, LEADS),
    "start_consultation": ({"assessing", "reply_overdue"}, LEADS),
    "receive_positive_advice": ({"consultation"}, LEADS),
    "receive_positive_advice_while_stopped": ({"consultation"}, LEADS),
    "receive_negative_advice": ({"consultation"}, LEADS),
    "notify_provisional_opinion": ({"consultation"}, LEADS),
    "request_representations": ({"representations", "awaiting_signature"}, BY_COMPANY),
    "recommend_grant": (UNDECIDED, LEADS),
    "recommend_refusal": (UNDECIDED, LEADS),
    "return_recommendation": ({"awaiting_signature"}, {"signatory"}),
    "return_recommendation_while_stopped": ({"awaiting_signature"}, {"signatory"}),
    "return_recommendation_to_representations": ({"awaiting_signature"}, {"signatory"}),
    "grant": ({"awaiting_signature"}, {"signatory"}),
    "refuse": ({"awaiting_signature"}, {"signatory"}),
    "withdraw": (OPEN, BY_COMPANY),
}
NEVER = Check("TEST", lambda application: "stop here")
ROLES = [*Role.values, "company", "foreign company", "system"]


def test_the_table_names_every_move():
    methods = (getattr(Application, name, None) for name in dir(Application))
    assert set(TABLE) == {method.__name__ for method in methods if hasattr(method, "_django_fsm")}


@pytest.mark.parametrize("state", State.values)
def test_no_one_else_gets_through_from_this_state(db, state):
    journey = REACH[state]()
    case = journey.case
    assert case.state == state
    for role in ROLES:
        actor = _actor(journey, role)
        for name, (sources, roles) in TABLE.items():
            assert _answer(case, name, actor, journey) == _expected(state in sources, role in roles), (name, role)


def _actor(journey, role):
    if role == "system":
        return system("test")
    if role == "foreign company":
        return company(client_of())
    return company(journey.company) if role == "company" else journey.people.actor(role)


def _expected(is_source, is_allowed):
    if not is_source:
        return "wrong state"
    return "allowed" if is_allowed else "not permitted"


def _answer(case, name, actor, journey):
    """What the door says before the guards of the route are asked: they are tested one by one elsewhere."""
    method = getattr(case, name)._django_fsm
    kept = {source: row.conditions for source, row in method.transitions.items()}
    for row in method.transitions.values():
        row.conditions = [NEVER]
    try:
        perform(case, name, actor=actor, at=journey.at)
    except WrongState:
        return "wrong state"
    except NotPermitted:
        return "not permitted"
    except RuleRefused as refused:
        return "allowed" if refused.rule == "TEST" else refused.rule
    except Refused as refused:
        return refused.rule
    finally:
        for source, row in method.transitions.items():
            row.conditions = kept[source]
    raise AssertionError("a guard that never holds let the move through")
