"""A request for information as its company would read it: the mail, word for word, and what the API would serve."""

from __future__ import annotations

import json
from dataclasses import dataclass

from cases.notifications.preview import company_message
from cases.operations.consolidate import send_points
from cases.queries.request_served import as_served
from cases.workflow.foresight import Foreseen, foresee
from cases.workflow.refusals import Refused
from recognition.clock import now

from .forms.base import Asked


@dataclass(frozen=True, slots=True)
class Preview:
    to: str
    subject: str
    body: str
    served: str


def preview_of(asked: Asked, seal: str) -> Preview | None:
    """None where it cannot be sent. The operation itself writes it, and is undone."""
    at, found = now(), []

    def read(foreseen: Foreseen) -> None:
        case, dates = foreseen.application, foreseen.after
        request = case.information_requests.get(state="open")
        action = "information_requested" if request.stops_clock else "information_requested_on_running_clock"
        mail = company_message(case, action, actor=asked.actor, at=at, timetable=dates)
        due = dates.deadline("information_reply")
        served = as_served(request, reply_due_on=due.due_on if due else request.reply_due_on)
        words = json.dumps(served, indent=2, ensure_ascii=False)
        found.append(Preview(f"{mail.to_label} ({mail.to})", mail.subject, mail.body_text, words))

    try:
        foresee(lambda: send_points(application=asked.application, seal=seal, actor=asked.actor, at=at), then=read)
    except Refused:
        return None
    return found[0] if found else None
