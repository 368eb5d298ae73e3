"""Tells the managers by mail what a night's check found. A night in which nothing was found sends nothing."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.template.loader import render_to_string

from cases.models import Finding, NightCheck
from cases.queries.conflicts import barred_cases
from recognition.accounts.models import Role, User
from recognition.outbox.enqueue import Draft, enqueue

SHOWN = 20


def report(check: NightCheck, *, at: datetime) -> None:
    """The key is the day's own, so each manager is told once, however often the check is ended. Nobody is told of a
    case that a conflict of interest bars them from."""
    managers = User.objects.filter(role=Role.MANAGER, is_active=True).exclude(email="")
    drafts = [_draft(user, check, _values(check, user)) for user in (managers if check.findings.exists() else ())]
    enqueue([draft for draft in drafts if draft], at=at)


def findings_open_to(check: NightCheck, user: User) -> QuerySet[Finding]:
    return check.findings.exclude(application__in=barred_cases(user))


def _values(check: NightCheck, user: User) -> dict[str, Any]:
    rows = findings_open_to(check, user)
    first = list(rows.select_related("application")[:SHOWN])
    return {"check": check, "counts": by_kind(rows), "findings": first, "site": settings.SERVICE_URL}


def by_kind(findings: QuerySet[Finding]) -> list[dict[str, Any]]:
    """How many findings of each kind there are, and how many of these were put right, in the order of the kinds."""
    rows = findings.order_by().values("kind", "is_healed").annotate(n=Count("id"))
    found = {(row["kind"], row["is_healed"]): row["n"] for row in rows}
    totals = [(kind, found.get((kind, False), 0), found.get((kind, True), 0)) for kind in Finding.Kind]
    return [
        {"kind": kind, "words": kind.label, "open": left, "healed": healed}
        for kind, left, healed in totals
        if left + healed
    ]


def _draft(user: User, check: NightCheck, values: dict[str, Any]) -> Draft | None:
    if not values["findings"]:
        return None
    subject, _, body = render_to_string("emails/night_check.txt", values).partition("\n")
    return Draft(
        key=f"night-check-{check.on}:{sha256(user.email.encode()).hexdigest()[:16]}",
        topic="night_check",
        to=user.email,
        to_label=str(user),
        subject=subject,
        body_text=body.strip() + "\n",
        body_html=render_to_string("emails/base.html", {"subject": subject, "body": body.strip()}),
    )
