"""The reference approval as staff look at it. What the company filed of it stays the company's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cases.models import Application, ReferenceApproval, ReportHeld, SamenessPoint, State
from cases.queries.answers import relied_on
from cases.queries.reference import Compared, Held, compared, held
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted, RuleRefused, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import ASSESS, VALIDATE, may
from recognition.clock import LONDON

from .require import require_open, require_state

SAME = SamenessPoint.Verdict.SAME
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class PointFound:
    verdict: str
    reference_says: str = ""
    why: str = ""
    seen: int = 0


@dataclass(frozen=True, slots=True)
class ReportFound:
    language: str
    redaction: str
    seen: int = 0


@dataclass(slots=True)
class _Review:
    """What is to be kept, the fields by the row, and what the record says of each."""

    rows: list[SamenessPoint | ReportHeld] = field(default_factory=list)
    told: dict[str, list[str]] = field(default_factory=dict)
    errors: list[FieldError] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)


def review_approval(
    *,
    application: Application,
    actor: Actor,
    points: Mapping[str, PointFound],
    reports: Mapping[int, ReportFound],
    at: datetime,
) -> int:
    """Keep what was compared and which reports are held, all or none; how many have changed. `reports` are by the key
    of their document. Raises `InvalidInput` naming each field, `WrongState` where a colleague was quicker."""
    with locked(application) as case:
        if not (may(actor, ASSESS) or may(actor, VALIDATE)):
            raise NotPermitted("PERMISSION", f"{actor.label} may not do this: Compare with the reference.")
        require_open(case, "Compare with the reference")
        require_state(case, [state for state in State.values if state != State.DRAFT], "Compare with the reference")
        approval = relied_on(case)
        if approval is None:
            raise RuleRefused("NO-APPROVAL", "No reference approval is relied on, so there is nothing to compare with.")
        review = _Review()
        _points(review, approval, {row.point: row for row in compared(case, approval)}, points)
        _reports(review, {row.document.pk: row for row in held(case)}, reports)
        if review.errors:
            raise InvalidInput(review.errors)
        if review.stale:
            raise WrongState(
                "CHANGED", f"{' '.join(review.stale)} Nothing of yours was saved. Save again to replace it."
            )
        for row in review.rows:
            _keep(row, actor, at)
        if review.rows:
            change(case, "reference_reviewed", actor=actor, at=at, data={"changed": review.told})
    return len(review.rows)


def _points(
    review: _Review, approval: ReferenceApproval, known: Mapping[str, Compared], given: Mapping[str, PointFound]
) -> None:
    for code, one in given.items():
        place, says, why = f"points/{code}", one.reference_says.strip(), one.why.strip()
        if code not in known:
            review.errors.append(FieldError(place, "There is no such point."))
            continue
        row, words = known[code].found, known[code].words
        if row and (row.verdict, row.reference_says, row.why) == (one.verdict, says, why):
            continue
        errors = []
        if one.verdict not in SamenessPoint.Verdict.values:
            errors.append(FieldError(f"{place}/verdict", f"{words}: choose whether it is the same."))
        elif one.verdict != SAME and not why:
            errors.append(FieldError(f"{place}/why", f"{words}: say how it differs, and why that matters or does not."))
        for name, text in (("reference_says", says), ("why", why)):
            if len(text) > LONGEST or "\x00" in text:
                errors.append(FieldError(f"{place}/{name}", f"{words}: shorten it to {LONGEST:,} plain characters."))
        review.errors += errors
        _note_stale(review, words, row, one.seen, row.compared_by if row else "", row.compared_at if row else None)
        if not errors:
            review.told[words] = [str(row.get_verdict_display()) if row else "", _verdict(one.verdict)]
            row = row or SamenessPoint(approval=approval, point=code, version=0)
            row.verdict, row.reference_says, row.why = one.verdict, says, why
            review.rows.append(row)


def _reports(review: _Review, known: Mapping[int, Held], given: Mapping[int, ReportFound]) -> None:
    for key, one in given.items():
        place, language = f"reports/{key}", one.language.strip()
        if key not in known:
            review.errors.append(FieldError(place, "There is no such paper of the reference package. Open it again."))
            continue
        row, title = known[key].found, known[key].document.title
        if row and (row.language, row.redaction) == (language, one.redaction):
            continue
        errors = []
        if not 0 < len(language) <= 40 or "\x00" in language:
            errors.append(FieldError(f"{place}/language", f"{title}: give its language, such as English."))
        if one.redaction not in ReportHeld.Redaction.values:
            errors.append(FieldError(f"{place}/redaction", f"{title}: choose how far it is redacted."))
        review.errors += errors
        _note_stale(review, title, row, one.seen, row.seen_by if row else "", row.seen_at if row else None)
        if not errors:
            now = f"{language}, {ReportHeld.Redaction(one.redaction).label}"
            review.told[title] = [f"{row.language}, {row.get_redaction_display()}" if row else "", now]
            row = row or ReportHeld(document=known[key].document, version=0)
            row.language, row.redaction = language, one.redaction
            review.rows.append(row)


def _note_stale(review: _Review, words: str, row: Any, seen: int, by: str, when: datetime | None) -> None:
    if (row.version if row else 0) == seen:
        return
    since = f" by {by} on {when.astimezone(LONDON):%d %B %Y %H:%M}" if when else ""
    review.stale.append(f"{words} was changed{since} since you opened the page.")


def _keep(row: SamenessPoint | ReportHeld, actor: Actor, at: datetime) -> None:
    row.version += 1
    if isinstance(row, SamenessPoint):
        row.compared_by, row.compared_at = actor.label, at
    else:
        row.seen_by, row.seen_at = actor.label, at
    row.save()


def _verdict(code: str) -> str:
    return str(SamenessPoint.Verdict(code).label)
