"""The next request as it stands: its drafted points, what each discipline says of them, and the lead's approval."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cases.models import Application, Assessment, Consolidation, DisciplineWord, DraftPoint


@dataclass(frozen=True, slots=True)
class Desk:
    """`points` are those that would be sent, in their order; `words` what the disciplines say, by discipline."""

    round: int
    points: Sequence[DraftPoint]
    aside: Sequence[DraftPoint]
    assessments: Sequence[Assessment]
    words: dict[str, DisciplineWord]
    newest: Consolidation | None
    gone: Sequence[DraftPoint] = ()

    @property
    def seal(self) -> str:
        return seal_over(self.points)

    @property
    def approval(self) -> Consolidation | None:
        """Of the points as they stand now; None where they have changed since, or were never approved."""
        return self.newest if self.newest and self.points and self.newest.seal == self.seal else None

    @property
    def owing(self) -> list[Assessment]:
        """The disciplines that have not yet said that their points are all there."""
        return [row for row in self.assessments if row.discipline not in self.words]


def drafts(case: Application) -> list[DraftPoint]:
    """All of them, in their order. A page that has read them already with the case reads them once."""
    return list(case.draft_points.all())


def next_round(case: Application) -> int:
    return case.information_requests.count() + 1


def desk_of(case: Application) -> Desk:
    number = next_round(case)
    rows = list(case.draft_points.select_related("author", "document", "carried_from__request", "objection"))
    words = case.discipline_words.filter(round=number)
    return Desk(
        round=number,
        points=[row for row in rows if row.state == DraftPoint.State.DRAFT],
        aside=[row for row in rows if row.state == DraftPoint.State.ASIDE],
        assessments=list(case.assessments.select_related("assessor")),
        words={row.discipline: row for row in words},
        gone=[row for row in rows if row.state in (DraftPoint.State.MERGED, DraftPoint.State.WITHDRAWN)],
        newest=case.consolidations.filter(request=None).last(),
    )


def seal_over(points: Iterable[DraftPoint]) -> str:
    """Another order, another text or another set gives another seal: each save of a point counts its version."""
    return sha256(json.dumps([[row.number, row.version] for row in points]).encode()).hexdigest()
