"""More time for a reply: asked for, granted, declined."""

from __future__ import annotations

from typing import Any

from cases.models import Application, ExtensionRequest
from cases.queries.case_page import extension_asked
from cases.queries.standing import standing_of
from cases.web.words import day, days
from recognition.clock import today
from recognition.forms import GovDateField

from .base import ActForm, long_text


class AnsweringForm(ActForm):
    """Shows what was asked, where it was."""

    reads = "cases/acts/extension.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.extension: ExtensionRequest | None = extension_asked(self.asked.application)


class DeclineForm(AnsweringForm):
    reason = long_text("Why it is declined", "The company reads it.", rows=4)


class ExtensionForm(AnsweringForm):
    until = GovDateField(
        label="New date for the reply", error_messages={"required": "Enter the new date for the reply"}
    )
    reason = long_text("Reason for the extension", rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = _limits(self.asked.application)
        if self.extension:
            self.initial["until"] = self.extension.until

    def said(self) -> list[tuple[str, str]]:
        """For the check before it is done."""
        return [("New date for the reply", day(self.cleaned_data["until"])), ("Reason", self.cleaned_data["reason"])]


class AskedForm(ActForm):
    until = GovDateField(label="Until when", error_messages={"required": "Enter the date that the company asks for"})
    reason = long_text("The company's reason", rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = _limits(self.asked.application)


def asked_for_longer(case: Application) -> bool:
    return extension_asked(case) is not None


def _limits(case: Application) -> str:
    now = standing_of(case, today=today())
    due, reply = now.timetable.deadline("information_reply"), now.timetable.reply
    if not (due and reply):
        return ""
    in_all = (reply.latest_on - due.started_on).days
    most = f"An extension can give {days(in_all)} in all, counted from {day(due.started_on)}."
    return f"The reply is due on {day(due.due_on)}. {most}"
