"""A name for each field of a table of forms: Django writes it above the column, where a screen reader does not look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms import BaseInlineFormSet

if TYPE_CHECKING:  # Django's class takes type arguments for the checker alone
    _FormSet = BaseInlineFormSet[Any, Any, Any]
else:
    _FormSet = BaseInlineFormSet


class NamedFormSet(_FormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        number = "" if index is None else f", {index + 1}"
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)  # Django wraps those that have a link beside them.
            widget.attrs.setdefault("aria-label", f"{field.label or 'Delete'}{number}".capitalize())
