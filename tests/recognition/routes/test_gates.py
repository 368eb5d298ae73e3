"""Each of the eligibility gates, with the fact that trips it and with one that does not (domain 3.1)."""

import pytest

pytestmark = pytest.mark.unit

OLD = "2015-06-10"
# gate, outcome, the answers that trip it, the answers next to them that do not
GATES = [
    ("E01", "NOT_ELIGIBLE", {"rr_code": "BR-ANVISA"}, {"rr_code": "JP-PMDA"}),
    ("E02", "NOT_ELIGIBLE", {"legal_basis": "54"}, {"legal_basis": "53A"}),
    ("E02-56", "TRIAGE", {"legal_basis": "56"}, {"legal_basis": "52B"}),
    ("E03", "NOT_ELIGIBLE", {"uk_medicinal_product": False}, {"uk_medicinal_product": True}),
    ("E04", "NOT_ELIGIBLE", {"same_composition_and_form": False}, {"same_composition_and_form": True}),
    (
        "E05",
        "TRIAGE",
        {"applicant_relation_to_rr_holder": "third_party"},
        {"applicant_relation_to_rr_holder": "licensee"},
    ),
    ("E06", "NOT_ELIGIBLE", {"applicant_country": "US"}, {"applicant_country": "NO"}),
    ("E07", "NOT_ELIGIBLE", {"rr_review_type": "recognition"}, {"rr_review_type": "work_sharing"}),
    ("E08", "NOT_ELIGIBLE", {"rr_approval_type": "emergency"}, {"rr_approval_type": "full"}),
    ("E09", "NOT_ELIGIBLE", {"rr_status": "cancelled"}, {"rr_status": "suspended"}),
    ("E10", "NOT_ELIGIBLE", {"rr_approval_date": OLD}, {"rr_approval_date": "2016-06-10"}),
    (
        "E11",
        "TRIAGE",
        {"rr_approval_date": OLD, "supply_shortage_justification": "No other supplier is left."},
        {"rr_approval_date": "2016-06-10", "supply_shortage_justification": "No other supplier is left."},
    ),
    ("E12", "A", {"rr_package_unredacted": False}, {"rr_package_unredacted": True}),
    ("E13", "NOT_ELIGIBLE", {"rr_decision_exists": False}, {"rr_decision_exists": True}),
    ("E14", "NOT_ELIGIBLE", {"application_kind": "renewal"}, {"application_kind": "line_extension"}),
]


def verdict_of(determination, code):
    return next(verdict for verdict in determination.verdicts if verdict.code == code)


@pytest.mark.parametrize(("gate", "outcome", "trips", "clears"), GATES, ids=[row[0] for row in GATES])
def test_gate(judge, gate, outcome, trips, clears):
    tripped, cleared = judge(trips), judge(clears)

    assert verdict_of(tripped, gate).verdict == "met"
    assert tripped.outcome == outcome
    assert tripped.hits == (gate,) or gate == "E12"
    assert verdict_of(tripped, gate).words in tripped.reason
    assert verdict_of(cleared, gate).verdict in ("not met", "does not apply")
    assert gate not in cleared.hits
    assert cleared.outcome in ("A", "B")


def test_every_gate_has_its_case(spec):
    assert [row[0] for row in GATES] == [rule.code for rule in spec.rules if rule.stage == "eligibility"]


@pytest.mark.parametrize("answer", ["rr_package_complete", "rr_package_in_english", "rr_package_unredacted"])
def test_a_package_that_is_not_fit_blocks_validation_and_leaves_the_route(judge, answer):
    determination = judge({answer: False})

    assert (determination.outcome, determination.blocks) == ("A", ("E12",))
    assert verdict_of(determination, "E12").question == answer


def test_a_shut_gate_wins_over_unanswered_ones_and_triage(judge):
    changes = {"rr_status": "cancelled", "legal_basis": "56", "applicant_country": None, "atmp": None}

    determination = judge(changes)

    assert (determination.outcome, determination.hits) == ("NOT_ELIGIBLE", ("E09",))


def test_every_shut_gate_is_a_hit_in_the_rule_sets_order(judge):
    determination = judge({"rr_approval_type": "emergency", "legal_basis": "54", "uk_medicinal_product": False})

    assert determination.hits == ("E02", "E03", "E08")
    assert determination.source == "[G1] [S9]; [G2]"


def test_triage_at_the_gate_wins_over_recognition_b(judge):
    determination = judge({"legal_basis": "56", "atmp": True})

    assert (determination.outcome, determination.hits) == ("TRIAGE", ("E02-56",))


def test_an_approval_by_a_regulator_that_has_ended_is_not_eligible(judge, spec):
    from dataclasses import replace
    from datetime import date

    ended = replace(spec.regulators["DE-BFARM"], recognised_until=date(2026, 3, 1))
    changed = replace(spec, regulators={**spec.regulators, "DE-BFARM": ended})

    assert judge(spec=changed).hits == ("E01",)
    assert judge(spec=changed, on=date(2026, 3, 1)).outcome == "A"


def test_without_a_word_on_the_decision_the_date_of_approval_stands_for_it(judge):
    assert judge({"rr_decision_exists": None}).outcome == "A"
