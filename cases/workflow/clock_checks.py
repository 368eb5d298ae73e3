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
    """Another stop is allowed, today or on a later day: which day is `_stop_day`'s question."""
    route, requests = application.moving.route, application.moving.timetable.requests
    if not route.stops:
        return f"{route.name} has no clock stop. A request goes out while the clock runs."
    if requests is None or requests.standing is not None:
        return None
    if requests.days_left == 0:
        return f"The stops of {route.name} have had all of their {route.stops_ceiling_days} days."
    if requests.opens_on_day is not None:
        return None
    if requests.closed_on_day is not None:
        return f"{route.name} allows no further clock stop after day {requests.closed_on_day}."
    return f"{route.name} allows {requests.allowed} clock stop(s), and {requests.used} has been used."


def _stop_day(application: Application) -> str | None:
    requests, used = application.moving.timetable.requests, application.moving.timetable.clock.days_used
    if requests is None or requests.standing is not None or requests.opens_on_day is None:
        return None
    return f"The clock stops on day {requests.opens_on_day} at the earliest, and this is day {used}."


def _never_stops(application: Application) -> str | None:
    route, requests = application.moving.route, application.moving.timetable.requests
    if requests is None or (requests.standing is None and requests.running is not None):
        return None
    if not route.stops:
        return f"{route.name} allows no request for information now."
    return f"On {route.name} a request for information stops the clock."


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
    run, reply = moving.timetable.run(REPLY), moving.timetable.reply
    until = moving.arguments["until"]
    if run is None or reply is None or until <= reply.latest_on:
        return None
    days, ceiling = (until - run.started_on).days, (reply.latest_on - run.started_on).days
    return f"The reply can have {ceiling} days in all, and this would make {days}."


def _asked_for_longer(application: Application) -> bool:
    return application.information_requests.filter(state="open", extensions__state="asked").exists()


def _extension_asked(application: Application) -> str | None:
    return None if _asked_for_longer(application) else "The company has not asked for longer."


def _not_asked_yet(application: Application) -> str | None:
    if not _asked_for_longer(application):
        return None
    return "Longer has been asked for already, and a person will answer. Ask again after that, if need be."


def _reverts_within(application: Application) -> str | None:
    """To another route that the rules themselves lead to: from A to B."""
    moving = application.moving
    if moving.route.reverts_to in moving.spec.entry_routes:
        return None
    return f"{moving.route.name} does not revert to another route of recognition."


def _reverts_outside(application: Application) -> str | None:
    """To a timetable that no rule leads to: from B to the national one."""
    moving = application.moving
    target = moving.route.reverts_to
    if target and target not in moving.spec.entry_routes:
        return None
    return f"{moving.route.name} does not revert to a timetable outside recognition."


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
REVERTS_TO_B = Check("REVERTS-TO-B", _reverts_within)
REVERTS_TO_N = Check("REVERTS-TO-N", _reverts_outside)
REVERT_WINDOW = Check("REVERT-WINDOW", _revert_window)
CLOCK_RUNS = Check("CLOCK-RUNS", _clock_runs)
CLOCK_STOPPED = Check("CLOCK-STOPPED", _clock_stopped)
