"""One answer as JSON or a form gives it, made into its question's type, or refused in words. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime

from .spec import QuestionSpec, Value
from .text import unfit

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)  # beyond, years added to it would leave the calendar
LONGEST_TEXT = 10_000
LONGEST_LIST = 500
LARGEST = 1_000_000


class Unfit(ValueError):
    """The answer cannot be taken. The message says why and what to give instead."""


def typed(raw: object, question: QuestionSpec) -> Value:
    """Raises Unfit. The caller has sorted out blank answers."""
    if question.kind == "boolean":
        return _boolean(raw)
    if question.kind == "integer":
        return _integer(raw, question)
    if question.kind == "date":
        return _date(raw)
    if question.kind == "text_list":
        return _texts(raw)
    return _code(raw, question) if question.kind == "code" else _text(raw)


def _boolean(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    raise Unfit("should be true or false")


def _integer(raw: object, question: QuestionSpec) -> int:
    """Where the numbers are a list of codes (a category, say), the code's text is taken as well."""
    if isinstance(raw, str) and raw in question.choices:
        raw = int(raw)
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise Unfit("should be a whole number")
    if raw < 0:
        raise Unfit("should not be negative: give 0 or more")
    if raw > LARGEST:
        raise Unfit(f"should be at most {LARGEST}")
    if question.choices and str(raw) not in question.choices:
        raise Unfit(f"should be one of {_listed(question)}")
    return raw


def _date(raw: object) -> date:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        day = raw
    elif not isinstance(raw, str) or not ISO_DATE.fullmatch(raw.strip()):
        raise Unfit("should be a date written like 2026-06-30")
    else:
        day = _existing(raw.strip())
    if day < EARLIEST:
        raise Unfit("is before 1900; give the year in full")
    if day > LATEST:
        raise Unfit("is after 2199; correct the year")
    return day


def _existing(raw: str) -> date:
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise Unfit(f"is not a day of the calendar ({raw}); give one like 2026-06-30") from None


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise Unfit("should be text, in quotation marks")
    if len(raw) > LONGEST_TEXT:
        raise Unfit(f"is longer than {LONGEST_TEXT} characters; shorten it, or send the rest as a document")
    if fault := unfit(raw):
        raise Unfit(f"{fault}; remove it")
    return raw.strip()


def _texts(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple):
        raise Unfit('should be a list of texts, like ["5 mg", "10 mg"]')
    if len(raw) > LONGEST_LIST:
        raise Unfit(f"has more than {LONGEST_LIST} entries")
    texts = tuple(_text(item) for item in raw)
    if not all(texts):
        raise Unfit("has an empty entry; fill it in or leave it out")
    return texts


def _code(raw: object, question: QuestionSpec) -> str:
    """A code without a list of its own (the reference regulator's) is looked up by the rules instead."""
    text = _text(raw)
    if question.choices and text not in question.choices:
        raise Unfit(f"should be one of {_listed(question)}")
    if len(text) > 60:
        raise Unfit("is too long for a code")
    return text


def _listed(question: QuestionSpec) -> str:
    shown = ", ".join(question.choices[:20])
    return shown if len(question.choices) <= 20 else f"{shown} and {len(question.choices) - 20} more"
