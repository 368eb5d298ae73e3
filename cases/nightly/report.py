"""Tells the managers by mail what a night's check found. A night in which nothing was found sends nothing."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.template.loader import render_to_string

from cases.models import Finding, NightCheck
from recognition.accounts.models import Role, User
from recognition.outbox.enqueue import Draft, enqueue

SHOWN = 20


def report(check: NightCheck, *, at: datetime) -> None:
    """The key is the day's own, so each manager is told once, however often the check is ended."""
    counts = by_kind(check)
    managers = User.objects.filter(role=Role.MANAGER, is_active=True).exclude(email="") if counts else []
    first = list(check.findings.select_related("application")[:SHOWN])
    values = {"check": check, "counts": counts, "findings": first, "site": settings.SERVICE_URL}
    enqueue([_draft(user, check, values) for user in managers], at=at)


def by_kind(check: NightCheck) -> list[dict[str, Any]]:
    """How many findings of each kind there are, and how many of these were put right, in the order of the kinds."""
    rows = check.findings.order_by().values("kind", "is_healed").annotate(n=Count("id"))
    found = {(row["kind"], row["is_healed"]): row["n"] for row in rows}
    totals = [(kind, found.get((kind, False), 0), found.get((kind, True), 0)) for kind in Finding.Kind]
    return [
        {"kind": kind, "words": kind.label, "open": left, "healed": healed}
        for kind, left, healed in totals
        if left + healed
    ]


def _draft(user: User, check: NightCheck, values: dict[str, Any]) -> Draft:
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
