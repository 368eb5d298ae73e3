import pytest
from django.contrib import admin
from django.forms import ModelForm

from recognition.routes.models import RuleSet

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def request_of(rf, administrator):
    request = rf.get("/")
    request.user = administrator
    return request


def forms_of(model_admin, request, row):
    yield model_admin.get_form(request, None)
    yield model_admin.get_form(request, row, change=True)
    for inline in model_admin.get_inline_instances(request, row):
        formset = inline.get_formset(request, row)
        formset.form.base_fields.pop(formset.fk.name, None)  # the row that it stands under
        yield formset.form


def test_every_field_of_the_rules_says_what_it_means(request_of, draft):
    rows = {model: model.objects.first() for model in admin.site._registry if model._meta.app_label == "routes"}
    rows[RuleSet] = draft

    silent = {
        f"{form._meta.model.__name__}.{name}"
        for model, row in rows.items()
        for form in forms_of(admin.site._registry[model], request_of, row)
        if issubclass(form, ModelForm)
        for name, field in form.base_fields.items()
        if not field.help_text
    }

    assert silent == set()
