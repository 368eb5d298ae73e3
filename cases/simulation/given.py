"""A case as the pure part takes it: plain values, read for many cases at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cases.deadlines.planned import Key
from recognition.routes.ledger import Entry


@dataclass(frozen=True, slots=True)
class Given:
    """`reminders` are the states of those that it has, `is_decided_by_person` whether a person has set its route."""

    case: int
    reference: str
    state: str
    route: str
    rule_set: int
    submitted_on: date | None
    form_received_on: date | None
    is_decided_by_person: bool
    answers: Mapping[str, object]
    authorisation: str
    ledger: tuple[Entry, ...]
    reminders: Mapping[Key, str]
