"""A case's pages. Each reads what it shows, once, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.queries import case_page as rows
from cases.queries.answers import facts_of
from cases.queries.history import history_of
from cases.queries.majors import list_of_majors
from cases.queries.suspects import suspects_of

from .answers import by_section
from .bar import bar_of
from .case_people import people_section
from .dates import dated
from .documents_page import documents_section
from .events import brief, event_of
from .filed import filed
from .frame import Frame, frame_of
from .history import history_section
from .ledger import coming, lines, planned
from .parts import points_of_overview, work
from .requests_page import next_section, requests_section
from .standstill import standstill_in_words
from .verdicts import told

ON_CLOCK: Final = ("extend-reply", "decline-extension", "record-extension-request", "correct-date", "revert")
Section = Callable[[Frame, HttpRequest], dict[str, Any]]


def page(name: str, template: str, section: Section) -> Callable[..., HttpResponse]:
    """The view of one page of a case."""

    def view(request: HttpRequest, reference: str) -> HttpResponse:
        frame = frame_of(request, reference)
        return render(request, template, frame.context(name) | section(frame, request))

    return never_cache(require_safe(view))


def _overview(frame: Frame, request: HttpRequest) -> dict[str, Any]:
    standing = frame.standing
    latest = history_of(frame.case).exclude(action="reminder_sent")[:6]
    return {
        "bar": bar_of(standing),
        "standstill": standstill_in_words(frame),
        "dates": dated(standing.open_dates, standing.today),
        "reminders": coming(standing.timetable),
        "events": [brief(event_of(entry, frame.deadline_names)) for entry in latest],
        "suspects": suspects_of(frame.case, frame.actor),
        **points_of_overview(frame),
        **work(frame),
    }


def _clock(frame: Frame, request: HttpRequest) -> dict[str, Any]:
    standing = frame.standing
    return {
        "bar": bar_of(standing),
        "standstill": standstill_in_words(frame),
        "dates": dated(standing.open_dates, standing.today),
        "closed_dates": dated([row for row in standing.timetable.deadlines if not row.is_open], standing.today),
        "offers": [row for rows in frame.groups.values() for row in rows if row.act.name in ON_CLOCK],
        "ledger": lines(rows.ledger(frame.case), standing.spec),
        "reminders": planned(rows.reminders(frame.case), frame.deadline_names),
    }


def _route(frame: Frame, request: HttpRequest) -> dict[str, Any]:
    questions = {row.code: row for row in rows.questions(frame.case)}
    found = [told(row, questions) for row in rows.determinations(frame.case)]
    by_rules = next((one for one in found if not one.by_person), None)
    return {"newest": found[0] if found else None, "by_rules": by_rules, "determinations": found}


def _answers(frame: Frame, request: HttpRequest) -> dict[str, Any]:
    approvals, questions = list(rows.approvals(frame.case)), list(rows.questions(frame.case))
    relied_on = next((facts_of(row) for row in approvals if row.relied_on), {})
    facts = {**frame.case.facts, **relied_on}
    correct = {code: offer.url for code, offer in frame.about("correct-answer").items()}
    return {"sections": by_section(questions, facts, correct), "approvals": filed(approvals, questions)}


def _assessment(frame: Frame, request: HttpRequest) -> dict[str, Any]:
    return {**work(frame), "consultations": list(rows.consultations(frame.case))}


def _decision(frame: Frame, request: HttpRequest) -> dict[str, Any]:
    majors = list_of_majors(frame.case) if frame.majors.total else []
    return {
        "majors": majors,
        "decisions": list(rows.decisions(frame.case)),
        "consultations": list(rows.consultations(frame.case)),
    }


overview = page("case", "cases/overview.html", _overview)
clock = page("case-clock", "cases/clock.html", _clock)
route = page("case-route", "cases/route.html", _route)
answers = page("case-answers", "cases/answers.html", _answers)
assessment = page("case-assessment", "cases/assessment.html", _assessment)
requests = page("case-requests", "cases/requests.html", requests_section)
next_request = page("case-requests", "cases/next_request.html", next_section)
documents = page("case-documents", "cases/documents.html", documents_section)
decision = page("case-decision", "cases/decision.html", _decision)
people = page("case-people", "cases/people.html", people_section)
history = page("case-history", "cases/history.html", history_section)
