"""A list narrowed by what stands in the address: what is in force, and the address without it."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from recognition.forms import GovForm


class NarrowingForm(GovForm, forms.Form):
    """To be checked before its chips are asked for. A value that nobody offers is left out: an address may be old."""

    def chips(self, query: QueryDict) -> list[dict[str, str]]:
        """Each filter in force in words, with the address that is left without it."""
        found = []
        for name, field in self.fields.items():
            if value := self.cleaned_data.get(name):
                words = dict(getattr(field, "choices", [])).get(value, query.get(name, ""))
                found.append(
                    {"words": f"{field.label or name.capitalize()}: {words}", "without": _without(query, name)}
                )
        return found


def _without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    for gone in (name, "after", "before"):
        rest.pop(gone, None)
    return f"?{rest.urlencode()}"
