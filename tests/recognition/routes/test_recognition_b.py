"""Each of the 24 criteria of Recognition B, with the fact that trips it and with one that does not (domain 3.2)."""

import pytest

pytestmark = pytest.mark.unit

FULL = {
    "legal_basis": "50",
    "comparator_source": None,
    "newer_clinical_cutoff": False,
    "pivotal_single_arm": False,
    "pivotal_includes_rwd": False,
}
NAS = FULL | {"is_nas": True, "first_in_class_nas": False}
BIOLOGICAL = {"is_biological": True, "plasma_fractionated": False}
DEVICE = {"copackaged_device": True, "copackaged_device_mark": "CE"}
IVD = {"ivd_required": True, "ivd_mark": "UKCA"}
INTEGRAL = {"integral_device": True, "integral_device_body_report": True}

# criterion, the answers around it, the answer that trips it
CRITERIA = [
    ("B00", {}, {"rr_approval_date": "2024-03-01"}),
    ("B01", {}, {"rr_approval_type": "provisional"}),
    ("B02", {}, {"uk_ma_type_sought": "conditional"}),
    ("B03", {}, {"extra_sites_not_assessed_by_rr": True}),
    ("B04", {}, {"substantial_change_process_or_methods": True}),
    ("B05", {}, {"gmp_evidence_all_sites": False}),
    ("B06", {}, {"era_assessed_by_rr": False}),
    ("B07", {}, {"rmp_assessed_by_rr": False}),
    ("B08", {}, {"uk_specific_risk_activities": True}),
    ("B09", {}, {"rr_mandated_pass_count": 1}),
    ("B10", NAS, {"first_in_class_nas": True}),
    ("B11", {}, {"novel_technology": True}),
    ("B12", FULL, {"newer_clinical_cutoff": True}),
    ("B13", FULL, {"pivotal_single_arm": True}),
    ("B14", FULL | {"legal_basis": "55"}, {"pivotal_includes_rwd": True}),
    ("B15", {}, {"atmp": True}),
    ("B16", BIOLOGICAL, {"plasma_fractionated": True}),
    ("B17", {}, {"orphan_requested": True}),
    ("B18", {"legal_basis": "52A"}, {"comparator_source": "IN"}),
    ("B19", {}, {"legal_status_requested": "GSL"}),
    ("B20", DEVICE, {"copackaged_device_mark": "none"}),
    ("B21", IVD, {"ivd_mark": "none"}),
    ("B22", INTEGRAL, {"integral_device_body_report": False}),
    ("B23", {}, {"extra_stability_data": True}),
]
IDS = [row[0] for row in CRITERIA]


@pytest.mark.parametrize(("criterion", "around", "trips"), CRITERIA, ids=IDS)
def test_criterion(judge, criterion, around, trips):
    with_it, without_it = judge(around | trips), judge(around)

    assert (with_it.outcome, with_it.hits) == ("B", (criterion,))
    assert (without_it.outcome, without_it.unanswered) == ("A", ())
    assert criterion in with_it.reason


def test_every_criterion_has_its_case(spec):
    assert [rule.code for rule in spec.rules if rule.stage == "criterion"] == IDS
    assert len(IDS) == 24


@pytest.mark.parametrize(("criterion", "around", "trips"), CRITERIA, ids=IDS)
def test_an_unanswered_criterion_gives_triage_never_a(judge, criterion, around, trips):
    determination = judge(around | dict.fromkeys(trips))

    assert determination.outcome == "TRIAGE"
    assert determination.unanswered == tuple(trips)
    assert next(iter(trips)) in determination.reason


@pytest.mark.parametrize(
    ("criterion", "admits"),
    [
        ("B10", {"is_nas": True}),
        ("B12", {"legal_basis": "50", "pivotal_single_arm": False, "pivotal_includes_rwd": False}),
        ("B16", {"is_biological": True}),
        ("B20", {"copackaged_device": True}),
        ("B21", {"ivd_required": True}),
        ("B22", {"integral_device": True}),
    ],
)
def test_a_conditional_question_is_needed_only_where_its_condition_holds(judge, criterion, admits):
    apart = next(verdict for verdict in judge().verdicts if verdict.code == criterion)

    assert apart.verdict == "does not apply"
    assert judge(admits).outcome == "TRIAGE"


@pytest.mark.parametrize("source", ["GB", "UK", "EU", "EEA", "DE", "IS"])
def test_comparators_from_the_uk_the_eu_and_the_eea_stay_on_a(judge, source):
    assert judge({"comparator_source": source}).outcome == "A"


def test_all_hits_are_named_in_the_rule_sets_order(judge):
    determination = judge({"orphan_requested": True, "rr_approval_type": "conditional", "atmp": True})

    assert determination.hits == ("B01", "B15", "B17")


def test_a_hit_gives_b_even_where_another_criterion_is_unanswered(judge):
    determination = judge({"atmp": True, "novel_technology": None})

    assert (determination.outcome, determination.unanswered) == ("B", ("novel_technology",))


def test_either_of_two_answers_meets_b23_and_the_question_that_did_is_shown(judge):
    differs = judge({"container_or_shelf_life_or_storage_differs": True, "extra_stability_data": None})
    verdict = next(verdict for verdict in differs.verdicts if verdict.code == "B23")

    assert differs.hits == ("B23",)
    assert (verdict.question, verdict.answer) == ("container_or_shelf_life_or_storage_differs", True)
