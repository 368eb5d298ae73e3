"""The company's reply, an answer to each point."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.models import InformationRequest
from cases.queries.case_page import requests

from .base import ActForm, long_text


class ReplyForm(ActForm):
    template = "cases/acts/answers.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = requests(self.asked.application)
        self.open: InformationRequest | None = next((row for row in rows if row.state == "open"), None)
        self.points = list(self.open.points.all()) if self.open else []
        answers = {f"answer_{point.number}": _answer(point.number) for point in self.points}
        self.fields = {**answers, **self.fields}

    def asked_and_answered(self) -> list[tuple[Any, Any]]:
        """For the template: each point with the field of its answer."""
        return [(point, self[f"answer_{point.number}"]) for point in self.points]

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        answers = {point.number: given[f"answer_{point.number}"] for point in self.points}
        return {"answers": answers, **{name: given[name] for name in ("reason",) if name in given}}

    def field_of(self, path: str) -> str | None:
        return super().field_of(path.replace("answers/", "answer_"))


class LateReplyForm(ReplyForm):
    reason = long_text("Why the late reply is accepted", rows=4)


def _answer(number: int) -> forms.CharField:
    field = long_text(f"Answer to point {number}", rows=4)
    field.error_messages["required"] = f"Enter the answer to point {number}"
    return field
