"""A list narrowed by what stands in the address: what is in force, and the address without it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from recognition.forms import GovForm

CURSORS = ("after", "before")  # of a page that is another one without the filter


class NarrowingForm(GovForm, forms.Form):
    """To be checked before its chips are asked for. A value that nobody offers is left out: an address may be old.
    `called` has what a chip says where the label is too long for one."""

    called: ClassVar[Mapping[str, str]] = {}

    def chips(self, query: QueryDict) -> list[dict[str, str]]:
        """Each filter in force in words, one a value, with the address that is left without it."""
        names = [name for name, field in self.fields.items() if not field.widget.is_hidden]
        return [chip for name in names for chip in self._chips(name, query)]

    def _chips(self, name: str, query: QueryDict) -> list[dict[str, str]]:
        value = self.cleaned_data.get(name)
        if not is_asked(value):
            return []
        if not isinstance(value, list):
            return [self._chip(name, value, query, [])]
        given = query.getlist(name)
        return [self._chip(name, one, query, [rest for rest in given if rest != str(one)]) for one in value]

    def _chip(self, name: str, value: Any, query: QueryDict, others: list[str]) -> dict[str, str]:
        """Of several values of a filter the others are kept."""
        return {"words": self._words(name, value, query), "without": _without(query, name, others)}

    def _words(self, name: str, value: Any, query: QueryDict) -> str:
        """A tick says what it is; a date stands as it was chosen."""
        field = self.fields[name]
        label = self.called.get(name) or str(field.label or name.capitalize())
        words = dict(getattr(field, "choices", []))
        return label if value is True else f"{label}: {words.get(str(value)) or query.get(name, '')}"


def is_asked(value: object) -> bool:
    """Due within 0 days, which is today, is asked; a box that is not ticked is not."""
    return value is not False and value not in (None, "", [])


def _without(query: QueryDict, name: str, kept: list[str]) -> str:
    rest = query.copy()
    for cursor in CURSORS:
        rest.pop(cursor, None)
    rest.setlist(name, kept)
    return f"?{rest.urlencode()}"
