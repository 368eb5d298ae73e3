"""Lists over all cases: worklist, stopped clocks, reminders, calendar, absences, checks, regulators, timetable."""

from __future__ import annotations

from ..look import SEND
from ..row import Row
from ..stock.work import away, night, told

ROWS = [
    Row("my-work", "lead", "empty"),
    Row("my-work", "lead"),
    Row("my-work", "assessor", prepares=told, label="assessor"),
    Row("worklist", "manager", "empty"),
    Row("worklist", "manager", query="?view=open"),
    Row("worklist", "manager", query="?view=all&q=cardelin&clock=running&due=30&state=assessing", label="filtered",
        opens=True),
    Row("worklist", "manager", query="?view=all&q=nothing-is-called-this", label="nothing-found"),
    Row("worklist", "manager", "error", query="?view=open&due=never&clock=none&sort=none&page=99", opens=True),
    Row("stops", "manager", "empty"),
    Row("stops", "manager"),
    Row("stops", "manager", "error", query="?page=99"),
    Row("reminders", "assessor", "empty"),
    Row("reminders", "assessor", prepares=told),
    Row("calendar", "manager", "empty"),
    *[Row("calendar", "manager", query=f"?view={view}", label=view) for view in ("week", "month", "list")],
    Row("calendar", "manager", "error", query="?view=never&on=yesterday"),
    Row("away", "assessor", "empty"),
    Row("away", "manager", prepares=away),
    Row("away", "assessor", "error", presses=SEND, status=422),
    Row("checks", "manager", "empty"),
    Row("checks", "manager", prepares=night),
    Row("checks", "assessor", "error", status=403),
    Row("regulators", "manager"),
    Row("regulator", "manager", args=("US-FDA",)),
    Row("regulator", "manager", "error", args=("XX",), status=404),
    Row("timetable", "assessor"),
    Row("timetable", "assessor", "error", types={"scenario": "Not a scenario."}, presses="main button[name=paste]",
        status=422, opens=True),
    Row("settings", "assessor", "empty"),
    Row("settings", "manager", prepares=away),
    Row("settings-feed", "assessor", at="/settings/", presses="form[action$='/settings/calendar/'] button"),
]  # fmt: skip
