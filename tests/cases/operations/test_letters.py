from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.db import ProgrammingError, transaction

from cases.models import Application, Document, Letter
from cases.operations.send_letter import send_letter, send_letter_again
from cases.operations.write_letter import templates_for, write_letter
from cases.workflow.refusals import InvalidInput, NotPermitted, RuleRefused, WrongState
from recognition.audit.models import Entry
from recognition.files.keeping import open_checked
from recognition.outbox.mail import as_mail
from recognition.outbox.models import Message
from tests.cases.journey import Journey
from tests.cases.letters import elsewhere, kept, sent, template
from tests.recognition.printed.read import text_of

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


HOSTILE = "# <script>alert(1)</script> *x* | \u202e{{ reference }} #import"


def of(row: Letter) -> Message:
    return Message.objects.get(key=row.message_key)


def test_a_letter_leaves_with_its_pdf_its_rows_and_its_entry():
    journey = Journey().received()
    row = sent(journey)

    assert row.subject == f"{journey.case.reference}: we have your submission"
    assert (row.to_email, row.to_name) == ("regulatory@aldbrook.example", "Dana Whitlock")
    assert "Cardelin 5 mg tablets" in text_of(open_checked(row.document.file.name, row.document.sha256).read())
    entry = Entry.objects.get(action="letter_sent")
    assert entry.data["sha256"] == row.document.sha256
    assert of(row).cause == entry.uuid


def test_its_mail_brings_the_pdf_read_from_the_store():
    mail = as_mail(of(sent(Journey().received())))
    ((name, content, kind),) = mail.attachments
    assert (name.endswith("-letter.pdf"), content[:5], kind) == (True, b"%PDF-", "application/pdf")
    assert "Dear Dana Whitlock," in mail.body


def test_a_mail_whose_letter_was_lost_does_not_leave():
    row = sent(Journey().received())
    default_storage.delete(row.document.file.name)
    with pytest.raises(Exception, match="not in the store"):
        as_mail(of(row))


def test_two_presses_send_one_letter():
    journey, key = Journey().received(), uuid4()
    assert sent(journey, key=key) == sent(journey, key=key)
    assert Letter.objects.count() == Message.objects.filter(topic="letter_sent").count() == 1


def test_what_has_changed_since_it_was_read_is_not_sent():
    journey = Journey().received()
    before = kept(journey)
    read = write_letter(**journey.by("validator"), template=template("acknowledgement")).mark
    Application.objects.filter(pk=journey.pk).update(product_name="Another")
    with pytest.raises(WrongState, match="has changed since you read"):
        send_letter(**journey.by("validator"), template=template("acknowledgement"), key=uuid4(), read=read)
    assert not Letter.objects.exists()
    assert kept(journey) == before


def test_where_it_fails_half_way_nothing_stays(monkeypatch):
    journey = Journey().received()
    before = kept(journey)
    monkeypatch.setattr("cases.operations.send_letter.keep_letter", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sent(journey)
    assert not Document.objects.exists()
    assert not Message.objects.filter(topic="letter_sent").exists()
    assert kept(journey) == before


@pytest.mark.parametrize("role", ["signatory", "auditor", "administrator", "company"])
def test_who_records_nothing_writes_no_letter(role):
    with pytest.raises(NotPermitted):
        write_letter(**Journey().received().by(role), template=template("acknowledgement"))


def test_a_letter_is_offered_where_its_kind_fits():
    assert {row.kind for row in templates_for(Journey().received().case)} == {"acknowledgement", "free"}
    assert {row.kind for row in templates_for(Journey().granted().case)} == {"free"}


def test_a_letter_that_does_not_fit_the_state_is_refused():
    with pytest.raises(WrongState, match="not written while"):
        write_letter(**Journey().received().by("validator"), template=template("extension"))


def test_a_decisions_letter_is_not_written_by_hand():
    with pytest.raises(WrongState):
        write_letter(**Journey().recommended().by("lead"), template=template("grant"))


def test_an_empty_field_is_a_refusal_that_names_it():
    with pytest.raises(InvalidInput, match="reply_due"):
        write_letter(**Journey().assessing().by("lead"), template=template("information_request"))


def test_a_part_that_is_to_be_typed_is_asked_for():
    with pytest.raises(InvalidInput) as refused:
        write_letter(**Journey().received().by("lead"), template=template("free"), about="A meeting")
    assert [error.field for error in refused.value.errors] == ["free_part"]


def test_hostile_words_of_a_company_stay_text_in_letter_and_mail():
    journey = Journey(facts={"product_name": HOSTILE}).received()
    row = sent(journey)
    paper = text_of(open_checked(row.document.file.name, row.document.sha256).read())
    assert "# <script>alert(1)</script> *x* | [U+202E]{{ reference }} #import" in paper
    assert "<script>" not in of(row).body_html
    assert "# <script>alert(1)</script> *x* |" in of(row).body_text


def test_line_ends_in_what_was_typed_make_no_header():
    row = sent(Journey().received(), "free", about="A\r\nBcc: x@evil.example", free_part="Hello.")
    assert "\n" not in row.subject
    assert as_mail(of(row)).message()["Bcc"] is None


def test_it_can_be_sent_to_another_address():
    journey = Journey().received()
    assert sent(journey, to=elsewhere()).to_email == of(Letter.objects.get()).to == "other@aldbrook.example"


def test_a_wrong_address_is_refused():
    with pytest.raises(InvalidInput, match="address"):
        sent(Journey().received(), to=elsewhere("nobody"))


@pytest.mark.parametrize("state", ["bounced", "parked"])
def test_what_did_not_arrive_is_sent_again_as_a_row_of_its_own(state):
    journey = Journey().received()
    first = sent(journey)
    Message.objects.filter(key=first.message_key).update(state=state)
    again = send_letter_again(**journey.by("validator"), letter=first.pk, key=uuid4(), to=elsewhere())
    assert (again.again_of, again.document, again.to_email) == (first, first.document, "other@aldbrook.example")
    assert of(again).attachments == of(first).attachments
    assert of(again).pk != of(first).pk


def test_two_presses_send_it_again_once():
    journey, key = Journey().received(), uuid4()
    first = sent(journey)
    Message.objects.filter(key=first.message_key).update(state="bounced")
    for _ in range(2):
        send_letter_again(**journey.by("validator"), letter=first.pk, key=key, to=elsewhere())
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("state", ["waiting", "sent"])
def test_what_arrived_or_waits_is_not_sent_again(state):
    journey = Journey().received()
    first = sent(journey)
    Message.objects.filter(key=first.message_key).update(state=state)
    with pytest.raises(RuleRefused, match=f"is {state}"):
        send_letter_again(**journey.by("validator"), letter=first.pk, key=uuid4(), to=elsewhere())


def test_a_letter_that_was_sent_never_changes():
    row = sent(Journey().received())
    with pytest.raises(ProgrammingError), transaction.atomic():
        Letter.objects.filter(pk=row.pk).update(text="Other")
    with pytest.raises(ProgrammingError), transaction.atomic():
        row.delete()


def test_a_sent_letter_is_not_replaced_as_a_document():
    from cases.web.papers import replaceable

    journey = Journey().received()
    sent(journey)
    assert replaceable(journey.case) == []
