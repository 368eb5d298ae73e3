"""What comes from outside: typed values out, and for each answer that is wrong, which and what to do about it."""

from datetime import date

import pytest

from recognition.routes.facts import FactError, check_facts, to_json

pytestmark = pytest.mark.unit

TODAY = date(2026, 3, 2)


@pytest.fixture
def fault(spec):
    """The one fault of the one fact."""

    def _fault(name, value):
        values, errors = check_facts({name: value}, spec, today=TODAY)
        assert values == {}
        (error,) = errors
        assert error.fact == name
        return error.detail

    return _fault


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("rr_approval_dat", "2025-06-10", "did you mean rr_approval_date?"),
        ("zzz", 1, "is not a question"),
        ("is_nas", "yes", "true or false"),
        ("is_nas", 1, "true or false"),
        ("rr_mandated_pass_count", "two", "whole number"),
        ("rr_mandated_pass_count", True, "whole number"),
        ("rr_mandated_pass_count", 1.0, "whole number"),
        ("rr_mandated_pass_count", -1, "not be negative"),
        ("rr_mandated_pass_count", 10**30, "at most"),
        ("wf_category", 3, "one of 1, 2"),
        ("product_name", 5, "should be text"),
        ("product_name", "a\x00b", "U+0000"),
        ("product_name", "a\x1bb", "U+001B"),
        ("product_name", "\ud800", "U+D800"),
        ("product_name", "x" * 10_001, "longer than 10000"),
        ("legal_basis", "57", "one of 50, 51"),
        ("legal_basis", 51, "should be text"),
        ("applicant_country", "XX", "more"),
        ("rr_approval_date", "10/06/2025", "like 2026-06-30"),
        ("rr_approval_date", "20250610", "like 2026-06-30"),
        ("rr_approval_date", "2025-02-30", "not a day of the calendar"),
        ("rr_approval_date", "1899-12-31", "before 1900"),
        ("rr_approval_date", "2026-03-03", "lies in the future"),
        ("planned_submission_date", "2200-01-01", "after 2199"),
        ("contact_email", "nobody", "one email address"),
        ("contact_email", "a@b.example, c@d.example", "one email address"),
        ("contact_email", "a@b.example\nBcc: c@d.example", "one email address"),
        ("contact_email", "a..b@c.example", "one email address"),
        ("contact_email", "é@c.example", "one email address"),
        ("contact_email", f"{'a' * 250}@c.example", "one email address"),
        ("rr_approval_date", 20250610, "like 2026-06-30"),
        ("declarant_date", "2027-01-01", "lies in the future"),
        ("active_substances", "ibuprofen", "list of texts"),
        ("active_substances", ["ibuprofen", ""], "empty entry"),
        ("active_substances", ["ibuprofen", 3], "should be text"),
        ("active_substances", ["x"] * 501, "more than 500"),
        ("company_number", "1234", "five digits"),
        ("company_number", "12 345", "five digits"),
        ("company_number", "１２３４５", "five digits"),
        ("recognition_b_hits", 0, "worked out"),
        ("computed_route", "A", "worked out"),
        ("rr_code", "X" * 61, "too long"),
    ],
)
def test_what_is_wrong_is_named_with_its_remedy(fault, name, value, says):
    assert says in fault(name, value)


def test_answers_become_values_of_their_type(spec):
    facts = {
        "company_number": " 01234 ",
        "rr_approval_date": "2025-06-10",
        "is_nas": False,
        "wf_category": 2,
        "strengths": ["5 mg", " 10 mg"],
        "applicant_address": "1 High Street\nLondon",
        "planned_submission_date": "2027-01-01",
    }

    values, errors = check_facts(facts, spec, today=TODAY)

    assert errors == []
    assert values == {
        "company_number": "01234",
        "rr_approval_date": date(2025, 6, 10),
        "is_nas": False,
        "wf_category": 2,
        "strengths": ("5 mg", "10 mg"),
        "applicant_address": "1 High Street\nLondon",
        "planned_submission_date": date(2027, 1, 1),
    }
    assert check_facts(to_json(values), spec, today=TODAY) == (values, [])


def test_the_category_is_taken_as_text_too(spec):
    assert check_facts({"wf_category": "1"}, spec, today=TODAY) == ({"wf_category": 1}, [])


@pytest.mark.parametrize("blank", ["", "   ", None, []])
def test_blank_is_unanswered(spec, blank):
    assert check_facts({"product_name": blank, "is_nas": blank}, spec, today=TODAY) == ({}, [])


def test_false_and_zero_are_answers(spec):
    facts = {"is_nas": False, "rr_mandated_pass_count": 0}

    assert check_facts(facts, spec, today=TODAY) == (facts, [])


def test_an_approval_later_than_the_planned_submission_is_named(spec):
    facts = {"rr_approval_date": "2026-03-01", "planned_submission_date": "2026-02-01"}

    _, errors = check_facts(facts, spec, today=TODAY)

    assert errors == [
        FactError("rr_approval_date", "is later than the planned submission (2026-02-01); correct one of them")
    ]


def test_every_fault_is_listed_at_once(spec):
    _, errors = check_facts({"is_nas": "x", "atmp": "y", "nonsense": 1}, spec, today=TODAY)

    assert [error.fact for error in errors] == ["is_nas", "atmp", "nonsense"]


def test_a_flood_of_facts_is_refused_at_once(spec):
    values, (error,) = check_facts({f"fact{n}": n for n in range(100_000)}, spec, today=TODAY)

    assert values == {}
    assert "more than 300" in error.detail
