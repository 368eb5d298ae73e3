"""What an assessor says of each section of a checklist: one writer, an entry with from and to for every save."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from cases.models import Application, Assessment, Document, PeerCheck, SectionAnswer
from cases.queries.rules import spec_for
from cases.queries.sections import sections_of
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.models import User
from recognition.clock import LONDON
from recognition.routes.spec import SectionSpec

from .assessments import assessment_of, open_again, take_up
from .draft_points import paper

LONGEST: Final = 100_000
TEXTS: Final = {"report": 200, "page": 40, "findings": LONGEST}
Reliance = SectionAnswer.Reliance


def answer_section(
    *,
    application: Application,
    section: str,
    reliance: str,
    version: int,
    actor: Actor,
    at: datetime,
    document: int | None = None,
    report: str = "",
    page: str = "",
    findings: str = "",
    is_done: bool = False,
) -> SectionAnswer:
    """`version` is the one that was read, 0 for a section without an answer. Raises `InvalidInput` where a section is
    said to be done and lacks what its reliance needs, `WrongState` where another has saved it since."""
    texts = {"report": report.strip(), "page": page.strip(), "findings": findings.strip()}
    _check_texts(texts)
    if actor.user is None:
        raise NotPermitted("PERMISSION", "A section is assessed by a person.")
    with locked(application) as case:
        asked = section_of(case, section)
        row = assessment_of(case, asked.discipline, actor, "Assess a section")
        values = {"reliance": reliance, "document": paper(case, document), **texts, "is_done": is_done}
        _check(asked, values)
        answer = row.answers.select_related("document").filter(section=section).first()
        _refuse_closed(row, answer, asked)
        _not_stale(answer, version, asked)
        open_again(case, row, asked.name, actor, at)
        take_up(case, row, actor, at)
        return _save(case, row, answer, asked, values, actor, actor.user, at)


def _refuse_closed(row: Assessment, answer: SectionAnswer | None, asked: SectionSpec) -> None:
    """What was not done when the discipline was completed was not asked then: it may be written now."""
    if row.state != Assessment.State.COMPLETE:
        return
    if row.is_played or (answer is not None and answer.is_done):
        why = f"{asked.name}: {row} is complete. It is changed after its peer check has returned it."
        raise WrongState("STATE", why)
    check = row.checks.filter(state=PeerCheck.State.ASKED).select_related("checker").first()
    if check is not None:
        why = f"{asked.name}: {row} is with {check.checker} for its peer check. They return it first."
        raise WrongState("STATE", why)


def section_of(case: Application, code: str) -> SectionSpec:
    found = (one for one in sections_of(spec_for(case), case.route) if one.code == code)
    section = next(found, None)
    if section is None:
        raise InvalidInput([FieldError("section", f"{case.reference} has no section {code!r} in its checklist.")])
    return section


def _check_texts(texts: dict[str, str]) -> None:
    errors = [
        FieldError(name, f"Shorten the {name} to {limit:,} characters; it has {len(texts[name]):,}.")
        for name, limit in TEXTS.items()
        if len(texts[name]) > limit
    ]
    errors += [FieldError(name, f"Remove the NUL character from the {name}.") for name in TEXTS if "\0" in texts[name]]
    if errors:
        raise InvalidInput(errors)


def _check(section: SectionSpec, values: dict[str, Any]) -> None:
    """A draft may lack anything but sense; what is done lacks nothing."""
    reliance = values["reliance"]
    if reliance and reliance not in Reliance.values:
        raise InvalidInput([FieldError("reliance", f"{section.name}: say accept, verify or reassess.")])
    if reliance == Reliance.ACCEPT and not section.may_accept:
        why = f"{section.name}: the checklist does not allow to accept the reference report. Verify it or assess again."
        raise InvalidInput([FieldError("reliance", why)])
    if values["is_done"] and (errors := _missing(section, values)):
        raise InvalidInput(errors)


def _missing(section: SectionSpec, values: dict[str, Any]) -> list[FieldError]:
    errors, reliance = [], values["reliance"]
    if not reliance:
        errors.append(FieldError("reliance", f"{section.name}: say how far the reference report is relied on."))
    if reliance in (Reliance.ACCEPT, Reliance.VERIFY):
        if values["document"] is None and not values["report"]:
            errors.append(FieldError("report", f"{section.name}: choose the reference report, or name it."))
        if not values["page"]:
            errors.append(FieldError("page", f"{section.name}: enter the page of the reference report."))
    if not values["findings"] and reliance != Reliance.ACCEPT:
        errors.append(FieldError("findings", f"{section.name}: enter the findings."))
    return errors


def _not_stale(answer: SectionAnswer | None, version: int, section: SectionSpec) -> None:
    if (answer.version if answer else 0) == version:
        return
    if answer is None:
        raise InvalidInput([FieldError("version", f"{section.name} has no answer yet: its version is 0.")])
    when = f"{answer.saved_at.astimezone(LONDON):%H:%M on %d %B %Y}"
    why = f"{answer.saved_by} saved “{section.name}” at {when}, after you had opened it. Compare both, then save again."
    raise WrongState("STALE", why)


def _save(
    case: Application, row: Assessment, answer: SectionAnswer | None, section: SectionSpec,
    values: dict[str, Any], actor: Actor, author: User, at: datetime,
) -> SectionAnswer:  # fmt: skip
    """Nothing is written where nothing has changed."""
    kept = answer or SectionAnswer(assessment=row, section=section.code, version=0)
    changed = {name: (getattr(kept, name), value) for name, value in values.items() if getattr(kept, name) != value}
    if answer is not None and not changed:
        return answer
    for name, value in values.items():
        setattr(kept, name, value)
    kept.author, kept.saved_by, kept.saved_at, kept.version = author, actor.label, at, kept.version + 1
    kept.save()
    said = {name: [_said(one) for one in pair] for name, pair in changed.items()}
    data = {"discipline": section.discipline, "section": section.name, "changed": said}
    change(case, "section_assessed", actor=actor, at=at, data=data)
    return kept


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Document):
        return value.title
    return str(dict(Reliance.choices).get(value, value or ""))
