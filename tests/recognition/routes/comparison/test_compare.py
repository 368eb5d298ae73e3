"""A comparison leaves nothing out: a version differs from another exactly when the comparison says so."""

import copy
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognition.routes.comparison import ADDED, CHANGED, REMOVED, compare
from recognition.routes.shipped import shipped_document

pytestmark = pytest.mark.unit


@pytest.fixture
def other(document):
    return copy.deepcopy(document) | {"version": "2026-09-1"}


def only(document, other):
    (found,) = compare(document, other).differences
    return found


def part(document, name, code):
    return next(row for row in document[name] if row["code"] == code)


def test_versions_that_say_the_same_have_no_difference(document, other):
    found = compare(document, other)

    assert (found.before, found.after, found.differences) == ("irp 2026-06-1", "irp 2026-09-1", ())


def test_a_changed_field_is_said_with_both_its_values(document, other):
    part(other, "rules", "B17")["words"] = "An orphan designation is sought."

    found = only(document, other)

    was = part(document, "rules", "B17")["words"]
    assert (found.part, found.name, found.kind) == ("Rule", "B17", CHANGED)
    assert str(found) == f"Rule B17: Words: from “{was}” to “An orphan designation is sought.”."


def test_a_condition_is_compared_in_words(document, other):
    part(other, "rules", "B00")["conditions"][0]["value"] = 3

    (change,) = only(document, other).changes

    assert change.before == "Met when: rr_approval_date is older than this many years at submission 2"
    assert change.after == "Met when: rr_approval_date is older than this many years at submission 3"


def test_a_milestone_is_known_by_its_code_and_its_route(document, other):
    row = next(one for one in other["milestones"] if (one["code"], one["route"]) == ("decision", "B"))
    row["amount"] = 100

    found = only(document, other)

    assert (found.part, found.name) == ("Milestone", "decision of route B")
    assert [(one.field, one.before, one.after) for one in found.changes] == [("Amount", "110", "100")]


def test_a_rule_that_is_added_or_removed_is_said_with_all_that_it_has(document, other):
    other["rules"] = [row for row in other["rules"] if row["code"] != "B12"]
    other["questions"].append(other["questions"][0] | {"code": "is_paediatric", "number": 90})

    found = {row.name: row for row in compare(document, other).differences}

    assert (found["B12"].kind, found["is_paediatric"].kind) == (REMOVED, ADDED)
    assert compare(document, other).counts == {ADDED: 1, REMOVED: 1, CHANGED: 0}
    fields = {one.field: one.before for one in found["B12"].changes}
    assert "newer_clinical_cutoff is yes" in fields["Conditions"]


def test_a_rule_put_in_between_is_one_difference_and_one_of_order(document, other):
    for row in other["rules"][20:]:
        row["position"] += 1

    found = only(document, other)

    assert (found.part, found.name) == ("Rules", "in another order")


def test_a_holiday_of_the_calendar_is_named_by_its_day(document, other):
    other["calendar"]["holidays"].append({"on": "2027-07-05", "name": "A day of thanks"})

    found = only(document, other)

    assert (found.part, found.name, found.kind) == ("Holiday", "5 July 2027", ADDED)


def test_for_the_record_it_is_sentences(document, other):
    other["reversion"] = "new_day_zero"

    said = compare(document, other).as_json()

    assert said["counts"] == {ADDED: 0, REMOVED: 0, CHANGED: 1}
    (sentence,) = said["differences"]
    assert sentence.startswith("Rule set irp: Reversion: from “Keep the first day 0 and the days used” to “Start again")


def leaves(value, path=()):
    """Every place in the document that holds a value of its own."""
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*path, key))]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [leaf for key, inner in enumerate(value) for leaf in leaves(inner, (*path, key))]
    return [] if value == [] else [path]


PLACES = [path for path in leaves(shipped_document()) if path not in (("format",), ("version",), ("code",))]


def another(value, name):
    if name == "effective_until":
        return "2027-01-01"
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, list):
        return [*value, ["ZZ", "Another"]] if value and isinstance(value[0], list) else [*value, "another"]
    try:
        return (dt.date.fromisoformat(value) + dt.timedelta(days=1)).isoformat()
    except (TypeError, ValueError):
        return f"{value or ''} another".strip()


@given(st.sampled_from(PLACES))
@settings(max_examples=300, deadline=None)
def test_no_change_of_one_value_goes_unsaid(path):
    document, other = shipped_document(), shipped_document()
    place = other
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = another(place[path[-1]], path[-1])

    assert compare(document, other).differences
