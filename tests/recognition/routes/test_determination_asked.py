"""A question that need not be asked still counts when it is answered: true never leads to Recognition A."""

import pytest

NOT_ASKED = {
    "first_in_class_nas": "B10",
    "newer_clinical_cutoff": "B12",
    "pivotal_single_arm": "B13",
    "pivotal_includes_rwd": "B14",
    "plasma_fractionated": "B16",
}


@pytest.mark.parametrize("question", NOT_ASKED)
def test_answered_yes_it_counts(judge, question):
    assert judge({question: True}).hits == (NOT_ASKED[question],)


@pytest.mark.parametrize("question", NOT_ASKED)
def test_unanswered_it_leaves_a_generic_on_a(judge, question):
    found = judge()
    assert found.outcome == "A"
    assert question not in found.unanswered


def test_where_it_is_to_be_asked_a_missing_answer_gives_triage(judge):
    found = judge({"legal_basis": "50"})
    assert found.outcome == "TRIAGE"
    assert set(found.unanswered) == {"newer_clinical_cutoff", "pivotal_single_arm", "pivotal_includes_rwd"}
