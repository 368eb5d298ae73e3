"""How far a case is assessed, as the guards of a grant ask it: read when first asked, in one query."""

from __future__ import annotations

from functools import cached_property

from cases.models import Application, Assessment
from recognition.routes.spec import RuleSetSpec

from .case_page import assessments
from .sections import sections_left


class Assessed:
    def __init__(self, case: Application, spec: RuleSetSpec) -> None:
        self.case, self.spec = case, spec

    @cached_property
    def rows(self) -> list[Assessment]:
        return list(assessments(self.case))

    @property
    def left(self) -> dict[str, list[str]]:
        """By discipline, the names of what its checklist asks for and is not done."""
        found = {str(row): sections_left(row, self.spec, self.case.route) for row in self.rows}
        return {name: names for name, names in found.items() if names}
