"""A company asks for longer to reply, and a person grants or declines it. Granting itself stands in `replies`."""

from __future__ import annotations

from datetime import date, datetime

from cases.models import Application, ExtensionRequest
from cases.workflow.lock import locked
from cases.workflow.perform import perform
from recognition.accounts.actors import Actor
from recognition.clock import local_date

from .require import require_text


def request_extension(
    *, application: Application, actor: Actor, until: date, reason: str, at: datetime
) -> ExtensionRequest:
    """Nothing moves by asking: the reply stays due on its date until a person has granted more. Raises `RuleRefused`
    where no grant would be possible, so that nobody waits for what cannot come."""
    reason = require_text(reason, "reason", "the reason for the extension")
    with locked(application) as case:
        perform(case, "request_extension", actor=actor, at=at, reason=reason, arguments={"until": until})
        asked = case.information_requests.get(state="open")
        return ExtensionRequest.objects.create(
            request=asked,
            number=asked.extensions.count() + 1,
            until=until,
            reason=reason,
            asked_on=local_date(at),
            asked_by=actor.label,
        )


def decline_extension(*, application: Application, actor: Actor, reason: str, at: datetime) -> ExtensionRequest:
    """The reply stays due on its date. The company reads the reason."""
    reason = require_text(reason, "reason", "the reason for declining")
    with locked(application) as case:
        perform(case, "decline_extension", actor=actor, at=at, reason=reason)
        row = ExtensionRequest.objects.get(request__application=case, state=ExtensionRequest.State.ASKED)
        row.decline(answer=reason, on=local_date(at), by=actor.label)
        row.save()
    return row


def note_granted(case: Application, *, actor: Actor, until: date, reason: str, at: datetime) -> None:
    """What was asked has its answer. An extension may also be granted unasked. For a locked case."""
    for row in _asked(case):
        row.grant(until=until, answer=reason, on=local_date(at), by=actor.label)
        row.save()


def close_asked(case: Application) -> None:
    """What was asked has no object any more. For a locked case."""
    for row in _asked(case):
        row.close()
        row.save()


def _asked(case: Application) -> list[ExtensionRequest]:
    return list(ExtensionRequest.objects.filter(request__application=case, state=ExtensionRequest.State.ASKED))
