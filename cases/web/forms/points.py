"""Drafted points, what a lead does with them, and what a discipline says of its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import Truncator

from cases.models import DisciplineWord, DraftPoint
from cases.models.objection import Grade
from cases.queries.case_page import documents, objections
from cases.queries.draft_points import desk_of, drafts
from cases.workflow.refusals import Refused

from .assessment import DISCIPLINES
from .base import ActForm, long_text
from .papers import called
from .stale import StaleForm, retyped

GRADES = "A major point counts as an open major from the day it is sent until it is resolved."


class PointForm(ActForm):
    discipline = forms.ChoiceField(choices=DISCIPLINES)
    grade = forms.ChoiceField(choices=Grade.choices, widget=forms.RadioSelect, initial=Grade.OTHER, help_text=GRADES)
    text = long_text("What the company is asked", rows=8)
    section = forms.CharField(
        label="Section of the dossier (optional)",
        help_text="Such as 3.2.P.5.1. It goes before the text.",
        required=False,
    )
    document = forms.TypedChoiceField(
        label="Document that it is about (optional)",
        help_text="For colleagues: the company is not told.",
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = documents(self.asked.application)
        choices = [("", "None"), *((str(row.pk), called(row)) for row in rows)]
        self.fields["document"].choices = choices  # type: ignore[attr-defined]  # a choice field's own


class DraftForm(PointForm):
    objection = forms.TypedChoiceField(
        label="Objection that it asks about (optional)", required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ones = objections(self.asked.application).filter(resolved_on=None)
        rows = [
            (str(row.number), f"{row}, {row.get_grade_display().lower()}: {Truncator(row.text).chars(80)}")
            for row in open_ones
        ]
        if not rows:
            del self.fields["objection"]
        else:
            self.fields["objection"].choices = [("", "None"), *rows]  # type: ignore[attr-defined]  # as above
        self.initial.setdefault("discipline", self._own_discipline())

    def _own_discipline(self) -> str:
        asked = self.asked.request.GET.get("discipline", "")
        assessor = getattr(self.asked.actor.user, "assessor", None)
        own = assessor.disciplines if assessor is not None else []
        return asked or (own[0] if len(own) == 1 else "")


class ChangeForm(StaleForm, PointForm):
    """Its author's own, or another's to a lead, who says why its grade changes."""

    reads = "cases/acts/point_theirs.html"
    field_order = ["discipline", "grade", "reason", "text", "section", "document", "version"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.current
        if row is not None and not self.is_bound:
            self.initial = {name: getattr(row, name) for name in ("discipline", "grade", "text", "section", "version")}
            self.initial["document"] = row.document_id
        if row is not None and row.author != self.asked.actor.user:
            self.fields["reason"] = forms.CharField(
                label="Why the grade changes",
                help_text=f"Needed where you change {row.author}'s grade.",
                required=False,
            )
            self.order_fields(self.field_order)

    @property
    def current(self) -> DraftPoint | None:
        found = (row for row in drafts(self.asked.application) if str(row.number) == self.asked.about)
        return next(found, None)

    def arguments(self) -> dict[str, Any]:
        return {"number": int(self.asked.about), **self.cleaned_data}


class AboutDraft(ActForm):
    """What is done with one drafted point, which is shown above."""

    reads = "cases/acts/point_read.html"

    @property
    def point(self) -> DraftPoint | None:
        found = (row for row in drafts(self.asked.application) if str(row.number) == self.asked.about)
        return next(found, None)

    def arguments(self) -> dict[str, Any]:
        return {"number": int(self.asked.about), **self.cleaned_data}


class WithdrawForm(AboutDraft):
    reason = long_text("Why it is withdrawn", required=False, rows=3)


class AsideForm(AboutDraft):
    reason = long_text("Why it is put aside", "Its author reads it.", rows=3)


class MergeForm(AboutDraft):
    others = forms.TypedMultipleChoiceField(
        label="Points that go into this one",
        help_text="Their texts follow on its own; it is graded as the gravest of them. You can change it afterwards.",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one other point"},
    )
    reason = long_text("Why they are merged", "Their authors find it in the history.", required=False, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [row for row in drafts(self.asked.application) if row.state == DraftPoint.State.DRAFT]
        self.fields["others"].choices = [  # type: ignore[attr-defined]  # a choice field's own
            (str(row.number), f"{row}, {row.get_discipline_display().lower()}: {Truncator(row.text).chars(200)}")
            for row in rows
            if str(row.number) != self.asked.about
        ]


class OrderForm(ActForm):
    """A number for each drafted point. Two may have the same, or some between: only the order counts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = desk_of(self.asked.application).points
        for n, row in enumerate(self.points, 1):
            field = forms.IntegerField(
                label=f"{row}, {row.get_discipline_display().lower()}",
                help_text=Truncator(row.text).chars(200),
                min_value=0,
                max_value=9999,
                initial=n,
                widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3"}),
                error_messages={"required": f"Enter the place of {row}"},
            )
            self.fields[f"place_{row.number}"] = field

    def arguments(self) -> dict[str, Any]:
        places = {row.number: self.cleaned_data[f"place_{row.number}"] for row in self.points}
        return {"order": sorted(places, key=lambda number: places[number])}


class WordForm(ActForm):
    word = forms.ChoiceField(
        label="What the discipline says",
        choices=[
            (DisciplineWord.Said.READY, "Ready: all its points are drafted"),
            (DisciplineWord.Said.NONE, "No points"),
        ],
        widget=forms.RadioSelect,
    )

    def arguments(self) -> dict[str, Any]:
        return {"discipline": self.asked.about, "said": self.cleaned_data["word"]}

    def field_of(self, path: str) -> str | None:
        return "word" if path == "said" else super().field_of(path)


class ApproveForm(ActForm):
    reads = "cases/acts/points_to_approve.html"
    seal = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk_of(self.asked.application)
        self.initial["seal"] = self.desk.seal
        if self.desk.owing:
            words = ", ".join(map(str, self.desk.owing))
            self.fields["reason"] = long_text("Why you do not wait for them", f"Not yet ready: {words}.", rows=3)

    def say(self, refused: Refused) -> None:
        """What has come meanwhile is shown, and the next press approves what is shown."""
        super().say(refused)
        retyped(self, "seal", self.desk.seal)
