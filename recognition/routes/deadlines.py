"""The due dates of each clock's milestones, their status, their reminders and the days they are made of. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .days import DayCount, Measure, add_months, day_of, measure_of
from .derivation import Line, cut, line, lines_of
from .ledger import CANCELLED, DECIDED, ELIGIBILITY, MET, REPLY, ROUTE, STATUTORY, TARGET, VALIDATION, Run, Stop
from .spec import MilestoneSpec, ReminderSpec, RuleSetSpec
from .stops import Reply, reply_terms

PENDING, MISSED, STOPPED = "pending", "missed", "stopped"
BY_DECISION, BY_REQUEST, BY_PASSING = "decision", "request", "passing"


@dataclass(frozen=True, slots=True)
class Reminder:
    deadline: str
    round: int
    step: str
    on: date
    tells: tuple[str, ...]
    how: str
    escalate_after_days: int | None


@dataclass(frozen=True, slots=True)
class DueDate:
    """A deadline. `due_on` is a forecast while `status` is `stopped`: it supposes that the clock resumes on the day
    asked. `round` counts deadlines of one code. `why` accounts for every day from `started_on` to `due_on`."""

    code: str
    name: str
    clock: str
    round: int
    started_on: date
    due_on: date
    status: str
    non_working_day: bool
    why: tuple[Line, ...]
    words: str
    source: str
    reminders: tuple[Reminder, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class _View:
    """What one call works on, handed down so that no function takes more than it needs to name."""

    lives: Sequence[Run]
    spec: RuleSetSpec
    today: date

    def measure(self, run: Run, unit: str = "days") -> Measure:
        """The route's clock counts as the route does, a reply as its request's rule does, all others as the milestone
        says."""
        route = self.spec.routes.get(run.route)
        if run.clock == ROUTE:
            return measure_of(route, self.spec.holidays)
        if run.clock.startswith(TARGET):
            return Measure.of_days(route.day_type if route else "calendar", self.spec.holidays)
        terms = self.terms(run)
        is_working = terms.rule.reply_day_type == "working" if terms else unit == "working_days"
        return Measure.of_days("working" if is_working else "calendar", self.spec.holidays)

    def terms(self, run: Run) -> Reply | None:
        return reply_terms(run, self.lives, self.spec) if run.clock == REPLY else None

    def resumes_on(self, run: Run) -> date:
        """Where a clock stands, it is taken to resume today; one that ended while it stood, on that day for good."""
        return (run.ended_on or self.today) + timedelta(days=1 if self.spec.policy.resume_counts_reply_day else 0)


def due_dates(lives: Sequence[Run], spec: RuleSetSpec, *, today: date, authorisation: str) -> tuple[DueDate, ...]:
    """Every milestone of every clock that has started, in the order in which the clocks did."""
    view = _View(_statutory_from(lives, spec), spec, today)
    return tuple(
        _due_date(run, milestone, view)
        for run in view.lives
        for milestone in spec.milestones
        if milestone.clock == run.clock
        and not (run.clock == ELIGIBILITY and run.outcome == CANCELLED)  # a form that led nowhere had no lead to keep
        and milestone.route in ("", run.route)
        and (not milestone.authorisations or authorisation in milestone.authorisations)
        and (milestone.unit != "reply_days" or view.terms(run) is not None)
    )


def _statutory_from(lives: Sequence[Run], spec: RuleSetSpec) -> Sequence[Run]:
    """Under `compliant`, the 210 days begin when the last validation correction has arrived (regulation 58)."""
    if spec.policy.statutory_from != "compliant":
        return lives
    arrived = [stop.to_on for run in lives if run.clock == VALIDATION for stop in run.stops if stop.to_on]
    if not arrived:
        return lives
    return [replace(run, started_on=max(arrived)) if run.clock == STATUTORY else run for run in lives]


def _due_date(run: Run, milestone: MilestoneSpec, view: _View) -> DueDate:
    asked = _asked(run, milestone)
    due_on, why = _due(_until_asked(run, asked), milestone, view)
    status = _status(run, milestone, due_on, view.today)
    return DueDate(
        code=milestone.code,
        name=milestone.name,
        clock=run.clock,
        round=run.round,
        started_on=run.started_on,
        due_on=due_on,
        status=status,
        non_working_day=not DayCount(True, view.spec.holidays).is_working(due_on),
        why=cut(why, asked.from_on if asked else run.ended_on),
        words=milestone.words,
        source=milestone.source,
        reminders=_reminders(run, milestone, due_on, status, view),
        is_open=run.is_open and status in (PENDING, MISSED, STOPPED) and not asked,
    )


def _due(run: Run, milestone: MilestoneSpec, view: _View) -> tuple[date, tuple[Line, ...]]:
    if milestone.unit == "months":
        due_on = add_months(run.started_on, milestone.amount)
        return due_on, (line(run.started_on, due_on, f"{milestone.amount} months"),)
    if milestone.unit == "meeting":
        return _meeting(run, milestone, view)
    terms = view.terms(run)
    amount = terms.rule.reply_days if terms and milestone.unit == "reply_days" else milestone.amount
    due_on, lines = _counted(run, amount, view.measure(run, milestone.unit), view)
    if run.until is not None:
        return run.until, (*lines, line(due_on, run.until, "extended to this date"))
    return _capped(run, due_on, lines, view, terms) if run.clock == REPLY else (due_on, lines)


def _counted(run: Run, amount: int, measure: Measure, view: _View) -> tuple[date, tuple[Line, ...]]:
    route = view.spec.routes.get(run.route)
    due_on, spans = day_of(run, amount, measure, resumes_on=view.resumes_on(run))
    return due_on, lines_of(run, spans, view.spec.holidays, stop_source=route.source if route else "")


def _meeting(run: Run, milestone: MilestoneSpec, view: _View) -> tuple[date, tuple[Line, ...]]:
    following = next((day for day in view.spec.meetings if day >= run.started_on), None)
    if following is not None:
        return following, (line(run.started_on, following, "the committee's next meeting"),)
    due_on = view.measure(run).add(run.started_on, milestone.amount)
    return due_on, (line(run.started_on, due_on, "no later meeting is in the calendar: the days allowed instead"),)


def _capped(
    run: Run, due_on: date, lines: tuple[Line, ...], view: _View, terms: Reply | None
) -> tuple[date, tuple[Line, ...]]:
    """A reply to a request that did not stop the clock is due on the decision's date at the latest (T5); one that did,
    when all the stops of the route have had the most days that they can."""
    if terms and terms.by_ceiling:
        words = "all stops of the route together can last no longer"
        return terms.due_on, (line(run.started_on, terms.due_on, words),)
    latest = _decision_of(run, view)
    if latest is None or due_on <= latest or latest < run.started_on:  # a decision already late hurries no reply
        return due_on, lines
    return latest, (line(run.started_on, latest, "the clock runs on, so the decision's date comes first"),)


def _decision_of(reply: Run, view: _View) -> date | None:
    """The decision's date, where the request left the clock running and the route has such a date."""
    own = next((life for life in reversed(view.lives) if life.clock == ROUTE), None)
    if own is None or any(stop.from_on == reply.started_on for stop in own.stops):
        return None
    rows = (row for row in view.spec.milestones if row.clock == ROUTE and row.route in ("", own.route))
    decision = next((row for row in rows if row.met_by == BY_DECISION), None)
    if decision is None:
        return None
    return day_of(own, decision.amount, view.measure(own), resumes_on=view.resumes_on(own))[0]


def _asked(run: Run, milestone: MilestoneSpec) -> Stop | None:
    """The stop with which the request for information went out: the first one since the clock came on its route."""
    own = run.stops[run.stops_before_route :] if milestone.met_by == BY_REQUEST else ()
    return own[0] if own else None


def _until_asked(run: Run, asked: Stop | None) -> Run:
    """The request's own date stays where it was when the request went out; its stop does not move it."""
    return replace(run, stops=run.stops[: run.stops.index(asked)]) if asked else run


def _status(run: Run, milestone: MilestoneSpec, due_on: date, today: date) -> str:
    if asked := _asked(run, milestone):
        return MET if asked.from_on <= due_on else MISSED
    if run.ended_on is not None:
        return _ended(run, milestone, due_on, run.ended_on)
    if milestone.route and run.re_routed_on and due_on < run.re_routed_on:
        return CANCELLED  # a day of the new route that had passed when the case came on it was never kept or missed
    if run.is_stopped and due_on > run.stops[-1].from_on:
        return STOPPED
    if due_on >= today:
        return PENDING
    return MET if milestone.met_by == BY_PASSING else MISSED


def _ended(run: Run, milestone: MilestoneSpec, due_on: date, ended_on: date) -> str:
    if milestone.met_by == BY_PASSING:
        return MET if due_on <= ended_on else CANCELLED
    answered = run.outcome == MET or (run.outcome == DECIDED and milestone.met_by == BY_DECISION)
    if answered:
        return MET if ended_on <= due_on else MISSED
    return MISSED if due_on < ended_on else CANCELLED


def _reminders(run: Run, milestone: MilestoneSpec, due_on: date, status: str, view: _View) -> tuple[Reminder, ...]:
    """None for a clock that stands or has ended. Two steps that fall on one day are folded into the first."""
    if not run.is_open or status not in (PENDING, MISSED) or _asked(run, milestone):
        return ()
    by_day: dict[date, Reminder] = {}
    for step in milestone.reminders:
        on = _reminder_on(run, milestone, step, due_on, view)
        if on <= due_on + timedelta(days=1):
            by_day.setdefault(on, _reminder(run, milestone, step, on))
    return tuple(by_day[day] for day in sorted(by_day))


def _reminder(run: Run, milestone: MilestoneSpec, step: ReminderSpec, on: date) -> Reminder:
    return Reminder(milestone.code, run.round, step.label, on, step.tells, step.how, step.escalate_after_days)


def _reminder_on(run: Run, milestone: MilestoneSpec, step: ReminderSpec, due_on: date, view: _View) -> date:
    """Steps of the due day and after it (`+60` and `+61` of 60 days) go with an extension; earlier ones stay."""
    if step.kind == "clock_day":
        return day_of(run, step.amount, view.measure(run), resumes_on=view.resumes_on(run))[0]
    terms = view.terms(run) if run.until else None
    if terms and step.kind == "after_start" and step.unit == "days" and step.amount >= terms.rule.reply_days:
        return due_on + timedelta(days=step.amount - terms.rule.reply_days)
    start, sign = (run.started_on, 1) if step.kind == "after_start" else (due_on, -1)
    if step.unit == "months":
        return add_months(start, sign * step.amount)
    return start + timedelta(days=sign * step.amount)
