from __future__ import annotations

import datetime as dt

import pytest
from django import forms

from recognition.clock import today
from recognition.forms import GovDateField, GovForm

pytestmark = pytest.mark.unit


class DateForm(GovForm, forms.Form):
    on = GovDateField(label="Reply date", past_only=True)


def given(day: str, month: str, year: str) -> DateForm:
    return DateForm({"on_day": day, "on_month": month, "on_year": year})


@pytest.mark.parametrize("month", ["2", "02", "Feb", "february"])
def test_a_month_is_a_number_or_a_name(month):
    form = given("9", month, "2026")

    assert form.is_valid()
    assert form.cleaned_data["on"] == dt.date(2026, 2, 9)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("", "", ""), "Enter the reply date"),
        (("9", "2", ""), "Reply date must include a year"),
        (("9", "", ""), "Reply date must include a month and year"),
        (("31", "2", "2026"), "Reply date must be a real date"),
        (("9", "2", "26"), "Reply date must be a real date"),
        (("x", "2", "2026"), "Reply date must be a real date"),
        (("9", "Smarch", "2026"), "Reply date must be a real date"),
        (("²", "2", "2026"), "Reply date must be a real date"),
    ],
)
def test_what_is_wrong_is_said(parts, message):
    assert given(*parts).errors["on"] == [message]


def test_tomorrow_is_not_in_the_past():
    tomorrow = today() + dt.timedelta(days=1)

    form = given(str(tomorrow.day), str(tomorrow.month), str(tomorrow.year))
    assert form.errors["on"] == ["Reply date must be today or in the past"]


def test_what_was_typed_is_shown_again():
    assert 'value="31"' in str(given("31", "2", "2026"))


def test_a_date_from_before_fills_the_boxes():
    page = str(DateForm(initial={"on": dt.date(2026, 2, 9)}))

    assert [f'value="{part}"' in page for part in (9, 2, 2026)] == [True] * 3


def test_an_unchanged_date_has_not_changed():
    form = DateForm({"on_day": "9", "on_month": "2", "on_year": "2026"}, initial={"on": dt.date(2026, 2, 9)})

    assert not form.has_changed()
