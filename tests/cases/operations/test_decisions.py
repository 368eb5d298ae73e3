"""Two people for every decision, and a seal over what was signed."""

import pytest

from cases.operations import decisions
from cases.operations.seal import seal_of
from cases.workflow.refusals import NotPermitted, WrongState
from tests.cases.journey import Journey

pytestmark = pytest.mark.django_db


def test_the_seal_can_be_made_again_from_what_is_stored():
    decision = Journey().granted().case.decisions.get()
    assert decision.seal == seal_of(decision, signed_by=decision.signed_by.get_username(), signed_at=decision.signed_at)


def test_another_word_would_have_another_seal():
    decision = Journey().granted().case.decisions.get()
    decision.reasons += "."
    assert decision.seal != seal_of(decision, signed_by=decision.signed_by.get_username(), signed_at=decision.signed_at)


def test_a_lead_cannot_sign():
    journey = Journey().recommended()
    journey.people.made.pop("lead")
    with pytest.raises(NotPermitted):
        decisions.sign_decision(**journey.by("lead"))
    assert journey.case.state == "awaiting_signature"


def test_what_was_read_is_what_is_signed():
    journey = Journey().recommended()
    first = journey.case.decisions.get().pk
    decisions.return_recommendation(**journey.by("signatory"), reason="Say more about the limit.")
    decisions.recommend_grant(**journey.by("lead"), reasons="The limit is justified in section 3.2.")
    with pytest.raises(WrongState, match="changed since you read it"):
        decisions.sign_decision(**journey.by("signatory"), read=first)


def test_a_returned_recommendation_goes_back_to_assessment_and_is_kept():
    journey = Journey().recommended()
    decisions.return_recommendation(**journey.by("signatory"), reason="Say more about the limit.")
    assert (journey.case.state, journey.case.decisions.get().state) == ("assessing", "returned")


def test_nothing_is_signed_twice():
    journey = Journey().granted()
    with pytest.raises(WrongState, match="Nothing waits for a signature"):
        decisions.sign_decision(**journey.by("signatory"))


def test_a_grant_starts_the_authorisations_own_dates():
    case = Journey().granted().case
    codes = set(case.deadlines.filter(clock="authorisation", is_open=True).values_list("code", flat=True))
    assert codes == {"expiry", "renewal"}
