"""The words of letters in the workplace, and the test merge on a case that its reader sees."""

import pytest
from django.urls import reverse

from cases.models import Letter, LetterTemplate
from cases.operations.letter_templates import new_template_from
from recognition.accounts.actors import person
from recognition.clock import now
from recognition.outbox.models import Message
from tests.cases.journey import Journey, user_of
from tests.cases.letters import template
from tests.recognition.printed.read import text_of

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def draft(**changed: str) -> LetterTemplate:
    row = new_template_from(template("acknowledgement"), "2027-1", actor=person(user_of("administrator")), at=now())
    LetterTemplate.objects.filter(pk=row.pk).update(**{"name": row.name, **changed})
    return LetterTemplate.objects.get(pk=row.pk)


def tried(client, row: LetterTemplate, journey: Journey, **more: str):
    return client.get(reverse("letter-template", args=[row.pk]), {"reference": journey.case.reference, **more})


@pytest.mark.parametrize("role", ["lead", "manager", "auditor", "signatory"])
def test_a_draft_is_tried_on_a_real_case_and_nothing_is_kept(client, sign_in, role):
    journey, row = Journey().received(), draft()
    before = Message.objects.count()
    sign_in(role)
    page = tried(client, row, journey).content.decode()
    assert "Dear Dana Whitlock," in page
    assert (Letter.objects.count(), Message.objects.count()) == (0, before)


def test_an_administrator_sees_no_case_by_it(client, sign_in):
    journey, row = Journey().received(), draft()
    sign_in("administrator")
    assert tried(client, row, journey).status_code == 403


def test_a_draft_of_a_company_is_not_found(client, sign_in):
    journey, row = Journey().drafted(), draft()
    sign_in("manager")
    assert tried(client, row, journey).status_code == 404


def test_a_hole_is_named(client, sign_in):
    journey = Journey().received()
    sign_in("lead")
    page = tried(client, template("information_request"), journey).content.decode()
    assert "could not be sent" in page
    assert "<li>reply_due: " in page


def test_a_letter_of_a_decision_is_tried_on_a_decision(client, sign_in):
    journey = Journey().recommended()
    sign_in("lead")
    assert "The report is final." in tried(client, template("grant"), journey).content.decode()


def test_it_can_be_saved_as_pdf(client, sign_in):
    journey, row = Journey().received(), draft()
    sign_in("lead")
    assert journey.case.reference in text_of(tried(client, row, journey, pdf="1").content)


def test_a_faulty_draft_says_why(client, sign_in):
    journey, row = Journey().received(), draft(body="{{ nonsense }}")
    sign_in("lead")
    assert "there is no field “nonsense”" in tried(client, row, journey).content.decode()


def test_the_list_shows_what_is_in_use_and_what_is_prepared(client, sign_in):
    row = draft()
    sign_in("lead")
    page = client.get(reverse("letter-templates")).content.decode()
    assert "In use" in page
    assert f"version {row.version}" in page
