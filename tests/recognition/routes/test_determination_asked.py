"""A question that need not be asked still counts when it is answered: true never leads to Recognition A."""

from datetime import date

import pytest

from recognition.routes.determination import determine
from recognition.routes.facts import check_facts
from tests.cases.journey import FACTS

TODAY = date(2026, 3, 2)
NOT_ASKED = {
    "first_in_class_nas": "B10",
    "newer_clinical_cutoff": "B12",
    "pivotal_single_arm": "B13",
    "pivotal_includes_rwd": "B14",
    "plasma_fractionated": "B16",
}
GENERIC = {**FACTS, "rr_code": "DE-BFARM", "rr_approval_date": "2025-06-10", "rr_approval_type": "full"}
GENERIC |= {"rr_review_type": "stand_alone", "rr_status": "valid", "rr_procedure": "DCP"}


def _determined(spec, **more):
    values, errors = check_facts({**GENERIC, **more}, spec, today=TODAY)
    assert errors == []
    return determine(values, spec, submitted_on=TODAY, today=TODAY)


@pytest.mark.parametrize("question", NOT_ASKED)
def test_answered_yes_it_counts(spec, question):
    assert _determined(spec, **{question: True}).hits == (NOT_ASKED[question],)


@pytest.mark.parametrize("question", NOT_ASKED)
def test_unanswered_it_leaves_a_generic_on_a(spec, question):
    found = _determined(spec)
    assert found.outcome == "A"
    assert question not in found.unanswered


def test_where_it_is_to_be_asked_a_missing_answer_gives_triage(spec):
    found = _determined(spec, legal_basis="50")
    assert found.outcome == "TRIAGE"
    assert set(found.unanswered) == {"newer_clinical_cutoff", "pivotal_single_arm", "pivotal_includes_rwd"}
