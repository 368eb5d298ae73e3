import pytest

pytestmark = pytest.mark.unit


def test_recognition_a_needs_all_four_and_names_them(judge):
    determination = judge()

    assert (determination.outcome, determination.hits) == ("A", ("A01", "A02", "A03", "A04"))
    assert determination.rule_set == "irp 2026-06-1"
    assert determination.reason.startswith("Recognition A:")


def test_another_process_without_a_b_criterion_is_for_a_person(judge):
    determination = judge({"manufacturing_process_same_as_rr": False})

    assert (determination.outcome, determination.hits) == ("TRIAGE", ())
    assert "A02 not met" in determination.reason


def test_an_unanswered_requirement_is_for_a_person(judge):
    determination = judge({"manufacturing_process_same_as_rr": None})

    assert (determination.outcome, determination.unanswered) == ("TRIAGE", ("manufacturing_process_same_as_rr",))


def test_the_number_of_b_hits_is_counted_not_asked(judge):
    a04 = judge({"atmp": True, "orphan_requested": True}).verdicts[-1]

    assert (a04.code, a04.verdict, dict(a04.answers)) == ("A04", "not met", {"recognition_b_hits": 2})


def test_nothing_answered_is_for_a_person(spec):
    from datetime import date

    from recognition.routes.determination import determine

    determination = determine({}, spec, submitted_on=None, today=date(2026, 3, 2))

    assert determination.outcome == "TRIAGE"
    assert "rr_code" in determination.unanswered
    assert "supply_shortage_justification" not in determination.unanswered
