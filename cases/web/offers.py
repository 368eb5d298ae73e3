"""Which acts a person is offered on a case now, and why one of them has to wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from cases.models import Application
from cases.queries.assessed import Assessed
from cases.queries.majors import Majors
from cases.queries.standing import Standing
from cases.workflow.checks import Check
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import may
from recognition.routes.spec import RouteSpec, RuleSetSpec
from recognition.routes.timetable import Timetable

from .act import Act
from .acts import GROUPS

# Guards that say "this is not the move for this case" rather than "not yet": its twin is, or neither.
NOT_THIS_MOVE: Final = {
    "A-NO-STOP", "CLOCK-STOPPED", "REPLY-OPEN", "REPLY-LATE", "REVERTS-TO-B", "REVERTS-TO-N", "ADVICE-AWAITED",
    "OPINION-NOTIFIED", "EXTENSION-ASKED", "EXTENSION-ONE-AT-A-TIME", "REPRESENTATIONS-RUNNING", "REPLY-RUNNING-CLOCK",
    "NOT-SUBMITTED",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Looking:
    """What guards read of `application.moving`, for someone who only looks: the most favourable arguments."""

    on: date
    timetable: Timetable
    spec: RuleSetSpec
    route: RouteSpec | None
    arguments: Mapping[str, Any]
    majors: Majors
    assessed: Assessed


@dataclass(frozen=True, slots=True)
class Offer:
    act: Act
    label: str
    url: str
    about: str = ""
    why_not: str = ""


def offers(standing: Standing, actor: Actor, majors: Majors) -> dict[str, list[Offer]]:
    """By group, in the table's order; groups without any are left out."""
    standing.application.moving = looking(standing, majors)  # type: ignore[assignment]
    found = {name: [offer for act in acts for offer in _offers(act, standing, actor)] for name, acts in GROUPS.items()}
    return {name: rows for name, rows in found.items() if rows}


def offers_among(acts: Iterable[Act], standing: Standing, actor: Actor, majors: Majors) -> list[Offer]:
    """Of acts that one page alone offers."""
    standing.application.moving = looking(standing, majors)  # type: ignore[assignment]
    return [offer for act in acts for offer in _offers(act, standing, actor)]


def looking(standing: Standing, majors: Majors) -> Looking:
    due = standing.timetable.deadline("information_reply")
    later = (due.due_on if due else standing.today) + timedelta(days=1)
    arguments = {"grounds": "other", "until": later}
    assessed = Assessed(standing.application, standing.spec)
    return Looking(standing.today, standing.timetable, standing.spec, standing.route, arguments, majors, assessed)


def _offers(act: Act, standing: Standing, actor: Actor) -> Iterator[Offer]:
    case = standing.application
    why_not = why(act, case, actor)
    if why_not is None:
        return
    if act.parts is None:
        yield Offer(act, act.called(case), act.url(case), why_not=why_not)
        return
    for about, words in act.parts(case):
        yield Offer(act, f"{act.label}: {words}", act.url(case, about), about, why_not)


def why(act: Act, case: Application, actor: Actor) -> str | None:
    """None where the act is not offered at all; else why it has to wait, which is empty where it need not."""
    if not act.moves:
        return "" if case.state in act.states and act.fits(case) and any(may(actor, name) for name in act.may) else None
    reasons = [reason for move in act.moves if (reason := _why(move, case, actor)) is not None]
    return None if not reasons else "" if "" in reasons else reasons[0]


def _why(move: str, case: Application, actor: Actor) -> str | None:
    meta = getattr(case, move)._django_fsm
    if not meta.has_transition(case.state):
        return None
    transition = meta.get_transition(case.state)
    if not transition.has_perm(case, actor):
        return None
    for check in transition.conditions:
        if isinstance(check, Check) and (reason := check.why(case)) is not None:
            return None if check.rule in NOT_THIS_MOVE else reason
    return ""


def main_offer(groups: dict[str, list[Offer]], case: Application) -> Offer | None:
    """The act to do next: the first of those that say so and need not wait."""
    able = (offer for rows in groups.values() for offer in rows if not offer.why_not)
    return next((offer for offer in able if offer.act.is_main(case)), None)
