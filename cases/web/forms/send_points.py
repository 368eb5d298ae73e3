"""The approved points, read as the company will read them, and sent."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms

from cases.queries.draft_points import desk_of

from ..preview import Preview, preview_of
from .base import ActForm


class SendForm(ActForm):
    """`seal` is made over the points that were read: another set, or another text, is not sent."""

    reads = "cases/acts/request_preview.html"
    seal = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk_of(self.asked.application)
        self.initial["seal"] = self.desk.seal

    @cached_property
    def preview(self) -> Preview | None:
        return preview_of(self.asked, self.desk.seal)
