"""A case ends without a decision: withdrawn by its company, or lapsed without a submission."""

from __future__ import annotations

from datetime import datetime

from cases.models import Application
from cases.workflow.lock import locked
from cases.workflow.perform import perform
from recognition.accounts.actors import Actor

from .replies import close_requests
from .require import require_text


def withdraw(*, application: Application, actor: Actor, reason: str, at: datetime) -> Application:
    """The applicant withdraws in writing; staff record the letter. Any open request or recommendation closes."""
    text = require_text(reason, "reason", "the reason for the withdrawal")
    with locked(application) as case:
        perform(case, "withdraw", actor=actor, at=at, reason=text)
        close_requests(case)
        for decision in case.decisions.filter(state="recommended"):
            decision.send_back()
            decision.save()
    return case


def lapse(*, application: Application, actor: Actor, reason: str, at: datetime) -> Application:
    """No submission followed the eligibility form."""
    text = require_text(reason, "reason", "the reason")
    with locked(application) as case:
        perform(case, "lapse", actor=actor, at=at, reason=text)
    return case
