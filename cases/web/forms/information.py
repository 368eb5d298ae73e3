"""A request for information: up to forty points, five to begin with, and more without any script."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField

from cases.models import DraftPoint
from cases.models.objection import Grade, Objection
from cases.operations.raise_information_request import Point
from cases.queries.case_page import objections
from cases.queries.draft_points import drafts

from .assessment import DISCIPLINES
from .base import ActForm, Asked

ROWS, MOST = 5, 40
PARTS = ("discipline", "grade", "text")
ANOTHER = "another_point"


class InformationForm(ActForm):
    template = "cases/acts/points.html"

    def __init__(self, *args: Any, typed: InformationForm | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [] if self.is_bound or typed else _open_objections(self.asked)
        self.count: int = min(typed.count + 1 if typed else self._rows(len(known)), MOST)
        for n in range(1, self.count + 1):
            self.fields |= _fields(n)
        for n, row in enumerate(known, 1):
            self.initial.update({f"{part}_{n}": getattr(row, part) for part in PARTS})
            self.initial[f"objection_{n}"] = row.number
        self.drafted = sum(row.state == DraftPoint.State.DRAFT for row in drafts(self.asked.application))

    def _rows(self, known: int) -> int:
        if not self.is_bound:
            return max(ROWS, known + 1)
        asked = str(self.data.get("rows", ""))
        return max(int(asked), 1) if asked.isdecimal() and len(asked) < 4 else ROWS

    def once_more(self) -> InformationForm | None:
        """With a row more, where "add another point" was pressed."""
        if ANOTHER not in self.data:
            return None
        return InformationForm(asked=self.asked, initial=dict(self.data.items()), typed=self)

    def points(self) -> list[tuple[int, list[BoundField]]]:
        """For the template: each point's number and its fields, that of its objection apart."""
        return [(n, [self[f"{part}_{n}"] for part in PARTS]) for n in range(1, self.count + 1)]

    def about(self) -> list[BoundField]:
        return [self[f"objection_{n}"] for n in range(1, self.count + 1)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for n in range(1, self.count + 1):
            discipline, text = given.get(f"discipline_{n}"), given.get(f"text_{n}")
            if text and not discipline:
                self.add_error(f"discipline_{n}", f"Select the discipline of point {n}")
            if discipline and not text:
                self.add_error(f"text_{n}", f"Enter the question of point {n}, or take its discipline away")
        if not self.errors and not self._points():
            self.add_error("text_1", "Enter at least one point to ask about")
        return given

    def arguments(self) -> dict[str, Any]:
        return {"points": self._points()}

    def field_of(self, path: str) -> str | None:
        return "text_1" if path == "points" else None

    def _points(self) -> list[Point]:
        return [self._point(n) for n in range(1, self.count + 1) if self.cleaned_data.get(f"text_{n}")]

    def _point(self, n: int) -> Point:
        discipline, grade, text = (str(self.cleaned_data.get(f"{part}_{n}", "")) for part in PARTS)
        return Point(discipline, grade or Grade.OTHER, text, objection=self.cleaned_data.get(f"objection_{n}"))


def _open_objections(asked: Asked) -> list[Objection]:
    """What is to be asked first: it stands in the first rows, to be changed or taken out."""
    return list(objections(asked.application).filter(resolved_on=None)[: MOST - 1])


def _fields(n: int) -> dict[str, forms.Field]:
    grades = forms.ChoiceField(label="Grade", choices=Grade.choices, initial=Grade.OTHER, required=False)
    return {
        f"discipline_{n}": forms.ChoiceField(label="Discipline", choices=DISCIPLINES, required=False),
        f"grade_{n}": grades,
        f"objection_{n}": forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput),
        f"text_{n}": forms.CharField(label="Question", required=False, widget=forms.Textarea({"rows": 3})),
    }
