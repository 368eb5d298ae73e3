"""Lists over all cases: worklist, stopped clocks, reminders, calendar, absences, checks, regulators, timetable."""

from __future__ import annotations

from ..look import SEND
from ..row import IN_ROWS, Row
from ..stock.work import away, night, told

CALLED_OFF = "main form[action$='/end/']"

ROWS = [
    Row("my-work", "lead", "empty", lacks=IN_ROWS),
    Row("my-work", "lead", shows=IN_ROWS),
    Row("my-work", "assessor", prepares=told, label="assessor"),
    Row("worklist", "manager", "empty", lacks=IN_ROWS),
    Row("worklist", "manager", query="?view=open", shows=IN_ROWS),
    Row("worklist", "manager", query="?view=all&q=cardelin&clock=running&due=30&state=assessing", label="filtered",
        opens=True),
    Row("worklist", "manager", query="?view=all&q=nothing-is-called-this", label="nothing-found", lacks=IN_ROWS),
    Row("worklist", "manager", "error", query="?view=open&due=never&clock=none&sort=none&page=99", opens=True),
    Row("stops", "manager", "empty", lacks=IN_ROWS),
    Row("stops", "manager", shows=IN_ROWS),
    Row("stops", "manager", "error", query="?page=99"),
    Row("reminders", "assessor", "empty", lacks=IN_ROWS),
    Row("reminders", "assessor", prepares=told, shows=IN_ROWS),
    Row("calendar", "manager", "empty", lacks=".calendar-items li"),
    *[Row("calendar", "manager", query=f"?view={view}&whose=all", label=view, shows=".calendar-items li")
      for view in ("week", "month", "list")],
    Row("calendar", "manager", "error", query="?view=never&on=yesterday"),
    Row("away", "assessor", "empty", lacks=CALLED_OFF),
    Row("away", "manager", prepares=away, shows=CALLED_OFF),
    Row("away", "assessor", "error", presses=SEND, status=422),
    Row("checks", "manager", "empty", lacks=IN_ROWS),
    Row("checks", "manager", prepares=night, shows=IN_ROWS),
    Row("checks", "assessor", "error", status=403),
    Row("regulators", "manager", shows=IN_ROWS),
    Row("regulator", "manager", args=("US-FDA",)),
    Row("regulator", "manager", "error", args=("XX",), status=404),
    Row("timetable", "assessor"),
    Row("timetable", "assessor", "error", types={"scenario": "Not a scenario."}, presses="main button[name=paste]",
        status=422, opens=True),
    Row("settings", "assessor", "empty"),
    Row("settings", "manager", prepares=away),
    Row("settings-feed", "assessor", at="/settings/", presses="form[action$='/settings/calendar/'] button"),
]  # fmt: skip
