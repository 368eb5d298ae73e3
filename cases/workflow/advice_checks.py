"""The guards of consultation, representations and refusal (HMR 2012 Schedule 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognition.routes.ledger import REPRESENTATIONS

from .checks import Check

if TYPE_CHECKING:  # the application's model is built on this file
    from cases.models import Application


def _advice_first(application: Application) -> str | None:
    if application.moving.arguments["grounds"] != "safety_quality_efficacy":
        return None
    newest = application.consultations.last()
    if newest is not None and newest.advice:
        return None
    return "A refusal on safety, quality or efficacy needs the Commission's advice on record first (Schedule 11)."


def _representations_over(application: Application) -> str | None:
    """The company's 28 days must have passed, or it must have been heard, before a case is refused."""
    due = application.moving.timetable.deadline("representation_request")
    if due is None or due.status == "met" or application.moving.on > due.due_on:
        return None
    return f"The company may ask to make representations up to and including {due.due_on:%d %B %Y}."


def _negative_advice(application: Application) -> str | None:
    newest = application.consultations.last()  # an earlier consultation's advice is not that of this one
    if newest is not None and newest.advice == "negative":
        return None
    return "A provisional opinion is notified only where the Commission's advice is negative."


def _advice_awaited(application: Application) -> str | None:
    if application.consultations.filter(advice="").exists():
        return None
    return "The Commission's advice is already on record."


def _opinion_notified(application: Application) -> str | None:
    run = application.moving.timetable.run(REPRESENTATIONS)
    return None if run is not None else "No provisional opinion has been notified."


def _may_still_ask(application: Application) -> str | None:
    due = application.moving.timetable.deadline("representation_request")
    if due is not None and due.status == "pending":
        return None
    return "The company's 28 days to ask for representations are not running."


def _within_28_days(application: Application) -> str | None:
    due = application.moving.timetable.deadline("representation_request")
    if due is not None and due.status == "met":
        return "Representations have already been requested."
    if due is None or application.moving.on <= due.due_on:
        return None
    return f"Representations could be requested up to and including {due.due_on:%d %B %Y}."


ADVICE_FIRST = Check("ADVICE-FIRST", _advice_first)
REPRESENTATIONS_OVER = Check("REPRESENTATIONS-28-DAYS", _representations_over)
NEGATIVE_ADVICE = Check("NEGATIVE-ADVICE", _negative_advice)
ADVICE_AWAITED = Check("ADVICE-AWAITED", _advice_awaited)
OPINION_NOTIFIED = Check("OPINION-NOTIFIED", _opinion_notified)
MAY_STILL_ASK = Check("REPRESENTATIONS-RUNNING", _may_still_ask)
WITHIN_28_DAYS = Check("REPRESENTATIONS-IN-TIME", _within_28_days)
