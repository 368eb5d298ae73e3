"""Cases in the admin: seen by staff who may read them, changed by nobody."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Application, Decision, InformationRequest, LetterTemplate, StateLimit
from recognition.accounts.models import Role
from tests.cases.journey import Journey, on_b, user_of

pytestmark = [pytest.mark.integration, pytest.mark.django_db]

# The limits of the night's check and the templates of letters are no part of any case: administrators change them.
SETTINGS = (StateLimit, LetterTemplate)
MODELS = [model for model in admin.site._registry if model._meta.app_label == "cases" and model not in SETTINGS]
NAMES = [model._meta.model_name for model in MODELS]


@pytest.fixture
def signed_in(client):
    def enter(role, **fields):
        client.force_login(user_of(role, **fields))
        return client

    return enter


@pytest.fixture
def auditor(signed_in):
    return signed_in(Role.AUDITOR)


@pytest.fixture
def case(db):
    return on_b().asked().case


def page(name, verb, *args):
    return reverse(f"admin:cases_{name}_{verb}", args=args)


def rows():
    return {model: sorted(model.objects.values_list()) for model in MODELS}


@pytest.mark.parametrize("name", NAMES)
def test_an_auditor_reads_every_list_and_searches_it(auditor, case, name):
    answer = auditor.get(page(name, "changelist"), {"q": case.reference})

    assert answer.status_code == 200
    assert b'name="action"' not in answer.content


@pytest.mark.parametrize("name", NAMES)
def test_an_auditor_reads_every_row_and_finds_no_field_to_fill(auditor, case, name):
    Journey().granted()
    model = dict(zip(NAMES, MODELS, strict=True))[name]

    for row in model.objects.all()[:3]:
        answer = auditor.get(page(name, "change", row.pk))
        assert answer.status_code == 200
        assert b'name="_save"' not in answer.content
        assert b"deletelink" not in answer.content


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.AUDITOR, Role.ADMINISTRATOR)])
@pytest.mark.parametrize("name", ["application", "decision"])
def test_the_admin_is_not_open_to_other_staff(signed_in, case, role, name):
    answer = signed_in(role).get(page(name, "changelist"))

    assert answer.status_code == 302
    assert "login" in answer.url or "sign-in" in answer.url


@pytest.mark.parametrize("fields", [{}, {"is_superuser": True}], ids=["administrator", "superuser"])
def test_an_administrator_who_may_not_read_cases_sees_none_here_either(signed_in, case, fields):
    client = signed_in(Role.ADMINISTRATOR, **fields)

    assert client.get(page("application", "changelist")).status_code == 403
    assert client.get(page("application", "change", case.pk)).status_code == 403
    assert client.get(page("deadline", "changelist")).status_code == 403
    index = client.get(reverse("admin:index")).content.decode()
    assert not [name for name in NAMES if page(name, "changelist") in index]


def test_a_companys_draft_and_all_that_belongs_to_it_is_not_shown(auditor):
    draft = Journey().drafted().case

    assert draft.reference not in auditor.get(page("application", "changelist")).content.decode()
    assert auditor.get(page("application", "change", draft.pk)).status_code == 302  # as if it did not exist
    assert draft.reference not in auditor.get(page("clockentry", "changelist")).content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_adding_is_refused(auditor, case, name):
    before = rows()

    assert auditor.get(page(name, "add")).status_code == 403
    assert auditor.post(page(name, "add"), {"application": case.pk, "reference": "X"}).status_code == 403
    assert rows() == before


@pytest.mark.parametrize("verb", ["change", "delete"])
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.MANAGER])
def test_changing_and_deleting_are_refused_to_everyone(signed_in, case, role, verb):
    Journey().granted()
    client, before = signed_in(role, is_superuser=role == Role.ADMINISTRATOR), rows()

    for model, name in zip(MODELS, NAMES, strict=True):
        row = model.objects.first()
        if row is not None:
            answer = client.post(page(name, verb, row.pk), {"post": "yes", "state": "granted", "_save": "Save"})
            assert answer.status_code in ((302,) if role == Role.MANAGER else (403,))
    assert rows() == before


def test_a_transition_named_in_a_post_does_not_run(auditor, case):
    """The admin mixin of the state machine's library ran one from a plain POST, so it is not used."""
    answer = auditor.post(page("application", "change", case.pk), {"_fsmtransition-state-withdraw": "1"})

    assert answer.status_code == 403
    assert Application.objects.get(pk=case.pk).state == "awaiting_information"


def test_an_action_posted_to_a_list_does_nothing(auditor, case):
    before = rows()

    auditor.post(page("application", "changelist"), {"action": "delete_selected", "_selected_action": case.pk})

    assert rows() == before


def test_no_module_of_cases_takes_an_action():
    assert all(admin.site._registry[model].actions is None for model in MODELS)


def test_the_page_of_a_case_shows_its_parts(auditor, case):
    shown = auditor.get(page("application", "change", case.pk)).content.decode()

    for words in ("Awaiting information", "B17", "Statutory decision date", "reply", "DE-BFARM"):
        assert words in shown


def test_the_page_of_a_request_shows_its_points(auditor, case):
    request = InformationRequest.objects.get(application=case)

    shown = auditor.get(page("informationrequest", "change", request.pk)).content.decode()

    assert request.points.first().text in shown


def test_a_list_costs_the_same_for_more_cases(auditor):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            auditor.get(page("application", "changelist"))
        return len(queries)

    Journey().assessing()
    cost()
    one = cost()
    for _ in range(3):
        Journey().assessing()

    assert cost() == one


def test_the_seal_of_a_decision_can_be_read(auditor):
    Journey().granted()
    decision = Decision.objects.get()

    assert decision.seal in auditor.get(page("decision", "change", decision.pk)).content.decode()
