"""Journeys by keyboard alone, each with JavaScript and without it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from recognition.clock import today
from tests.cases.journey import Journey

from .fingers import Fingers

pytestmark = pytest.mark.e2e


@pytest.fixture(params=[True, False], ids=["with-javascript", "without"])
def at_keyboard(request, new_page, people):
    """Each person with a browser of their own, at the page that is named."""

    def enter(who, path: str) -> Fingers:
        user = people.user(who) if isinstance(who, str) else who
        return Fingers(new_page(javascript=request.param)).signs_in(user, path)

    return enter


def test_a_submission_is_validated(at_keyboard, people):
    case = Journey(people=people, day=today() - timedelta(days=5)).validating().case

    validator = at_keyboard("validator", f"/cases/{case.reference}/")
    validator.begins("record-fee").types("[name=fee_reference]", "FEE-26-70131").sends().reads("FEE-26-70131")
    validator.begins("validate").sends().reads("In assessment")


def test_a_decision_is_recommended_and_signed(at_keyboard, people):
    journey = Journey(people=people, day=today() - timedelta(days=61)).assessing().after(40).assessed()
    path = f"/cases/{journey.case.reference}/"

    lead = at_keyboard("lead", path)
    lead.begins("recommend-grant").types("[name=reasons]", "The benefit is shown.").sends().reads("Awaiting signature")
    signatory = at_keyboard("signatory", path)
    signatory.begins("sign").reads("The benefit is shown.").types("[name=password]", "recognition").sends()
    signatory.reads("Granted")
