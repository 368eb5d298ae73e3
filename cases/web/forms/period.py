from __future__ import annotations

from typing import Any, Final

from django import forms

from cases.queries.performance.period import Period, offered, period
from recognition.clock import today
from recognition.forms import GovDateField, GovForm

DATES: Final = "dates"
NO_PERIOD: Final = "“%(value).60s” is no period. Choose one from the list, or “Other dates” for days of your own"
NO_CHOICE: Final = "Choose a period from the list, or “Other dates” for days of your own"
TOO_LONG: Final = "The last day must be the first day or after it, and at most five years after it"


class PeriodForm(GovForm, forms.Form):
    """What stands in the address is the period's code; dates that were typed become one."""

    period = forms.ChoiceField(label="Period", error_messages={"invalid_choice": NO_PERIOD, "required": NO_CHOICE})
    from_on = GovDateField(label="First day", required=False, help_text="Only for “Other dates”.")
    until_on = GovDateField(label="Last day", required=False, help_text="This day belongs to the period.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["period"]
        groups = offered(today()).items()
        known = [(name, [(one.code, one.words) for one in some]) for name, some in groups]
        field.choices = [*known, (DATES, "Other dates")]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("period") == DATES:
            self._typed(given)
        return given

    def _typed(self, given: dict[str, Any]) -> None:
        for name in ("from_on", "until_on"):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, f"Enter the {str(self.fields[name].label).lower()}")
        if not self.errors and self.chosen is None:
            self.add_error("until_on", TOO_LONG)

    @property
    def chosen(self) -> Period | None:
        given = self.cleaned_data
        code = given.get("period", "")
        return period(f"{given['from_on']}..{given['until_on']}" if code == DATES else code)
