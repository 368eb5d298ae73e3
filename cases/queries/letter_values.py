"""What the fields of letters hold for a case on a day: computed here, once, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.models import Application, Decision, InformationRequest, State
from cases.models.letter_field import FIELDS
from recognition.printed import paragraphs, plain
from recognition.routes.timetable import Timetable

from .answers import relied_on
from .rules import spec_for


@dataclass(frozen=True, slots=True)
class Subject:
    """What a letter is about. `about` and `free_part` are typed by its writer, `decision` is being signed."""

    case: Application
    dates: Timetable
    on: date
    decision: Decision | None = None
    about: str = ""
    free_part: str = ""

    @property
    def request(self) -> InformationRequest | None:
        return self.case.information_requests.order_by("-number").first()


OUTCOMES: Final[dict[str, str]] = {
    State.ASSESSING: "We have found the submission valid, and the assessment has begun.",
    State.CORRECTION_REQUESTED: "The submission is not yet valid: it has to be corrected before we can go on.",
    State.INVALID: "We have found the submission invalid. The application is closed.",
}
NO_CONDITIONS: Final = "There are no conditions."
Value = Callable[[Subject], str]


def day(value: date | None) -> str:
    return f"{value.day} {value:%B %Y}" if value else ""


def values_of(subject: Subject, names: Iterable[str]) -> dict[str, str]:
    """As text, of those named alone, so that a letter reads only what it says. Empty where there is nothing."""
    return {name: VALUES[name](subject).strip() for name in names}


def as_markdown(name: str, value: str) -> str:
    """A value within a letter's text: foreign text stays text. What the writer typed is a part of the text itself."""
    if name == "free_part":
        return value
    return paragraphs(value) if FIELDS[name].is_block else plain(value)


def _due(code: str) -> Value:
    def value(subject: Subject) -> str:
        due = subject.dates.deadline(code)
        return day(due.due_on) if due and due.status != "cancelled" else ""

    return value


def _route(subject: Subject) -> str:
    route = spec_for(subject.case).routes.get(subject.case.route)
    return route.name if route else ""


def _regulator(subject: Subject) -> str:
    approval = relied_on(subject.case)
    return approval.regulator.name if approval and approval.regulator else ""


def _points(subject: Subject) -> str:
    points = subject.request.points.all() if subject.request else ()
    return "\n\n".join(
        f"{one.number}. {one.get_discipline_display()}, {one.get_grade_display().lower()}\n{one.text}" for one in points
    )


def _contact(subject: Subject) -> str:
    return subject.case.contact_name or subject.case.organisation.name


def _of_decision(name: str, *, otherwise: str = "") -> Value:
    return lambda subject: (str(getattr(subject.decision, name) or otherwise)) if subject.decision else ""


VALUES: Final[dict[str, Value]] = {
    "reference": lambda s: s.case.reference,
    "letter_date": lambda s: day(s.on),
    "product_name": lambda s: s.case.product_name,
    "substances": lambda s: s.case.substances,
    "company_name": lambda s: s.case.organisation.name,
    "contact_name": _contact,
    "route": _route,
    "reference_regulator": _regulator,
    "sequence": lambda s: s.case.ectd_sequence,
    "fee_reference": lambda s: s.case.fee_reference,
    "submitted_on": lambda s: day(s.case.submitted_on),
    "day_zero": lambda s: day(s.dates.clock.day_zero),
    "decision_due": _due("decision"),
    "correction_due": _due("correction_reply"),
    "validation_outcome": lambda s: OUTCOMES.get(s.case.state, ""),
    "request_number": lambda s: str(s.request.number) if s.request else "",
    "request_date": lambda s: day(s.request.requested_on) if s.request else "",
    "reply_due": _due("information_reply"),
    "points": _points,
    "decision_date": lambda s: day(s.on) if s.decision else "",
    "grounds": lambda s: s.decision.get_grounds_display() if s.decision else "",
    "reasons": _of_decision("reasons"),
    "conditions": _of_decision("conditions", otherwise=NO_CONDITIONS),
    "about": lambda s: s.about,
    "free_part": lambda s: s.free_part,
}
