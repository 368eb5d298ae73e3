"""A discipline's checklist worked as its assessor would, for tests that are about it."""

from __future__ import annotations

from cases.operations.assessments import complete_assessment
from cases.operations.sections import answer_section
from cases.queries.rules import spec_for
from cases.queries.sections import sections_of
from recognition.accounts.actors import person
from recognition.accounts.models import Assessor, User
from tests.cases.journey import Journey, user_of


def sections(journey: Journey, discipline: str) -> list[str]:
    return [one.code for one in sections_of(spec_for(journey.case), journey.case.route, discipline)]


def answered(journey: Journey, discipline: str = "clinical", *, leave: int = 0) -> Journey:
    """Every section of the discipline done, but for the last so many."""
    codes = sections(journey, discipline)
    for code in codes[: len(codes) - leave]:
        answer_section(
            **journey.by("assessor"), section=code, reliance="verify", report="The reference report", page="12",
            findings=f"Findings on {code}.", version=0, is_done=True,
        )  # fmt: skip
    return journey


def completed(journey: Journey, discipline: str = "clinical") -> Journey:
    answered(journey, discipline)
    complete_assessment(**journey.by("assessor"), discipline=discipline, findings="Acceptable.")
    return journey


def colleague(*disciplines: str, **fields: str) -> User:
    user = user_of("assessor", **fields)
    Assessor.objects.create(user=user, disciplines=disciplines or ["clinical"])
    return user


def by(journey: Journey, user: User) -> dict:
    return {**journey.by("assessor"), "actor": person(user)}
