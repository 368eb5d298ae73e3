from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from recognition.clock import today

MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}


class GovDateInput(forms.MultiWidget):
    """Day, month and year in three boxes, posted as `<name>_day`, `<name>_month` and `<name>_year`."""

    template_name = "workplace/forms/date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput({"inputmode": "numeric"}) for part in ("day", "month", "year")
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if isinstance(value, dt.date) else [None] * 3

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for box, part in zip(context["widget"]["subwidgets"], ("Day", "Month", "Year"), strict=True):
            box |= {"label": part, "width": 4 if part == "Year" else 2}
        return context


class GovDateField(forms.DateField):
    """A date as people write it; a month's name does as well. The messages say which part is missing.

    `past_only` refuses tomorrow and later. In `cleaned_data` it is a `datetime.date`.
    """

    widget = GovDateInput

    def __init__(self, *, past_only: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.past_only = past_only

    def to_python(self, value: Any) -> dt.date | None:
        if not isinstance(value, list | tuple):
            return super().to_python(value)
        parts = [str(part or "").strip() for part in value]
        if not any(parts):
            return None
        missing = [name for name, part in zip(("day", "month", "year"), parts, strict=True) if not part]
        if missing:
            raise ValidationError(f"{self._name} must include a {' and '.join(missing)}", "incomplete")
        return self._real(*parts)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.past_only and value and value > today():
            raise ValidationError(f"{self._name} must be today or in the past", "future")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True

    @property
    def _name(self) -> str:
        return str(self.label or "The date")

    def _real(self, day: str, month: str, year: str) -> dt.date:
        try:
            if len(year) != 4:
                raise ValueError("a year has four digits")
            return dt.date(int(year), MONTHS.get(month.lower()) or int(month), int(day))
        except ValueError as error:
            raise ValidationError(f"{self._name} must be a real date", "invalid") from error
