"""What acts can be about, and what they are tried out with. A sample only has to be taken; it is never kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from cases.models import Application, Decision, Discipline, State
from cases.operations.decide_triage import NOT_ELIGIBLE
from cases.operations.raise_information_request import Point
from cases.queries.case_page import assessments, decisions, objections, requests
from cases.queries.checklist import open_deficiencies
from cases.queries.rules import newer_versions, spec_for
from cases.queries.timetables import timetable_of
from recognition.clock import today

from .act import Part, Sample
from .forms.base import Asked

TEXT = "-"


def not_started(case: Application) -> Iterable[Part]:
    return [(row.discipline, str(row)) for row in assessments(case) if row.state == "not_started"]


def not_complete(case: Application) -> Iterable[Part]:
    return [(row.discipline, str(row)) for row in assessments(case) if row.state != "complete"]


def open_objections(case: Application) -> Iterable[Part]:
    return [(str(row.number), str(row)) for row in objections(case) if row.resolved_on is None]


def open_deficiencies_of(case: Application) -> Iterable[Part]:
    return [(str(row.number), str(row)) for row in open_deficiencies(case)] if case.state == State.VALIDATING else []


def worked_off(asked: Asked) -> list[Sample]:
    number = int(asked.about) if asked.about.isascii() and asked.about.isdigit() and len(asked.about) < 5 else 0
    return [Sample({"number": number, "outcome": "withdrawn", "resolution": TEXT})]


def answers(case: Application) -> Iterable[Part]:
    asked = spec_for(case).questions.values()
    return [(question.code, question.wording) for question in asked if not question.is_computed]


def routes(asked: Asked) -> list[Sample]:
    ways = [Sample({"route": code, "reason": TEXT}, f"If you choose Recognition {code}") for code in "AB"]
    return [*ways, Sample({"route": NOT_ELIGIBLE, "reason": TEXT}, "If it is not eligible")]


def versions(asked: Asked) -> list[Sample]:
    own = asked.application.rule_set
    newer = [Sample({"rule_set": row, "reason": TEXT}, f"Under {row}") for row in newer_versions(asked.application)]
    return [Sample({"reason": TEXT}, f"Under the case's own version, {own}"), *newer]


def passport(asked: Asked) -> list[Sample]:
    return [Sample({"number": TEXT, "awarded_on": today(), "indication": TEXT}, "If it was awarded today")]


def joint_advice(asked: Asked) -> list[Sample]:
    return [Sample({"partner": TEXT, "advised_on": today(), "advice": TEXT}, "If it was given today")]


def reply(asked: Asked) -> list[Sample]:
    found = next((row for row in requests(asked.application) if row.state == "open"), None)
    return [Sample({"answers": {point.number: TEXT for point in (found.points.all() if found else ())}})]


def late_reply(asked: Asked) -> list[Sample]:
    return [Sample({**sample.arguments, "reason": TEXT}) for sample in reply(asked)]


def extension(asked: Asked) -> list[Sample]:
    due = timetable_of(asked.application, today=today()).deadline("information_reply")
    return [Sample({"until": (due.due_on if due else today()) + timedelta(days=1), "reason": TEXT})]


def discipline(asked: Asked) -> list[Sample]:
    return [Sample({"discipline": asked.about})]


def findings(asked: Asked) -> list[Sample]:
    return [Sample({"discipline": asked.about, "findings": TEXT})]


def objection(asked: Asked) -> list[Sample]:
    return [Sample({"discipline": Discipline.QUALITY, "grade": "other", "text": TEXT})]


def resolution(asked: Asked) -> list[Sample]:
    return [Sample({"number": int(asked.about), "resolution": TEXT})]


def points(asked: Asked) -> list[Sample]:
    return [Sample({"points": [Point(Discipline.QUALITY, "other", TEXT)]})]


def advice(asked: Asked) -> list[Sample]:
    return [Sample({"advice": word}, f"If it is {word}") for word in ("positive", "negative")]


def signature(asked: Asked) -> list[Sample]:
    waiting = decisions(asked.application).filter(state="recommended").first()
    return [Sample({"read": waiting.pk if waiting else None})]


def refusal(asked: Asked) -> list[Sample]:
    grounds = [(str(code), f"If the grounds are {words.lower()}") for code, words in Decision.Grounds.choices]
    return [Sample({"grounds": code, "reasons": TEXT}, words) for code, words in grounds]


def same_people(asked: Asked) -> list[Sample]:
    return [Sample({"assessor": asked.application.assessor, "lead": asked.application.lead})]
