from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognition.routes.determination import as_json, determine, hits_as_json

pytestmark = pytest.mark.unit

KINDS = {
    "boolean": lambda _: st.booleans(),
    "date": lambda _: st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    "integer": lambda _: st.integers(0, 5),
    "text": lambda _: st.sampled_from(["", "something"]),
    "text_list": lambda _: st.lists(st.just("one"), max_size=2).map(tuple),
    "code": lambda question: st.sampled_from(question.choices or ("US-FDA", "DE-PEI", "XX-NONE")),
}
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def answers(spec):
    """Any answers at all, each of them missing now and then."""
    asked = {code: q for code, q in spec.questions.items() if not q.is_computed}
    return st.fixed_dictionaries({}, optional={code: st.none() | KINDS[q.kind](q) for code, q in asked.items()})


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_every_case_is_determined_always_alike_and_never_a_with_a_b_hit(spec, data):
    facts = data.draw(answers(spec))
    dates = {"submitted_on": data.draw(st.none() | DAYS), "today": data.draw(DAYS)}

    first, second = determine(facts, spec, **dates), determine(dict(reversed(facts.items())), spec, **dates)

    assert first == second
    assert len(first.verdicts) == len(spec.rules)
    met = {verdict.code for verdict in first.verdicts if verdict.is_met}
    assert set(first.hits) <= met
    if first.outcome == "A":
        assert not any(verdict.is_met for verdict in first.verdicts if verdict.effect in ("B", "NOT_ELIGIBLE"))
        assert not any(verdict.verdict == "unanswered" for verdict in first.verdicts)
    if first.outcome in ("B", "NOT_ELIGIBLE"):
        assert first.hits
    assert as_json(first)["hits"] == [hit["rule"] for hit in hits_as_json(first)]


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_one_more_answer_never_turns_a_clear_b_into_a(spec, data):
    """What is met stays met: answering a question that was open cannot take a criterion back."""
    facts = data.draw(answers(spec))
    dates = {"submitted_on": date(2026, 3, 2), "today": date(2026, 3, 2)}
    missing = [code for code, q in spec.questions.items() if facts.get(code) is None and not q.is_computed]
    before = determine(facts, spec, **dates)
    if before.outcome != "B" or not missing:
        return
    code = data.draw(st.sampled_from(missing))

    after = determine({**facts, code: data.draw(KINDS[spec.questions[code].kind](spec.questions[code]))}, spec, **dates)

    assert after.outcome in ("B", "TRIAGE", "NOT_ELIGIBLE")
