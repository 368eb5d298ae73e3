from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import structlog

from cases.deadlines.refresh import refresh, stale_cases
from cases.deadlines.remind import cases_with_due_reminders, remind
from cases.models import Application, State
from cases.workflow.refusals import Refused
from recognition.clock import local_date

from .replies import mark_reply_overdue

log = structlog.get_logger(__name__)


def sweep(*, at: datetime, refreshing: bool = True) -> dict[str, int]:
    """Do what the day asks for, each case in a transaction of its own; a case that fails is logged, not in the way.

    Whoever sweeps many past days in a row may leave the `refreshing` of forecasts, of which only the last day's stays,
    to the last sweep. Returns how many replies went overdue, how many cases had their dates refreshed and how many
    reminders were sent.
    """
    today = local_date(at)
    return {
        "reminders": _each(cases_with_due_reminders(today=today), lambda key: remind(key, today=today, at=at)),
        "overdue": _each(overdue_cases(today=today), lambda key: _overdue(key, at)),
        "refreshed": _each(stale_cases(today=today) if refreshing else [], lambda key: _refresh(key, today)),
    }


def overdue_cases(*, today: date) -> list[int]:
    """Cases that await information whose reply date has passed."""
    late = Application.objects.filter(
        state=State.AWAITING_INFORMATION,
        deadlines__code="information_reply",
        deadlines__is_open=True,
        deadlines__due_on__lt=today,
    )
    return list(late.values_list("pk", flat=True).distinct())


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


def _refresh(key: int, today: date) -> int:
    refresh(key, today=today)
    return 1
