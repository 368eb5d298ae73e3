"""Facts as they come from outside, held against the questions: typed values out, and a fault for each that is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from .fact_values import Unfit, typed
from .facts_json import to_json
from .spec import QuestionSpec, RuleSetSpec, Value

__all__ = ["FactError", "check_facts", "to_json"]

MOST_FACTS = 300
COMPANY_NUMBER = re.compile(r"\d{5}", re.ASCII)
_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
EMAIL = re.compile(rf"{_ATOM}(\.{_ATOM})*@[a-z\d-]+(\.[a-z\d-]+)+", re.ASCII | re.IGNORECASE)
LONGEST_EMAIL = 254


@dataclass(frozen=True, slots=True)
class FactError:
    """`detail` says what is wrong and what to do about it."""

    fact: str
    detail: str


def check_facts(
    facts: Mapping[str, object], spec: RuleSetSpec, *, today: date
) -> tuple[dict[str, Value], list[FactError]]:
    """The facts as typed values, and what is wrong with the others. Blank, empty or null means not answered, and is
    left out. A fact that another contradicts is a fault too: an approval cannot be later than the submission."""
    if len(facts) > MOST_FACTS:
        return {}, [FactError("", f"are more than {MOST_FACTS}; {spec} asks {len(spec.questions)} questions")]
    values: dict[str, Value] = {}
    errors: list[FactError] = []
    for name, raw in facts.items():
        try:
            value = _checked(str(name), raw, spec, today)
        except Unfit as fault:
            errors.append(FactError(str(name)[:60], str(fault)))
        else:
            if value is not None:
                values[name] = value
    return values, errors + _contradictions(values)


def _checked(name: str, raw: object, spec: RuleSetSpec, today: date) -> Value:
    question = spec.questions.get(name)
    if question is None:
        raise Unfit(_unknown(name, spec))
    if question.is_computed:
        raise Unfit("is worked out from the other answers; leave it out")
    if _is_blank(raw):
        return None
    value = typed(raw, question)
    _refuse_unlikely(value, question, today)
    return value


def _unknown(name: str, spec: RuleSetSpec) -> str:
    asked = [code for code, question in spec.questions.items() if not question.is_computed]
    close = get_close_matches(name[:60], asked, n=1)
    return f"is not a question of {spec}" + (f"; did you mean {close[0]}?" if close else "; see the list of questions")


def _is_blank(raw: object) -> bool:
    return raw is None or raw == [] or (isinstance(raw, str) and not raw.strip())


def _refuse_unlikely(value: Value, question: QuestionSpec, today: date) -> None:
    if question.not_in_future and isinstance(value, date) and value > today:
        raise Unfit(f"lies in the future ({value}); give the day on which it happened")
    if question.code == "company_number" and not COMPANY_NUMBER.fullmatch(str(value)):
        raise Unfit("should be five digits, for example 01234")
    if question.code == "contact_email" and not _is_address(str(value)):
        raise Unfit("should be one email address, for example name@example.org")


def _is_address(text: str) -> bool:
    """One plain address. What no mail server takes would keep back every notice behind it."""
    return len(text) <= LONGEST_EMAIL and EMAIL.fullmatch(text) is not None


def _contradictions(values: Mapping[str, Value]) -> list[FactError]:
    approved, planned = values.get("rr_approval_date"), values.get("planned_submission_date")
    if isinstance(approved, date) and isinstance(planned, date) and approved > planned:
        return [FactError("rr_approval_date", f"is later than the planned submission ({planned}); correct one of them")]
    return []
