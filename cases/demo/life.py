"""One invented case on its way: its table, its row, and what has been asked and objected so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cases.models import Application
from recognition.accounts.actors import Actor

from .people import Cast
from .read import pick, table


@dataclass
class Life:
    number: int
    plan: dict[str, Any]
    cast: Cast
    case: Application = field(init=False)  # from its draft on
    asked: list[int] = field(default_factory=list)
    drafted: list[int] = field(default_factory=list)
    asked_on: date | None = None
    objections: dict[int, int] = field(default_factory=dict)

    @property
    def company(self) -> Actor:
        return self.cast.companies[self.plan["company"]]

    @property
    def lead(self) -> Actor:
        return self.cast.staff[self.plan["lead"]]

    def issue(self, index: int) -> dict[str, str]:
        issue: dict[str, str] = table("issues")[self.plan["issues"][index]]
        return issue

    def assessor(self, discipline: str) -> Actor:
        return self.cast.who_assesses(discipline, rather=self.plan["assessor"], number=self.number)

    def words(self, kind: str, which: int | None = None) -> str:
        """A text of that kind, with this case's names in it."""
        return self.filled(pick(table("texts")[kind], self.number if which is None else which))

    def filled(self, text: str) -> str:
        return text.format(
            product=self.plan["product"],
            substance=" and ".join(self.plan["substances"]),
            issue=self.issue(0)["topic"],
        )
