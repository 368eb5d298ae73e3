"""Which letters may be written now, and a letter before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from cases.models import Application, Decision, LetterTemplate, State
from cases.models.letter_field import FIELDS
from cases.notifications.recipients import company_of
from cases.queries.letter_values import Subject
from cases.queries.timetables import timetable_of
from cases.queries.written import Addressee, Written, written
from cases.workflow.refusals import FieldError, InvalidInput, RuleRefused, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import RECORD
from recognition.clock import local_date

from .require import require

Kind = LetterTemplate.Kind
# A grant and a refusal are not here: their letter goes with the signature.
WRITTEN_IN: Final[Mapping[str, tuple[str, ...]]] = {
    Kind.ACKNOWLEDGEMENT: (State.RECEIVED, State.VALIDATING, State.CORRECTION_REQUESTED),
    Kind.VALIDATION_OUTCOME: (State.CORRECTION_REQUESTED, State.ASSESSING, State.INVALID),
    Kind.INFORMATION_REQUEST: (State.ASSESSING, State.AWAITING_INFORMATION, State.REPLY_OVERDUE),
    Kind.EXTENSION: (State.AWAITING_INFORMATION, State.REPLY_OVERDUE),
    Kind.FREE: tuple(state for state in State if state != State.DRAFT),
}
PUBLISHED: Final = LetterTemplate.State.PUBLISHED


def templates_for(case: Application) -> list[LetterTemplate]:
    kinds = [kind for kind, states in WRITTEN_IN.items() if case.state in states]
    return list(LetterTemplate.objects.filter(state=PUBLISHED, kind__in=kinds).order_by("kind", "name"))


def write_letter(
    *,
    application: Application,
    actor: Actor,
    template: LetterTemplate,
    at: datetime,
    about: str = "",
    free_part: str = "",
    to: Addressee | None = None,
) -> Written:
    """Raises what sending it would raise: `NotPermitted`, `WrongState`, and `InvalidInput` for an empty field."""
    require(actor, RECORD, "Write a letter")
    if template.state != PUBLISHED:
        now = template.get_state_display().lower()
        raise WrongState("LETTER-VERSION", f"{template} is {now}. Choose the version that is published.")
    if application.state not in WRITTEN_IN.get(template.kind, ()):
        now = application.get_state_display()
        raise WrongState("STATE", f"{template.name}: not written while {application.reference} is “{now}”.")
    subject = Subject(
        application,
        timetable_of(application, today=local_date(at)),
        local_date(at),
        about=_typed(template, "about", about, 200),
        free_part=_typed(template, "free_part", free_part, 20_000),
    )
    made = written(template, subject, to=addressee(application, to))
    if made.missing:
        raise InvalidInput([FieldError(name if FIELDS[name].is_typed else "", _lacks(name)) for name in made.missing])
    return made


def try_letter(case: Application, template: LetterTemplate, *, at: datetime) -> Written:
    """Any version on any case, with the examples of what is typed: nothing is sent from it, so holes are only named."""
    if template.faults:
        raise RuleRefused("LETTER-FAULTY", " ".join(template.faults))
    on = local_date(at)
    typed = {name: FIELDS[name].example for name in ("about", "free_part")}
    decision = case.decisions.exclude(state=Decision.State.RETURNED).last() if template.is_of_a_decision else None
    subject = Subject(case, timetable_of(case, today=on), on, decision=decision, **typed)
    return written(template, subject, to=addressee(case, None))


def write_decision_letter(case: Application, decision: Decision, *, at: datetime) -> Written:
    """Raises `RuleRefused` where no template is published or it has a hole: nothing is signed without its letter."""
    kind = Kind.GRANT if decision.outcome == Decision.Outcome.GRANT else Kind.REFUSAL
    template = LetterTemplate.objects.filter(state=PUBLISHED, kind=kind).order_by("-published_at", "-id").first()
    if template is None:
        words = f"There is no published letter for a {kind.label.lower()}. An administrator has to publish one first."
        raise RuleRefused("LETTER-TEMPLATE", words)
    on = local_date(at)
    subject = Subject(case, timetable_of(case, today=on), on, decision=decision)
    made = written(template, subject, to=addressee(case, None))
    if made.missing:
        raise RuleRefused("LETTER-HOLE", " ".join(map(_lacks, made.missing)))
    return made


def addressee(case: Application, to: Addressee | None) -> Addressee:
    """The case's contact, else the company's; or another, whose address is checked."""
    if to is None:
        contact = company_of(case)
        to = Addressee(contact.email, contact.label)
    try:
        validate_email(to.email)
    except ValidationError:
        words = "Enter an address to send it to, such as name@company.example."
        raise InvalidInput([FieldError("to_email", words)]) from None
    return Addressee(to.email, " ".join(to.name.split())[:200] or case.organisation.name)


def _typed(template: LetterTemplate, name: str, value: str, limit: int) -> str:
    text = value.replace("\x00", "").strip() if name in template.fields else ""
    if len(text) > limit:
        raise InvalidInput([FieldError(name, f"Shorten it to {limit:,} characters; it has {len(text):,}.")])
    return text


def _lacks(name: str) -> str:
    field = FIELDS[name]
    if field.is_typed:
        return f"Enter {'what the letter is about' if name == 'about' else 'the part that you write yourself'}."
    return f"The letter names “{name}” ({field.words[0].lower()}{field.words[1:]}), which this case does not have."
