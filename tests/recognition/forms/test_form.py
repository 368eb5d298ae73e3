from __future__ import annotations

import pytest
from django import forms
from django.template.loader import render_to_string

from recognition.forms import GovDateField, GovForm

pytestmark = pytest.mark.unit


class ReasonForm(GovForm, forms.Form):
    reason = forms.CharField(widget=forms.Textarea, max_length=50, help_text="The company reads this.")
    route = forms.ChoiceField(choices=[("a", "Route A"), ("b", "Route <b>")], widget=forms.RadioSelect)
    on = GovDateField(label="Received on")
    sure = forms.BooleanField(label="I am sure")


def test_a_hint_and_an_error_belong_to_their_field():
    page = str(ReasonForm({})["reason"].as_field_group())

    assert 'aria-describedby="id_reason-hint id_reason-error id_reason-info"' in page
    assert 'id="id_reason-error"' in page
    assert "govuk-form-group--error" in page


def test_choices_stand_in_a_fieldset_with_its_error():
    page = str(ReasonForm({})["route"].as_field_group())

    assert '<fieldset class="govuk-fieldset" aria-describedby="id_route-error">' in page
    assert "Select a route" in page


def test_a_choices_label_is_text():
    assert "Route &lt;b&gt;" in str(ReasonForm())


def test_a_chosen_radio_stays_chosen():
    assert 'value="b" checked' in str(ReasonForm({"route": "b"}))


def test_a_long_text_is_counted_and_not_cut_off():
    page = str(ReasonForm()["reason"].as_field_group())

    assert 'data-maxlength="50"' in page
    assert " maxlength=" not in page


def test_each_line_of_the_summary_leads_to_an_element_of_its_field():
    form = ReasonForm({})
    summary, page = render_to_string("workplace/components/error_summary.html", {"form": form}), str(form)

    for target in ("id_reason", "id_route_0", "id_on_0", "id_sure"):
        assert f'href="#{target}"' in summary
        assert f'id="{target}"' in page


def test_a_form_without_errors_has_no_summary():
    assert not render_to_string("workplace/components/error_summary.html", {"form": ReasonForm()}).strip()


@pytest.mark.parametrize(
    ("label", "entered", "selected"),
    [
        ("Findings", "Enter the findings", "Select the findings"),
        ("Reference of the fee's payment", "Enter the reference of the fee's payment", None),
        ("Why it is returned", "Enter why it is returned", None),
        ("Your password", "Enter your password", None),
        ("Grade", None, "Select a grade"),
        ("Assessor", None, "Select an assessor"),
        ("The Commission's advice", None, "Select the Commission's advice"),
    ],
)
def test_the_message_has_its_article(label, entered, selected):
    class Form(GovForm, forms.Form):
        text = forms.CharField(label=label)
        choice = forms.ChoiceField(label=label, choices=[("a", "A")])

    errors = Form({}).errors
    assert entered is None or errors["text"] == [entered]
    assert selected is None or errors["choice"] == [selected]


def test_the_message_says_what_to_do():
    assert ReasonForm({}).errors["sure"] == ["Tick “I am sure” to go on"]
