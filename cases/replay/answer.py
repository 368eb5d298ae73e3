"""What a replay prints: the case on one day, as JSON values."""

from __future__ import annotations

from datetime import date

from cases.models import Application
from cases.queries.timetables import timetable_of
from recognition.routes.ledger import Stop
from recognition.routes.timetable import DueDate, Timetable


def answer(case: Application, day: date, refused: list[dict[str, str]]) -> dict[str, object]:
    result = timetable_of(case, today=day)
    newest = {due.code: due for due in result.deadlines}  # of several of one code, the last
    route = case.route or None
    return {
        "determination": _determination(case),
        "state": case.state,
        "route": route,
        "route_history": list(result.route_history) or ([route] if route else []),
        "clock": _clock(result),
        "deadlines": [_deadline(due) for due in newest.values()],
        "reminders": [
            {"deadline": row.deadline, "on": row.on.isoformat(), "step": row.step}
            for due in newest.values()
            for row in due.reminders
        ],
        "refused": refused,
    }


def _determination(case: Application) -> dict[str, object] | None:
    kept = case.determinations.filter(kind="rules").select_related("rule_set").first()
    if kept is None:
        return None
    return {"outcome": kept.outcome, "hits": kept.hits, "flags": kept.flags, "rule_set": str(kept.rule_set)}


def _clock(result: Timetable) -> dict[str, object]:
    clock = result.clock
    return {
        "day_zero": clock.day_zero.isoformat() if clock.day_zero else None,
        "days_used": clock.days_used,
        "running": clock.running,
        "held_by": clock.held_by,
        "stops": [_stop(row) for row in clock.stops],
    }


def _stop(row: Stop) -> dict[str, object]:
    return {"from": row.from_on.isoformat(), "to": row.to_on.isoformat() if row.to_on else None, "days": row.days}


def _deadline(due: DueDate) -> dict[str, object]:
    return {
        "code": due.code,
        "due_on": due.due_on.isoformat(),
        "status": due.status,
        "non_working_day": due.non_working_day,
    }
