"""Replies to a request for information: in time, late, with longer, or overdue."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from types import MappingProxyType

from cases.models import Application, InformationRequest
from cases.workflow.lock import locked
from cases.workflow.perform import perform
from cases.workflow.refusals import FieldError, InvalidInput, RuleRefused
from recognition.accounts.actors import Actor, system
from recognition.clock import local_date

from .extensions import close_asked, note_granted
from .open_majors import keep_majors
from .reply_documents import attach, papers_of
from .require import require_text


def receive_information(
    *,
    application: Application,
    actor: Actor,
    answers: Mapping[int, str],
    at: datetime,
    documents: Mapping[int, Collection[int]] = MappingProxyType({}),
) -> InformationRequest:
    """A complete reply: an answer to each numbered point. On a stopped clock it runs again from this day. `documents`
    are keys of the case's papers, by the point that they come with."""
    with locked(application) as case:
        papers = papers_of(case, actor, documents)
        request = _receive(case, actor, answers, at, move="receive_information", reason="")
        attach(request, papers)
    return request


def accept_late_reply(
    *, application: Application, actor: Actor, answers: Mapping[int, str], reason: str, at: datetime
) -> InformationRequest:
    """A person accepts a reply that came after its date, and says why."""
    reason = require_text(reason, "reason", "the reason for accepting a late reply")
    return _receive(application, actor, answers, at, move="accept_late_reply", reason=reason)


def grant_extension(*, application: Application, actor: Actor, until: date, reason: str, at: datetime) -> Application:
    """The company has until `until` to reply; within the route's ceiling, and before the old date has passed."""
    reason = require_text(reason, "reason", "the reason for the extension")
    with locked(application) as case:
        perform(case, "grant_extension", actor=actor, at=at, reason=reason, arguments={"until": until})
        note_granted(case, actor=actor, until=until, reason=reason, at=at)
    return case


def mark_reply_overdue(*, application: Application | int, at: datetime) -> None:
    """The system's own move when the reply date has passed; it refuses nothing."""
    with locked(application) as case:
        perform(case, "mark_reply_overdue", actor=system("deadlines"), at=at)
        close_asked(case)


def close_requests(case: Application) -> None:
    """The case has ended: what was still asked stays unanswered. For a locked case."""
    for request in case.information_requests.filter(state="open"):
        request.close()
        request.save()
    close_asked(case)
    keep_majors(case)


def _receive(
    application: Application, actor: Actor, answers: Mapping[int, str], at: datetime, *, move: str, reason: str
) -> InformationRequest:
    with locked(application) as case:
        request = _open_request(case)
        name = move if request.stops_clock else f"{move}_on_running_clock"
        _check_answers(request, answers)
        data = {"request": request.number}
        perform(case, name, actor=actor, at=at, reason=reason, data=data)
        for point in request.points.all():
            point.answer = answers[point.number].strip()
            point.save(update_fields=["answer"])
        request.answer(on=local_date(at), by=actor.label)
        request.save()
        close_asked(case)
    return request


def _open_request(case: Application) -> InformationRequest:
    request = case.information_requests.filter(state="open").last()
    if request is None:
        raise RuleRefused("REPLY-OPEN", f"No request for information is open on {case.reference}.")
    return request


def _check_answers(request: InformationRequest, answers: Mapping[int, str]) -> None:
    numbers = {point.number for point in request.points.all()}
    errors = [
        FieldError(f"answers/{n}", f"Answer point {n}.") for n in sorted(numbers) if not answers.get(n, "").strip()
    ]
    errors += [FieldError(f"answers/{n}", f"There is no point {n}.") for n in sorted(set(answers) - numbers)]
    errors += [
        FieldError(f"answers/{n}", "Shorten the answer to 20,000 characters, without NUL characters.")
        for n, text in answers.items()
        if len(text) > 20_000 or "\x00" in text
    ]
    if errors:
        raise InvalidInput(errors)
