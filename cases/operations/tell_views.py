from __future__ import annotations

from datetime import datetime

import structlog
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from cases.models import ViewSubscription
from cases.queries.saved_views import Known, is_filled, known_values, outdated, views_of, wanted_of
from recognition.accounts.actors import person
from recognition.accounts.permissions import READ, may
from recognition.clock import local_date
from recognition.outbox.enqueue import Draft, enqueue

log = structlog.get_logger(__name__)


def tell_views(*, at: datetime) -> int:
    """Look into each view that somebody wants to be told of, as that person sees it; returns how many were told.

    Each subscription in a transaction of its own, under its lock; one that another beat holds is left to it.
    """
    known, told = known_values(), 0
    for key in ViewSubscription.objects.order_by("pk").values_list("pk", flat=True):
        try:
            told += _tell(key, known, at)
        except Exception:  # one broken view must not keep the others' readers from being told
            log.exception("view_not_looked_into", subscription=key)
    return told


@transaction.atomic
def _tell(key: int, known: Known, at: datetime) -> bool:
    """Whether its reader was told: once when it turns from empty to not empty, again only after it was empty. A view of
    which a filter is gone waits until it is mended; it would else find what nobody asked for."""
    rows = ViewSubscription.objects.select_for_update(of=("self",), skip_locked=True).select_related("view", "user")
    row = rows.filter(pk=key).first()
    if row is None or not _still_theirs(row):
        return False
    wanted = wanted_of(row.view)
    if outdated(wanted, known):
        return False
    filled = is_filled(person(row.user), wanted, today=local_date(at))
    if filled == row.is_filled:
        return False
    row.is_filled = filled
    if filled:
        row.told, row.told_at = row.told + 1, at
        enqueue([_draft(row)] if row.user.email else [], at=at)
    row.save(update_fields=["is_filled", "told", "told_at"])
    return filled


def _still_theirs(row: ViewSubscription) -> bool:
    """Whoever may not read any more, or has left the view's team, is not told."""
    actor = person(row.user)
    return may(actor, READ) and views_of(actor).filter(pk=row.view_id).exists()


def _draft(row: ViewSubscription) -> Draft:
    """Names no case: what is in it is for the page to show, to whom may see it then."""
    context = {"view": row.view, "reader": row.user, "site": settings.SERVICE_URL}
    subject, _, body = render_to_string("emails/view_filled.txt", context).partition("\n")
    return Draft(
        key=f"view-{row.pk}-{row.told}",
        topic="view_filled",
        to=row.user.email,
        to_label=str(row.user),
        subject=subject.strip(),
        body_text=body.strip() + "\n",
        body_html=render_to_string("emails/base.html", {"subject": subject.strip(), "body": body.strip()}),
    )
