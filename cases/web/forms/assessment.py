"""Assessments by discipline, and objections."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.models import Discipline
from cases.models.objection import Grade

from .base import ActForm, NoFields, long_text

DISCIPLINES = [("", "Select a discipline"), *Discipline.choices]


class BeginForm(NoFields):
    def arguments(self) -> dict[str, Any]:
        return {"discipline": self.asked.about}


class CompleteForm(ActForm):
    findings = long_text("Findings", "What was assessed, and with what result. They go into the record.", rows=12)

    def arguments(self) -> dict[str, Any]:
        return {"discipline": self.asked.about, **self.cleaned_data}


class ObjectionForm(ActForm):
    discipline = forms.ChoiceField(choices=DISCIPLINES)
    grade = forms.ChoiceField(
        choices=Grade.choices,
        widget=forms.RadioSelect,
        help_text="A major objection that is open bars a grant, and lets the timetable revert.",
    )
    text = long_text("What is objected to")


class ResolveForm(ActForm):
    resolution = long_text("How it was resolved")

    def arguments(self) -> dict[str, Any]:
        return {"number": int(self.asked.about), **self.cleaned_data}

    def field_of(self, path: str) -> str | None:
        return None if path == "number" else super().field_of(path)
