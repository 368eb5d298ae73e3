"""What differs between two determinations, in plain values."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from recognition.routes.determination import as_json
from recognition.routes.difference import difference, difference_as_json, redetermined
from recognition.routes.facts import check_facts, to_json
from recognition.routes.shipped import shipped_document
from recognition.routes.spec import RegulatorSpec
from recognition.routes.spec_from import spec_from
from tests.answers import CASE

pytestmark = pytest.mark.unit
DAY = date(2026, 2, 2)


@pytest.fixture(scope="module")
def spec():
    regulators = {"DE-BFARM": RegulatorSpec("DE-BFARM", "BfArM", date(2024, 1, 1))}
    return spec_from(shipped_document(), regulators)


def asked(spec, before=None, **changes):
    values, faults = check_facts({**CASE, **changes}, spec, today=DAY)
    assert not faults
    return redetermined(values, spec, before=before or {}, submitted_on=DAY, form_received_on=DAY, today=DAY)


def kept(spec, **changes):
    found, _ = asked(spec, **changes)
    values, _ = check_facts({**CASE, **changes}, spec, today=DAY)
    return {**as_json(found), "facts": to_json(values)}


def test_the_same_facts_under_the_same_rules_differ_in_nothing(spec):
    _, changed = asked(spec, kept(spec))

    assert changed.is_none


def test_a_criterion_newly_met_is_named_with_its_words_and_source(spec):
    found, changed = asked(spec, kept(spec), orphan_requested=True)

    assert (found.outcome, changed.outcome) == ("B", ("A", "B"))
    assert {(row.rule, row.was, row.becomes) for row in changed.rules} >= {("B17", "not met", "met")}
    assert all(row.why and row.source for row in changed.rules)
    assert changed.answers == {"orphan_requested": (False, True)}


def test_an_answer_taken_back_is_a_question_more(spec):
    _, changed = asked(spec, kept(spec), comparator_source=None)

    assert changed.outcome == ("A", "TRIAGE")
    assert changed.unanswered == ([], ["comparator_source"])
    assert changed.answers == {"comparator_source": ("EU", None)}


def test_a_rule_that_a_version_no_longer_has_is_said_to_be_gone(spec):
    fewer = dataclasses.replace(spec, version="next", rules=tuple(r for r in spec.rules if r.code != "B17"))
    before = kept(spec, orphan_requested=True)

    found, changed = asked(fewer, before, orphan_requested=True)

    gone = next(row for row in changed.rules if row.rule == "B17")
    assert (found.outcome, gone.was, gone.becomes) == ("A", "met", "")
    assert changed.rule_set == (before["rule_set"], f"{spec.code} next")


def test_a_rule_that_plays_no_part_in_either_is_no_change(spec):
    fewer = dataclasses.replace(spec, rules=tuple(r for r in spec.rules if r.code != "B17"))

    _, changed = asked(fewer, kept(spec))

    assert changed.is_none


def test_a_flag_that_comes_is_a_difference(spec):
    _, changed = asked(spec, kept(spec), rr_approval_date="2024-02-02")

    assert changed.flags == ([], ["boundary"])


def test_as_json_it_holds_lists_and_texts_alone(spec):
    _, changed = asked(spec, kept(spec), orphan_requested=True)

    held = difference_as_json(changed)

    assert held["outcome"] == ["A", "B"]
    assert held["answers"] == {"orphan_requested": [False, True]}
    assert held["rules"][0].keys() == {"rule", "was", "becomes", "why", "source"}


def test_against_nothing_everything_met_is_new(spec):
    found, _ = asked(spec)

    assert {row.rule for row in difference({}, as_json(found)).rules} == set(found.hits)
