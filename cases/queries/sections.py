"""A case's checklist with what has been said of it: its sections by discipline, as its own rules and route have it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cases.models import Application, Assessment, PeerCheck, SectionAnswer
from recognition.routes.spec import RuleSetSpec, SectionSpec


@dataclass(frozen=True, slots=True)
class Answered:
    """A section, and its answer where there is one."""

    section: SectionSpec
    answer: SectionAnswer | None

    @property
    def is_done(self) -> bool:
        return self.answer is not None and self.answer.is_done

    @property
    def standing(self) -> str:
        if self.answer is None:
            return "Not started"
        return "Done" if self.answer.is_done else "In progress"

    @property
    def colour(self) -> str:
        return {"Not started": "grey", "Done": "green"}.get(self.standing, "light-blue")


@dataclass(frozen=True, slots=True)
class OneDiscipline:
    """`checks` are newest first."""

    row: Assessment
    sections: list[Answered]
    checks: list[PeerCheck]

    @property
    def done(self) -> int:
        return sum(one.is_done for one in self.sections)

    @property
    def left(self) -> list[Answered]:
        return [one for one in self.sections if not one.is_done]

    @property
    def asked_since(self) -> list[Answered]:
        """What its route or its rules have come to ask for since it was complete. A grant waits for it."""
        return self.left if self.row.state == Assessment.State.COMPLETE and not self.row.is_played else []

    @property
    def open_check(self) -> PeerCheck | None:
        return next((row for row in self.checks if row.state == PeerCheck.State.ASKED), None)

    @property
    def authors(self) -> set[int]:
        """Who has written of it: none of them checks it."""
        found = {one.answer.author_id for one in self.sections if one.answer is not None}
        return found | ({self.row.assessor_id} if self.row.assessor_id else set())


def sections_of(spec: RuleSetSpec, route: str, discipline: str = "") -> list[SectionSpec]:
    """In the checklist's order. Without a discipline, those of all."""
    return [one for one in spec.sections if one.is_on(route) and discipline in ("", one.discipline)]


def sections_left(row: Any, spec: RuleSetSpec, route: str) -> list[str]:
    """Names of those that the route asks for and that are not done; none of a life that was played. The row is one of
    `case_page.assessments`, with the codes that are done."""
    asked = [] if row.is_played else sections_of(spec, route, row.discipline)
    return [one.name for one in asked if one.code not in row.done]


def disciplines(case: Application, spec: RuleSetSpec) -> list[OneDiscipline]:
    """Four queries, however many sections there are."""
    rows = case.assessments.select_related("assessor", "signed_off_by").prefetch_related(
        "answers__document", "answers__author", "checks__checker", "checks__asked_by", "checks__comments"
    )
    return [one_discipline(row, sections_of(spec, case.route, row.discipline)) for row in rows]


def one_discipline(row: Assessment, sections: Iterable[SectionSpec]) -> OneDiscipline:
    answers = {answer.section: answer for answer in row.answers.all()}
    return OneDiscipline(row, [Answered(one, answers.get(one.code)) for one in sections], list(row.checks.all()))
