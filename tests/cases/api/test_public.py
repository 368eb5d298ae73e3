"""What a company may see of the timeline, and what it never does."""

import pytest

from cases.notifications.topics import TITLES
from cases.operations.decisions import recommend_grant
from cases.operations.notes import add_note
from cases.operations.objections import resolve_objection
from cases.queries.api_public import EVENTS
from cases.workflow.machine import Machine
from tests.cases.journey import Journey

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
SECRETS = ("remark among", "The limit.", "Between ourselves", "Acceptable.", "Kept for the file", "FEE-")
OWN = {"application_created", "draft_changed", "contacts_changed", "answers_corrected"}
TOLD_BY_CHANGES = {
    "date_corrected",
    "document_received",
    "document_refused",
    "document_removed",
    "passport_recorded",
    "joint_advice_recorded",
}


def told():
    """The events of moves that tell the company."""
    moves = [getattr(getattr(Machine, name), "_django_fsm", None) for name in dir(Machine)]
    customs = [row.custom for move in moves if move for row in move.transitions.values()]
    return {custom["event"] for custom in customs if "company" in custom["tells"]}


def test_the_list_has_what_the_company_is_told_of():
    assert told() <= EVENTS.keys()
    assert EVENTS.keys() - told() - OWN - TOLD_BY_CHANGES == {"validation_started"}
    assert EVENTS.keys() <= TITLES.keys()


def test_nothing_of_the_staffs_own_is_in_any_answer(caller):
    journey = Journey(client=caller.client).assessing().objected()
    add_note(**journey.by("lead"), text="A remark among staff.")
    journey.after(40)
    resolve_objection(**journey.by("assessor"), number=1, resolution="Between ourselves.")
    journey.assessed()
    recommend_grant(**journey.by("lead"), reasons="Kept for the file.")
    path = f"/applications/{journey.case.reference}/"
    names = [str(user) for user in journey.people.made.values()]

    for rest in ("", "clock/", "events/?page_size=100", "information-requests/", "reference-approvals/"):
        text = caller.get(path + rest).content.decode()
        for secret in (*names, *SECRETS):
            assert secret not in text, (rest, secret)


def test_the_commissions_clock_is_not_shown(caller):
    journey = Journey(client=caller.client).consulted()

    clock = caller.get(f"/applications/{journey.case.reference}/clock/").json()

    assert "consultation" not in {row["clock"] for row in clock["deadlines"]}
    assert "consultation_started" not in caller.get(f"/applications/{journey.case.reference}/events/").content.decode()


def test_a_request_for_correction_says_what_is_missing(caller):
    journey = Journey(client=caller.client).corrected()

    newest = caller.get(f"/applications/{journey.case.reference}/events/").json()["results"][0]

    assert (newest["event"], newest["by"]) == ("correction_requested", "regulator")
    assert newest["details"] == {"reason": "Module 1.2 is missing."}
