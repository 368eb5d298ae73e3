from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import structlog

from cases.deadlines.digest import send_digests
from cases.deadlines.refresh import refresh
from cases.deadlines.remind import escalate, remind
from cases.models import Deadline, State
from cases.workflow.refusals import Refused
from recognition.clock import local_date

from .replies import mark_reply_overdue

log = structlog.get_logger(__name__)


def sweep(*, at: datetime, refreshing: bool = True) -> dict[str, int]:
    """Do what the day asks for: overdue replies each in a transaction of its own, all else by batches of cases. A case
    that fails is logged, not in the way.

    Whoever sweeps many past days in a row may leave the `refreshing` of forecasts, of which only the last day's stays,
    to the last sweep. Returns how many replies went overdue, how many reminders were sent, how many were escalated, how
    many mails of the morning were made, and how many cases had their dates refreshed.
    """
    today = local_date(at)
    return {
        "reminders": remind(today=today, at=at),
        "escalated": escalate(today=today, at=at),
        "overdue": _each(overdue_cases(today=today), lambda key: _overdue(key, at)),
        "digests": send_digests(at=at),
        "refreshed": refresh(today=today, at=at) if refreshing else 0,
    }


def overdue_cases(*, today: date) -> list[int]:
    """Cases that await information whose reply date has passed."""
    late = Deadline.objects.filter(code="information_reply", is_open=True, due_on__lt=today)
    rows = late.filter(application__state=State.AWAITING_INFORMATION).order_by("due_on", "id")
    return list(dict.fromkeys(rows.values_list("application_id", flat=True)))


def _each(keys: list[int], act: Callable[[int], int]) -> int:
    done = 0
    for key in keys:
        try:
            done += act(key)
        except Refused as refused:
            log.info("sweep_left_case", case=key, rule=refused.rule, why=refused.why)
        except Exception:  # one broken case must not keep the others' reminders back
            log.exception("sweep_failed_on_case", case=key)
    return done


def _overdue(key: int, at: datetime) -> int:
    mark_reply_overdue(application=key, at=at)
    return 1
