from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from .dates import GovDateInput
from .dress import class_of, dress


class GovBoundField(BoundField):
    """A field that knows its GOV.UK classes and the ids of its hint and its error.

    The template asks `kind`; the error summary asks `first_id`, where its link lands.
    """

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        dress(name, field)
        super().__init__(form, field, name)

    @property
    def kind(self) -> str:
        if isinstance(self.field.widget, forms.CheckboxInput):
            return "checkbox"
        if isinstance(self.field.widget, GovDateInput):
            return "date"
        return "fieldset" if self.use_fieldset else "single"

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}-hint" if self.help_text else ""

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}-error" if self.errors else ""

    @property
    def info_id(self) -> str:
        """Where the character count speaks; only long texts with a limit have one."""
        return f"{self.auto_id}-info" if self.counted else ""

    @property
    def counted(self) -> int | None:
        limited = isinstance(self.field.widget, forms.Textarea)
        return getattr(self.field, "max_length", None) if limited else None

    @property
    def first_id(self) -> str:
        return f"{self.auto_id}_0" if self.use_fieldset else self.auto_id

    @property
    def aria_describedby(self) -> str | None:
        given = self.field.widget.attrs.get("aria-describedby", "")
        return " ".join(filter(None, [given, self.hint_id, self.error_id, self.info_id])) or None

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return built
        if self.use_fieldset:
            return built | ({"invalid": True} if self.errors else {})
        count = "govuk-js-character-count" if self.counted else ""
        own = class_of(widget, wrong=bool(self.errors))
        built["class"] = " ".join(filter(None, [own, count, widget.attrs.get("class", "")]))
        return built | ({"aria-describedby": self.aria_describedby} if self.aria_describedby else {})
