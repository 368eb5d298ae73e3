"""What the answers hold, for type checkers and editors. The OpenAPI document says it in full; new members may come."""

from __future__ import annotations

from typing import Any, TypedDict


class Approval(TypedDict):
    id: int
    regulator: str
    approved_on: str
    relied_on: bool


class Application(TypedDict):
    """`determination` and `timetable` come with the answer to a submission alone."""

    reference: str
    state: str
    route: str | None
    facts: dict[str, Any]
    product: dict[str, Any]
    reference_approvals: list[Approval]
    submitted_on: str | None
    etag: str


class EligibilityCheck(TypedDict):
    outcome: str
    hits: list[dict[str, Any]]
    unanswered: list[str]
    flags: list[str]
    rule_set: str
    timetable: list[dict[str, Any]]


class Deadline(TypedDict):
    code: str
    name: str
    due_on: str
    status: str
    why: list[dict[str, Any]]


class Clock(TypedDict):
    """`held_by` is `regulator`, `company`, or None on a closed case."""

    today: str
    day_zero: str | None
    days_used: int
    days_left: int | None
    running: bool
    held_by: str | None
    stops: list[dict[str, Any]]
    deadlines: list[Deadline]


class Event(TypedDict):
    id: str
    event: str
    title: str
    at: str
    by: str
    details: dict[str, Any]


class Point(TypedDict):
    number: int
    discipline: str
    grade: str
    text: str
    answer: str


class Extension(TypedDict):
    number: int
    state: str
    until: str
    granted_until: str | None
    answer: str


class InformationRequest(TypedDict):
    number: int
    state: str
    reply_due_on: str
    points: list[Point]
    extensions: list[Extension]


class Document(TypedDict):
    """`scan` is `pending`, `clean` or `refused`; what is not clean is not served."""

    id: Any
    kind: str
    sha256: str
    size: int
    media_type: str
    scan: str
