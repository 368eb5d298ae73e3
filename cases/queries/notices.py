"""A person's own reminders: what stands on their list. Every list starts at `visible_to`."""

from __future__ import annotations

from typing import Final

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from cases.models import Deadline, Notice, Reminder
from recognition.accounts.actors import Actor

from .visible import visible_to

MOST_COUNTED: Final = 100
ONE_DATE: Final = ("application_id", "deadline", "round")


def still_due(notices: QuerySet[Notice], actor: Actor) -> QuerySet[Notice]:
    """Of cases that the reader may see now, with something left to do: not acknowledged, not over, no clock that
    stands, of which nobody is reminded."""
    own_deadline = Deadline.objects.filter(
        application=OuterRef("reminder__application"),
        code=OuterRef("reminder__deadline"),
        round=OuterRef("reminder__round"),
    )
    standing = own_deadline.filter(status=Deadline.Status.STOPPED)
    rows = notices.filter(acknowledged_at=None, settled_on=None, reminder__application__in=visible_to(actor))
    return rows.filter(~Exists(standing)).select_related("reminder__application__organisation", "person")


def open_notices(actor: Actor) -> QuerySet[Notice]:
    return still_due(Notice.objects.filter(reader=actor.user, is_shown=True), actor)


def open_count(actor: Actor) -> int:
    """At most `MOST_COUNTED`: a longer list says so, and no page counts on. Two steps of one date count once."""
    rows = open_notices(actor).order_by().values(*(f"reminder__{name}" for name in ONE_DATE)).distinct()
    return rows[:MOST_COUNTED].count()


def open_reminders(actor: Actor) -> QuerySet[Reminder]:
    """The newest of each date, which stands for the steps before it; the earliest date first."""
    rows = Reminder.objects.filter(pk__in=open_notices(actor).order_by().values("reminder"))
    newest = rows.order_by(*ONE_DATE, "-on", "-pk").distinct(*ONE_DATE)
    return _with_date(Reminder.objects.filter(pk__in=newest.values("pk")))


def acknowledged_reminders(actor: Actor) -> QuerySet[Reminder]:
    own = Notice.objects.filter(reader=actor.user, is_shown=True, acknowledged_at__isnull=False)
    seen = own.filter(reminder__application__in=visible_to(actor)).order_by()
    rows = Reminder.objects.filter(pk__in=seen.values("reminder"))
    return _with_date(rows).order_by("-acknowledged_at", "-pk")


def notices_of(reminders: list[Reminder], actor: Actor) -> dict[int, list[Notice]]:
    found: dict[int, list[Notice]] = {row.pk: [] for row in reminders}
    rows = Notice.objects.filter(reader=actor.user, is_shown=True, reminder__in=reminders).select_related("person")
    for notice in rows.order_by("pk"):
        found[notice.reminder_id].append(notice)
    return found


def _with_date(rows: QuerySet[Reminder]) -> QuerySet[Reminder]:
    """The deadline as it is kept now: it may have moved since the reminder was sent."""
    kept = Deadline.objects.filter(
        application=OuterRef("application"), code=OuterRef("deadline"), round=OuterRef("round")
    )
    return (
        rows.select_related("application__organisation", "acknowledged_by")
        .annotate(
            now_due_on=Subquery(kept.values("due_on")[:1]),
            deadline_name=Subquery(kept.values("name")[:1]),
        )
        .order_by("now_due_on", "pk")
    )
