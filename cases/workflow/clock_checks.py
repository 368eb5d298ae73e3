"""The guards that ask the clock: stops, replies, extensions and reversions (domain 4.1 and 4.6)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from recognition.routes.ledger import REPLY, ROUTE
from recognition.routes.timetable import Timetable

from .checks import Check

if TYPE_CHECKING:  # the application's model is built on this file
    from cases.models import Application


def _stops_left(application: Application) -> str | None:
    moving = application.moving
    used = len(moving.timetable.clock.stops)
    if used < moving.route.stops_allowed:
        return None
    if moving.route.stops_allowed == 0:
        return f"{moving.route.name} has no clock stop. A request goes out while the clock runs."
    return f"{moving.route.name} allows {moving.route.stops_allowed} clock stop(s), and {used} has been used."


def _stop_day(application: Application) -> str | None:
    moving = application.moving
    first, used = moving.route.stop_from_day, moving.timetable.clock.days_used
    if first is None or used >= first:
        return None
    return f"The clock stops on day {first} at the earliest, and this is day {used}."


def _never_stops(application: Application) -> str | None:
    route = application.moving.route
    return None if route.stops_allowed == 0 else f"On {route.name} a request for information stops the clock."


def _reply_open(application: Application) -> str | None:
    run = application.moving.timetable.run(REPLY)
    return None if run is not None and run.is_open else "No request for information is open."


def reply_due(timetable: Timetable) -> date | None:
    row = timetable.deadline("information_reply")
    return row.due_on if row else None


def _reply_in_time(application: Application) -> str | None:
    due = reply_due(application.moving.timetable)
    if due is None or application.moving.on <= due:
        return None
    return f"The reply was due on {due:%d %B %Y}. A person has to accept a late reply, with a reason."


def _reply_is_late(application: Application) -> str | None:
    due = reply_due(application.moving.timetable)
    if due is not None and application.moving.on > due:
        return None
    return "The reply is not overdue. It can be received as it is."


def _extension_in_time(application: Application) -> str | None:
    due = reply_due(application.moving.timetable)
    if due is None or application.moving.on <= due:
        return None
    return f"The reply date, {due:%d %B %Y}, has passed. An extension must be granted before."


def _extension_later(application: Application) -> str | None:
    due, until = reply_due(application.moving.timetable), application.moving.arguments["until"]
    if due is None or until > due:
        return None
    return f"An extension must move the reply date, {due:%d %B %Y}, to a later day."


def _extension_ceiling(application: Application) -> str | None:
    moving = application.moving
    run = moving.timetable.run(REPLY)
    days = (moving.arguments["until"] - run.started_on).days if run else 0
    if days <= moving.route.reply_ceiling_days:
        return None
    return f"The reply can have {moving.route.reply_ceiling_days} days in all, and this would make {days}."


def _asked_for_longer(application: Application) -> bool:
    return application.information_requests.filter(state="open", extensions__state="asked").exists()


def _extension_asked(application: Application) -> str | None:
    return None if _asked_for_longer(application) else "The company has not asked for longer."


def _not_asked_yet(application: Application) -> str | None:
    if not _asked_for_longer(application):
        return None
    return "Longer has been asked for already, and a person will answer. Ask again after that, if need be."


def _reverts_to(target: str) -> Check:
    def why(application: Application) -> str | None:
        route = application.moving.route
        return None if route.reverts_to == target else f"{route.name} does not revert to route {target}."

    return Check(f"REVERTS-TO-{target}", why)


def _revert_window(application: Application) -> str | None:
    route, used = application.moving.route, application.moving.timetable.clock.days_used
    first, last = route.revert_from_day, route.revert_until_day
    if first is not None and used < first:
        return f"{route.name} reverts from day {first} on, and this is day {used}."
    if last is not None and used > last:
        return f"{route.name} reverts up to day {last}, and this is day {used}."
    return None


def _clock_runs(application: Application) -> str | None:
    run = application.moving.timetable.run(ROUTE)
    return None if run is not None and not run.is_stopped else "The clock is stopped until the company has replied."


def _clock_stopped(application: Application) -> str | None:
    run = application.moving.timetable.run(ROUTE)
    return None if run is not None and run.is_stopped else "The clock is running."


def _asked_on_running_clock(application: Application) -> str | None:
    run = application.moving.timetable.run(ROUTE)
    if run is None or not run.is_stopped:
        return None
    return "The request stopped the clock, which runs again with its reply."


STOPS_LEFT = Check("B-ONE-STOP", _stops_left)
STOP_DAY = Check("B-STOP-DAY-70", _stop_day)
NEVER_STOPS = Check("A-NO-STOP", _never_stops)
REPLY_OPEN = Check("REPLY-OPEN", _reply_open)
ASKED_ON_RUNNING_CLOCK = Check("REPLY-RUNNING-CLOCK", _asked_on_running_clock)
REPLY_IN_TIME = Check("REPLY-IN-TIME", _reply_in_time)
REPLY_LATE = Check("REPLY-LATE", _reply_is_late)
EXTENSION_ASKED = Check("EXTENSION-ASKED", _extension_asked)
NOT_ASKED_YET = Check("EXTENSION-ONE-AT-A-TIME", _not_asked_yet)
EXTENSION_IN_TIME = Check("EXTENSION-IN-TIME", _extension_in_time)
EXTENSION_LATER = Check("EXTENSION-LATER", _extension_later)
EXTENSION_CEILING = Check("REPLY-CEILING", _extension_ceiling)
REVERTS_TO_B = _reverts_to("B")
REVERTS_TO_N = _reverts_to("N")
REVERT_WINDOW = Check("REVERT-WINDOW", _revert_window)
CLOCK_RUNS = Check("CLOCK-RUNS", _clock_runs)
CLOCK_STOPPED = Check("CLOCK-STOPPED", _clock_stopped)
