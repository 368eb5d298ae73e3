import pytest

from cases.models import Decision, Letter, LetterTemplate
from cases.operations import decisions
from cases.operations.seal import seal_of
from cases.operations.write_letter import write_decision_letter
from cases.workflow.foresight import foresee
from cases.workflow.refusals import RuleRefused, WrongState
from recognition.files.keeping import open_checked
from recognition.outbox.models import Message
from tests.cases.journey import Journey
from tests.cases.letters import kept
from tests.recognition.printed.read import text_of

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def decision_of(journey: Journey) -> Decision:
    return Decision.objects.get(application=journey.pk)


def test_a_signed_grant_has_its_letter_and_the_mail_brings_it():
    journey = Journey().granted()
    letter = Letter.objects.get(decision__application=journey.pk)
    paper = text_of(open_checked(letter.document.file.name, letter.document.sha256).read())
    assert "The report is final." in paper
    assert "There are no conditions." in paper
    message = Message.objects.get(key=letter.message_key)
    assert (message.topic, message.attachments[0]["sha256"]) == ("granted", letter.document.sha256)


def test_a_signed_refusal_names_its_grounds():
    letter = Letter.objects.get(decision__application=Journey().refused().pk)
    assert "Grounds: Other grounds." in letter.text


def test_the_seal_covers_the_letter():
    decision = decision_of(Journey().granted())
    assert decision.letter_sha256 == Letter.objects.get().document.sha256
    given = {"signed_by": decision.signed_by.get_username(), "signed_at": decision.signed_at}
    assert seal_of(decision, **given) == decision.seal
    decision.letter_sha256 = "0" * 64
    assert seal_of(decision, **given) != decision.seal


def test_the_company_is_told_once():
    journey = Journey().granted()
    to = Letter.objects.get().to_email
    assert Message.objects.filter(topic="granted", subject_id=str(journey.pk), to=to).count() == 1


def test_the_decision_keeps_its_letter_as_it_was_mailed():
    decision = decision_of(Journey().granted())
    subject, _, text = decision.letter.partition("\n\n")
    assert subject.endswith("marketing authorisation granted")
    assert text.startswith("Dear Dana Whitlock,")


def test_without_a_published_template_nothing_is_signed():
    journey = Journey().recommended()
    row = LetterTemplate.objects.get(kind="grant", state="published")
    row.retire(by=None, at=journey.at)
    row.save()
    with pytest.raises(RuleRefused, match="no published letter for a grant"):
        decisions.sign_decision(**journey.by("signatory"))
    assert decision_of(journey).state == "recommended"


def test_another_letter_than_was_read_is_not_signed():
    journey = Journey().recommended()
    made = write_decision_letter(journey.case, decision_of(journey), at=journey.after(1).at)
    journey.after(-1)
    with pytest.raises(WrongState, match="letter has changed"):
        decisions.sign_decision(**journey.by("signatory"), read_letter=made.mark)


def test_the_letter_that_was_read_is_signed():
    journey = Journey().recommended()
    made = write_decision_letter(journey.case, decision_of(journey), at=journey.at)
    decisions.sign_decision(**journey.by("signatory"), read_letter=made.mark)
    assert (
        open_checked(Letter.objects.get().document.file.name, decision_of(journey).letter_sha256).read() == made.pdf()
    )


def test_looking_stores_nothing():
    journey = Journey().recommended()
    before = kept(journey)
    assert foresee(lambda: decisions.sign_decision(**journey.by("signatory"))) is not None
    assert kept(journey) == before
    assert not Letter.objects.exists()


def test_where_signing_fails_half_way_the_file_goes_too(monkeypatch):
    journey = Journey().recommended()
    before = kept(journey)
    monkeypatch.setattr(decisions, "close_requests", lambda case: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        decisions.sign_decision(**journey.by("signatory"))
    assert kept(journey) == before
    assert decision_of(journey).state == "recommended"


def test_conditions_stand_in_the_letter_and_in_its_mail():
    journey = Journey().assessing().after(40).assessed()
    decisions.recommend_grant(**journey.by("lead"), reasons="Shown.", conditions="Report at 36 months.\nTell us.")
    decisions.sign_decision(**journey.by("signatory"))
    letter = Letter.objects.get()
    assert "Report at 36 months\\.\\\nTell us\\." in letter.text
    assert "Report at 36 months.\nTell us." in Message.objects.get(key=letter.message_key).body_text


@pytest.mark.parametrize("decided", ["granted", "refused"])
def test_nobody_of_the_staff_is_named(decided):
    journey = getattr(Journey(), decided)()
    message = Message.objects.get(key=Letter.objects.get().message_key)
    for user in journey.people.made.values():
        assert str(user) not in message.subject + message.body_text + Letter.objects.get().text
