"""A form over a row that another may save meanwhile: a stale save is refused, and both versions are shown."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.workflow.refusals import Refused

from .base import ActForm


class StaleForm(ActForm):
    """`current` is the row as it stands, with its `version`. After a refusal `theirs` is it, what was typed stays in
    the fields, and the next press saves over what was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    theirs: Any = None

    @property
    def current(self) -> Any:
        raise NotImplementedError

    def say(self, refused: Refused) -> None:
        super().say(refused)
        if refused.rule == "STALE":
            self.theirs = self.current
            retyped(self, "version", str(self.theirs.version))


def retyped(form: ActForm, name: str, value: str) -> None:
    """As if this had been posted: the rest stays as it was typed."""
    posted: Any = form.data
    changed = posted.copy()
    changed[name] = value
    form.data = changed
