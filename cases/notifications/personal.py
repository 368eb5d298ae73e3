"""Mails that are meant for one person: of their own conflict of interest, of a mention, of their points."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from cases.models import Conflict, DraftPoint, Mention, PointsNotice
from cases.queries.point_history import Step
from recognition.accounts.models import User
from recognition.outbox.enqueue import Draft, enqueue


def tell(conflict: Conflict, topic: str, *, at: datetime) -> None:
    """What happened to a conflict of theirs, by reference only: no product, no company's case, no words of it."""
    about = conflict.application.reference if conflict.application else str(conflict.organisation)
    values = {"conflict": conflict, "about": about, "topic": topic}
    send(f"{topic}-{conflict.pk}", f"{topic}_of_yours", conflict.person, "emails/conflict.txt", values, at)


def tell_of_mention(mention: Mention, *, at: datetime) -> None:
    note = mention.note
    values = {"note": note, "application": note.application}
    about = {"subject_type": "application", "subject_id": str(note.application_id)}
    send(f"mention-{note.pk}", "mentioned", mention.person, "emails/mention.txt", values, at, **about)


def tell_of_points(
    notice: PointsNotice, points: Sequence[tuple[DraftPoint, Sequence[Step]]], to: User, away: User | None
) -> None:
    """Of all points in one mail, each with what was done to it and why: to their author, or to who stands in for them
    (`away`)."""
    values = {"notice": notice, "application": notice.application, "points": points, "away": away}
    about = {"subject_type": "application", "subject_id": str(notice.application_id)}
    key = f"points-{notice.consolidation_id}{f'-for-{away.pk}' if away else ''}"
    send(key, "points_told", to, "emails/points.txt", values, notice.at, **about)


def send(key: str, topic: str, to: User, template: str, values: dict[str, Any], at: datetime, **about: str) -> None:
    if not to.email:
        return
    subject, _, body = render_to_string(template, {**values, "site": settings.SERVICE_URL}).partition("\n")
    html = render_to_string("emails/base.html", {"subject": subject.strip(), "body": body.strip()})
    message = Draft(
        key=f"{key}-{to.pk}",
        topic=topic,
        to=to.email,
        to_label=str(to),
        subject=subject.strip(),
        body_text=body.strip() + "\n",
        body_html=html,
        **about,  # type: ignore[arg-type]  # both are text
    )
    enqueue([message], at=at)
