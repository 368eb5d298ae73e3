"""What was found of the answer to a point, and what follows."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms

from cases.models import Document, PointOutcome, RequestPoint
from cases.operations.point_outcomes import CARRY, LATER, OBJECT
from cases.queries.case_page import documents, point_of
from recognition.clock import local_date

from .base import long_text
from .papers import called
from .stale import StaleForm

FOLLOWS = [
    (LATER, "Nothing yet"),
    (CARRY, "Carry it over: draft it for the next request"),
    (OBJECT, "Make it a major objection"),
]


class OutcomeForm(StaleForm):
    reads = "cases/acts/answer_read.html"
    field_order = ["result", "comment", "documents", "follow", "again", "version"]

    result = forms.ChoiceField(label="Outcome", choices=PointOutcome.Result.choices, widget=forms.RadioSelect)
    comment = long_text("What was found", "For colleagues: the company is not told. It goes into the record.")
    documents = forms.TypedMultipleChoiceField(
        label="Documents that came with the answer (optional)",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    follow = forms.ChoiceField(
        label="What follows, if it is not resolved",
        choices=FOLLOWS,
        widget=forms.RadioSelect,
        required=False,
        initial="",
    )
    again = long_text(
        "What is asked next",
        "Where it is carried over. If you leave it empty, the same is asked again.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)
        rows = self._since_it_was_asked()
        if rows:
            self.fields["documents"].choices = [  # type: ignore[attr-defined]  # a choice field's own
                (str(row.pk), called(row)) for row in rows
            ]
        else:
            del self.fields["documents"]
        known = self.current
        sent = [row.pk for row in self.point.documents.all()] if self.point else []
        self.initial = {"version": 0, "documents": sent, "follow": LATER}
        if isinstance(known, PointOutcome):
            self.initial |= {"version": known.version, "result": known.result, "comment": known.comment}
            self.initial["documents"] = [row.pk for row in known.documents.all()]

    def _since_it_was_asked(self) -> list[Document]:
        if self.point is None:
            return []
        asked_on = self.point.request.requested_on
        return [row for row in documents(self.asked.application) if local_date(row.added_at) >= asked_on]

    @cached_property
    def point(self) -> RequestPoint | None:
        return point_of(self.asked.application, self.asked.about)

    @property
    def current(self) -> PointOutcome | None:
        return PointOutcome.objects.filter(point=self.point).first()

    def arguments(self) -> dict[str, Any]:
        request, _, point = self.asked.about.partition("-")
        return {"request": int(request), "point": int(point), **self.cleaned_data}
