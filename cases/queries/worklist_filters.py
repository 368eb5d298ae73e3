"""The worklist's filters, one function each. A filter that nobody asked for is the empty `Q`."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from cases.models import (
    CLOSED,
    Application,
    Assessment,
    ClockEntry,
    Deadline,
    InformationRequest,
    ReferenceApproval,
    State,
)
from cases.models.application import IS_OPEN
from cases.models.application import UNASSIGNED as NOBODY_HAS_IT
from cases.models.state import IN_VALIDATION
from recognition.accounts.actors import Actor
from recognition.accounts.models import Assessor
from recognition.accounts.permissions import SIGN, may
from recognition.audit.models import Entry
from recognition.routes.ledger import CORRECTION, ENDED, MET, REPLY, TARGET

MINE, UNASSIGNED, OPEN, ALL = "mine", "unassigned", "open", "all"
RUNNING, STOPPED, OVERDUE = "running", "stopped", "overdue"
# Of a case in these states the next date is that of this clock: an overdue reply still stands, but is not its turn.
NEXT_CLOCK = {State.CONSULTATION: "consultation", State.REPRESENTATIONS: "representations"}


def on_tab(tab: str, actor: Actor) -> Q:
    if tab == ALL:
        return Q()
    if tab == MINE:
        return mine(actor)
    return NOBODY_HAS_IT if tab == UNASSIGNED else ~Q(state__in=CLOSED)


def mine(actor: Actor) -> Q:
    """Open cases only: whose name stands on the case or on one of its assessments, a validator's until day 0; for who
    signs, what waits for a signature. Each is found by an index of its own: one condition over all would read every
    case."""
    user = actor.user
    if user is None:
        return Q(pk__in=())
    named = [Q(assessor=user), Q(lead=user), Q(validator=user, state__in=IN_VALIDATION)]
    if may(actor, SIGN):
        named.append(Q(state=State.AWAITING_SIGNATURE))
    cases = (Application.objects.order_by().filter(IS_OPEN & one).values("pk") for one in named)
    taken = Assessment.objects.order_by().filter(assessor=user).values("application")
    return IS_OPEN & Q(pk__in=taken.union(*cases, all=True))


def clock_is(clock: str, today: date) -> Q:
    counting = Q(clock__in=("validation", "route"))
    standing = Q(status=Deadline.Status.STOPPED)
    if clock == RUNNING:
        return _has_deadline(counting & ~standing)
    if clock == STOPPED:
        return _has_deadline(counting & standing)
    # The reply that a consultation or representations follow on still stands as a date, but nobody waits for it.
    waited_for = ~Q(clock=REPLY, application__state__in=NEXT_CLOCK)
    return _has_deadline(Q(due_on__lt=today) & ~standing & waited_for) if clock == OVERDUE else Q()


def due_within(days: int | None, today: date) -> Q:
    """Something is due from today until then. What is overdue has a filter of its own."""
    if days is None:
        return Q()
    until = today + timedelta(days=days)
    return _has_deadline(Q(due_on__range=(today, until)) & ~Q(status=Deadline.Status.STOPPED))


def owned_by(user: int | None) -> Q:
    return Q() if user is None else Q(assessor=user) | Q(lead=user) | Q(validator=user)


def relies_on(regulator: str) -> Q:
    approvals = ReferenceApproval.objects.filter(application=OuterRef("pk"), relied_on=True, regulator=regulator)
    return Q(Exists(approvals)) if regulator else Q()


def came_back(since: date) -> Q:
    """The company's reply or corrected sequence came in on that day or later."""
    replies = InformationRequest.objects.filter(application=OuterRef("pk"), replied_on__gte=since)
    corrections = ClockEntry.objects.filter(
        application=OuterRef("pk"), clock=CORRECTION, act=ENDED, outcome=MET, on__gte=since
    )
    return Q(Exists(replies)) | Q(Exists(corrections))


def given_to(actor: Actor, since: date) -> Q:
    """Put under this person's name, as assessor or lead, on that day or later, and still there."""
    user, given = actor.user, Q()
    if user is None:
        return Q(pk__in=())
    for part in ("assessor", "lead"):
        path = f"data__changed__{part}"
        now_theirs = Q(**{f"{path}__1": str(user)}) & ~Q(**{f"{path}__0": str(user)})
        given |= Q(**{part: user}) & Q(Exists(_assignments(since).filter(now_theirs)))
    return given


def in_team(team: str) -> Q:
    """Led or assessed from that team."""
    members = Assessor.objects.filter(team=team).values("user")
    return Q(lead__in=members) | Q(assessor__in=members) if team else Q()


def _assignments(since: date) -> QuerySet[Entry]:
    case = Cast(OuterRef("pk"), CharField())
    return Entry.objects.filter(
        subject_type="application", subject_id=case, action="people_assigned", on__gte=since
    ).order_by()


def _has_deadline(which: Q) -> Q:
    which &= ~Q(clock__startswith=TARGET)  # an internal target makes no case overdue
    return Q(Exists(Deadline.objects.filter(which, application=OuterRef("pk"), is_open=True)))
