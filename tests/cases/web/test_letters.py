"""A letter is written, read and sent on pages; what became of it stands there."""

import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Letter
from recognition.outbox.models import Message
from tests.cases.journey import Journey
from tests.cases.letters import sent, template
from tests.recognition.printed.read import text_of

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
HOSTILE = "<script>alert(1)</script> # \u202e *x* {{ reference }}"


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def seen(client, sign_in, today):
    def see(journey: Journey, role: str = "validator"):
        today(journey)
        sign_in(journey.people.user(role))
        return client

    return see


def to_write(journey: Journey, kind: str = "acknowledgement") -> str:
    return reverse("case-letter-write", args=[journey.case.reference, template(kind).pk])


def kept_in(page: str) -> dict[str, str]:
    """What the preview's form sends with each of its buttons."""
    from html import unescape

    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def test_a_letter_that_asks_for_nothing_is_read_at_once_and_sent_with_one_press(seen):
    journey = Journey().received()
    client = seen(journey)
    page = client.get(to_write(journey)).content.decode()
    assert "Dana Whitlock (regulatory@aldbrook.example)" in page
    answer = client.post(to_write(journey), kept_in(page) | {"do": "send"}, follow=True)
    assert "The letter goes to regulatory@aldbrook.example." in answer.content.decode()
    assert "Waiting to be sent" in answer.content.decode()


def test_two_presses_send_one_letter(seen):
    journey = Journey().received()
    client = seen(journey)
    kept = kept_in(client.get(to_write(journey)).content.decode())
    for _ in range(2):
        client.post(to_write(journey), kept | {"do": "send"})
    assert Letter.objects.count() == 1


def test_the_pdf_that_is_read_is_the_one_that_is_sent(seen):
    journey = Journey().received()
    client = seen(journey)
    kept = kept_in(client.get(to_write(journey)).content.decode())
    read = client.post(to_write(journey), kept | {"do": "pdf"})
    client.post(to_write(journey), kept | {"do": "send"})
    with Letter.objects.get().document.file.open() as file:
        assert file.read() == read.content
    assert read["Content-Disposition"].startswith("attachment")


def test_what_was_typed_is_read_before_it_is_sent(seen):
    journey = Journey().received()
    client = seen(journey)
    typed = {"about": "A meeting", "free_part": "## When\n\n- Monday", "to_name": "Dana", "to_email": "d@a.example"}
    page = client.post(to_write(journey, "free"), typed).content.decode()
    assert "<h4>When</h4>" in page
    client.post(to_write(journey, "free"), kept_in(page) | {"do": "send"})
    row = Letter.objects.get()
    assert (row.subject, row.to_email) == (f"{journey.case.reference}: A meeting", "d@a.example")


def test_what_is_missing_is_said_and_what_was_typed_stays(seen):
    journey = Journey().received()
    answer = seen(journey).post(to_write(journey, "free"), {"about": "Kept", "to_email": "nobody"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter an address" in page
    assert 'value="Kept"' in page


def test_change_shows_the_form_with_what_was_typed(seen):
    journey = Journey().received()
    typed = {"about": "Kept", "free_part": "Also kept", "to_email": "d@a.example", "do": "change"}
    page = seen(journey).post(to_write(journey, "free"), typed).content.decode()
    assert 'value="Kept"' in page
    assert "Also kept" in page


def test_a_letter_with_a_hole_says_so_before_anything_is_typed(seen):
    journey = Journey().assessing()
    page = seen(journey).get(to_write(journey, "information_request")).content.decode()
    assert "This letter cannot be written yet." in page
    assert "reply_due" in page


def test_a_letter_that_does_not_fit_the_state_is_refused(seen):
    journey = Journey().received()
    assert seen(journey).get(to_write(journey, "extension")).status_code == 409


@pytest.mark.parametrize("role", ["signatory", "auditor", "administrator"])
def test_who_writes_none_is_refused(seen, role):
    journey = Journey().received()
    assert seen(journey, role).get(to_write(journey)).status_code == 403


@pytest.mark.parametrize("role", ["signatory", "auditor"])
def test_readers_see_what_was_sent_and_no_way_to_write(seen, role):
    journey = Journey().received()
    row = sent(journey)
    page = seen(journey, role).get(reverse("case-letters", args=[journey.case.reference])).content.decode()
    assert row.subject in page
    assert "Write a letter" not in page


def test_a_letter_of_another_case_is_not_found(seen):
    row = sent(Journey().received())
    other = Journey().received()
    client = seen(other)
    for name in ("case-letter", "case-letter-again"):
        assert client.get(reverse(name, args=[other.case.reference, row.pk])).status_code == 404


def test_why_it_came_back_stands_there_and_it_is_sent_elsewhere(seen):
    journey = Journey().received()
    row = sent(journey)
    Message.objects.filter(key=row.message_key).update(state="bounced", last_error="5.1.1 no such user")
    client, url = seen(journey), reverse("case-letter-again", args=[journey.case.reference, row.pk])
    page = client.get(reverse("case-letter", args=[journey.case.reference, row.pk])).content.decode()
    assert "Came back" in page
    assert "5.1.1 no such user" in page
    client.post(url, {"to_name": "New", "to_email": "new@aldbrook.example"})
    assert Letter.objects.get(again_of=row).to_email == "new@aldbrook.example"


def test_a_wrong_address_is_said_at_its_field(seen):
    journey = Journey().received()
    row = sent(journey)
    Message.objects.filter(key=row.message_key).update(state="bounced")
    url = reverse("case-letter-again", args=[journey.case.reference, row.pk])
    answer = seen(journey).post(url, {"to_name": "New", "to_email": "new"})
    assert answer.status_code == 422
    assert "Enter an address" in answer.content.decode()


def test_what_arrived_is_not_sent_again(seen):
    journey = Journey().received()
    row = sent(journey)
    url = reverse("case-letter-again", args=[journey.case.reference, row.pk])
    assert "Only a letter that did not arrive" in seen(journey).get(url).content.decode()
    assert seen(journey).post(url, {"to_name": "New", "to_email": "new@a.example"}).status_code == 409


def test_hostile_text_is_text(seen):
    journey = Journey(facts={"product_name": HOSTILE}).received()
    row = sent(journey, "free", about=HOSTILE, free_part=HOSTILE)
    client = seen(journey)
    for url in (to_write(journey), reverse("case-letter", args=[journey.case.reference, row.pk])):
        page = client.get(url).content.decode()
        assert "<script>alert" not in page


def test_the_signing_page_shows_the_letter_and_its_pdf(seen):
    journey = Journey().recommended()
    client = seen(journey, "signatory")
    page = client.get(reverse("act", args=[journey.case.reference, "sign"])).content.decode()
    assert "The letter that goes with it" in page
    assert re.search(r'name="read_letter" value="[0-9a-f]{64}"', page)
    answer = client.get(reverse("case-decision-letter", args=[journey.case.reference]))
    assert "The report is final." in text_of(answer.content)


def test_without_a_decision_there_is_no_letter_to_sign(seen):
    journey = Journey().received()
    assert seen(journey).get(reverse("case-decision-letter", args=[journey.case.reference])).status_code == 404


def test_the_section_costs_the_same_for_one_letter_and_for_25(seen):
    journey = Journey().received()
    url = reverse("case-letters", args=[journey.case.reference])
    client = seen(journey)
    counts = []
    for letters in (1, 24):
        for n in range(letters):
            sent(journey, "free", about=f"Letter {n}", free_part="Hello.")
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


def test_the_letter_can_be_saved_from_its_page(seen):
    journey = Journey().received()
    row = sent(journey)
    answer = seen(journey).get(reverse("case-document", args=[journey.case.reference, row.document_id]))
    assert ContentFile(b"".join(answer.streaming_content)).read(5) == b"%PDF-"
