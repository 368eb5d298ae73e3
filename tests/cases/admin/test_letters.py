"""Templates in the administration: the sandbox at the form, the fields beside it, two people, the test merge."""

import pytest
from django.urls import reverse

from cases.models import LetterTemplate
from cases.operations.letter_templates import new_template_from
from recognition.accounts.actors import person
from recognition.clock import now
from tests.cases.journey import user_of
from tests.cases.letters import template
from tests.recognition.printed.read import text_of

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def enter(client):
    def as_(role: str = "administrator"):
        user = user_of(role, is_staff=True)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_


def draft(kind: str = "acknowledgement", **changed: str) -> LetterTemplate:
    row = new_template_from(template(kind), "2027-1", actor=person(user_of("administrator")), at=now())
    LetterTemplate.objects.filter(pk=row.pk).update(**{"name": row.name, **changed})
    return LetterTemplate.objects.get(pk=row.pk)


def change(row: LetterTemplate) -> str:
    return reverse("admin:cases_lettertemplate_change", args=[row.pk])


def move(row: LetterTemplate, verb: str) -> str:
    return reverse("admin:letters_move", args=[row.pk, verb])


def fields(row: LetterTemplate, **changed: str) -> dict[str, str]:
    return {name: getattr(row, name) for name in ("code", "version", "kind", "name", "subject", "body")} | changed


def test_the_fields_stand_beside_the_form(enter):
    page = enter().get(change(draft())).content.decode()
    assert "<dt>reference_regulator</dt>" in page
    assert "{{ product_name }}" in page


@pytest.mark.parametrize("attack", ["{{ reference.__class__ }}", "{% load x %}", "{{ a|safe }}", "{{ nonsense }}"])
def test_an_attack_is_refused_when_saved_and_stays_in_the_form(enter, attack):
    row = draft()
    page = enter().post(change(row), fields(row, body=f"Dear\n{attack}")).content.decode()
    assert "Line 2: " in page
    assert "Dear\n" in page
    assert LetterTemplate.objects.get(pk=row.pk).body == row.body


def test_a_change_stands_in_the_record(enter):
    from recognition.audit.models import Entry

    row = draft()
    enter().post(change(row), fields(row, body="Dear {{ contact_name }}"))
    assert LetterTemplate.objects.get(pk=row.pk).body == "Dear {{ contact_name }}"
    assert Entry.objects.filter(action="lettertemplate_changed", subject_id=str(row.pk)).exists()


def test_two_people_put_it_into_use(enter):
    row = draft()
    client = enter()
    client.post(move(row, "propose"), {"reason": "Plainer."})
    refused = client.post(move(row, "publish"), {"reason": "Plainer."})
    assert refused.status_code == 409
    assert "second person" in refused.content.decode()
    enter().post(move(row, "publish"), {"reason": "Read and compared."})
    assert template("acknowledgement") == row


def test_what_is_published_can_only_be_read(enter):
    page = enter().get(change(template("free"))).content.decode()
    assert "only a draft can be changed" in page
    assert 'name="_save"' not in page


def test_a_draft_is_made_from_a_version(enter):
    enter().post(move(template("free"), "draft"), {"version": "2027-1"})
    assert LetterTemplate.objects.get(code="free", version="2027-1").state == "draft"


def test_a_version_that_is_there_is_refused_at_its_field(enter):
    answer = enter().post(move(template("free"), "draft"), {"version": template("free").version})
    assert answer.status_code == 409
    assert "Choose another" in answer.content.decode()


def test_the_comparison_marks_what_differs(enter):
    row = draft(body=template("acknowledgement").body.replace("Thank you", "Many thanks"))
    page = enter().get(reverse("admin:letters_compare", args=[row.pk])).content.decode()
    assert "<ins>Many thanks</ins>" in page


def test_the_only_version_has_nothing_to_compare(enter):
    page = enter().get(reverse("admin:letters_compare", args=[template("free").pk])).content.decode()
    assert "only version" in page


def test_a_test_merge_shows_examples_and_no_case(enter):
    page = enter().get(reverse("admin:letters_try", args=[draft().pk])).content.decode()
    assert "Cardelin 5 mg tablets" in page


def test_the_test_merge_can_be_saved_as_pdf(enter):
    answer = enter().get(reverse("admin:letters_try", args=[draft().pk]), {"pdf": ""})
    assert "Dear Dana Whitlock," in text_of(answer.content)


def test_a_faulty_draft_is_not_merged_but_named(enter):
    page = enter().get(reverse("admin:letters_try", args=[draft(body="{{ nonsense }}").pk])).content.decode()
    assert "Body, Line 1: there is no field “nonsense”" in page


@pytest.mark.parametrize("role", ["lead", "manager", "auditor"])
def test_others_do_not_get_in(enter, role):
    row = draft()
    client = enter(role)
    for url in (change(row), move(row, "propose"), reverse("admin:letters_try", args=[row.pk])):
        assert client.get(url).status_code in (302, 403)
