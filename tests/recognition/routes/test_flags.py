"""A form that came too late, where one is due ahead (T7, T8)."""

from datetime import date

import pytest

pytestmark = pytest.mark.unit

NAS = {
    "is_nas": True,
    "legal_basis": "50",
    "first_in_class_nas": False,
    "newer_clinical_cutoff": False,
    "pivotal_single_arm": False,
    "pivotal_includes_rwd": False,
    "planned_submission_date": "2026-03-02",
}
SUBMITTED = date(2026, 3, 2)


@pytest.mark.parametrize(("received", "is_late"), [(date(2026, 1, 19), False), (date(2026, 1, 20), True), (None, True)])
def test_a_new_active_substances_form_is_due_42_days_ahead(judge, received, is_late):
    determination = judge(NAS, form_received_on=received, submitted_on=SUBMITTED)

    assert ("late_lead_time" in determination.flags) is is_late


def test_so_is_the_form_of_a_case_for_triage(judge):
    facts = {"atmp": None, "planned_submission_date": "2026-03-02"}

    assert judge(facts, submitted_on=None, today=date(2026, 1, 19)).flags == ()
    assert judge(facts, submitted_on=None, today=date(2026, 1, 20)).flags == ("late_lead_time",)


def test_a_clear_result_brings_its_form_with_the_submission(judge):
    assert judge({"planned_submission_date": "2026-03-02"}).flags == ()


def test_without_a_planned_date_or_a_submission_nothing_is_late(judge):
    assert judge({"atmp": None}, submitted_on=None).flags == ()
