"""An entry of the record as the timeline shows it: what, who, when, why, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from cases.models import Discipline, State
from cases.models.consultation import Consultation
from cases.models.decision import Decision
from cases.models.objection import Grade
from cases.notifications.topics import title
from recognition.audit.models import Entry
from recognition.clock import LONDON

from .answers import in_words
from .verdict_words import FLAGS, OUTCOMES
from .words import step_words

LABELS: Final = {
    "until": "New date",
    "stops_clock": "Stops the clock",
    "request": "Request number",
    "objection": "Objection number",
    "draft": "Draft number",
    "drafts": "Drafts",
    "point": "Point number",
    "because": "The rules say",
    "hits": "Rules that led to it",
    "sha256": "SHA-256",
    "seal": "Seal (SHA-256)",
    "due_on": "Due on",
    "from_route": "From route",
    "step": "Step of the plan",
}
BRIEF = 240
LEFT_OUT: Final = frozenset(
    {
        "date",
        "was",
        "becomes",
        "on",
        "route",
        "note",
        "conflict",
        "words_sha256",
        "facts",
        "changed",
        "submitted_on",
        "form_received_on",
    }
)
# "other" is a grade and a ground: what has words of its own under its name is looked up there first.
OWN_VALUES: Final[dict[str, dict[str, str]]] = {
    "grade": {str(code): str(words) for code, words in Grade.choices},
    "grounds": {str(code): str(words) for code, words in Decision.Grounds.choices},
}
VALUES: Final[dict[str, str]] = {
    **{str(code): str(words) for code, words in Discipline.choices},
    **{str(code): str(words) for code, words in Consultation.Advice.choices},
    **OUTCOMES,
    **FLAGS,
}
STATES: Final[dict[str, str]] = {str(code): str(words) for code, words in State.choices}


@dataclass(frozen=True, slots=True)
class Change:
    """`was` is empty for what is merely said of the event."""

    label: str
    value: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    title: str
    at: datetime
    actor: str
    reason: str
    changes: list[Change]


def event_of(entry: Entry, deadlines: Mapping[str, str] = MappingProxyType({})) -> Event:
    """`deadlines` names the case's own, by code."""
    at = entry.at.astimezone(LONDON)
    return Event(title(entry.action), at, entry.actor_label, entry.reason, list(_changes(entry, deadlines)))


def brief(event: Event) -> Event:
    """For the overview: the beginning of each long text, which the history has whole."""
    changes = [replace(one, value=_short(one.value), was=_short(one.was)) for one in event.changes]
    return replace(event, reason=_short(event.reason), changes=changes)


def _short(text: Any) -> Any:
    return text if text is None or len(text) <= BRIEF else f"{text[:BRIEF].rstrip()}…"


def _changes(entry: Entry, deadlines: Mapping[str, str]) -> Iterator[Change]:
    if entry.from_state != entry.to_state and entry.to_state:
        yield Change("State", _state(entry.to_state), _state(entry.from_state))
    for name, pair in (entry.data.get("changed") or {}).items():
        was, value = pair
        said, said_before = _said(value, name), _said(was, name)
        if said or said_before:
            yield Change(_label(name), said or "nothing", said_before or "nothing")
    for name, value in entry.data.items():
        said = _words(name, value, deadlines)
        if name not in LEFT_OUT and said and said != entry.reason:
            yield Change(_label(name), said)


def _words(name: str, value: Any, deadlines: Mapping[str, str]) -> str:
    if name == "deadline":
        return deadlines.get(value, _label(value))
    is_step = name == "step" and isinstance(value, str) and value[:1] in ("D", "+", "-")
    return step_words(value) if is_step else _said(value, name)


def _state(code: str) -> str:
    return STATES.get(code, code)


def _label(name: str) -> str:
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def _said(value: Any, name: str) -> str:
    """Empty where there is nothing to say; what is empty within it is left out."""
    if isinstance(value, dict):
        parts = {key: _said(one, key) for key, one in value.items()}
        return "; ".join(f"{_label(key)}: {said}" for key, said in parts.items() if said)
    if isinstance(value, list):
        return ", ".join(said for one in value if (said := _said(one, name)))
    if not isinstance(value, str):
        return in_words(value)
    return OWN_VALUES.get(name, {}).get(value) or VALUES.get(value) or in_words(value)
