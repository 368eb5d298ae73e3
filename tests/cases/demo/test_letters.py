"""Letters of the demonstration: written in its stories, prepared by two people, one that came back."""

import io

import pytest

from cases.demo.letters import send_one_back
from cases.models import Decision, Letter, LetterTemplate
from cases.queries.letters import letters_of
from recognition.outbox.models import Message

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("demo", "db")]


def test_letters_of_several_kinds_were_sent():
    assert set(Letter.objects.values_list("template__code", flat=True)) >= {
        "acknowledgement",
        "extension",
        "grant",
        "refusal",
        "validation-outcome",
    }


def test_every_signed_decision_has_its_letter():
    assert not Decision.objects.filter(state="signed", letters=None).exists()


def test_two_people_put_a_template_into_use_and_another_waits():
    meeting = LetterTemplate.objects.get(code="meeting")
    assert (meeting.proposed_by.username, meeting.published_by.username) == ("administrator2", "admin")
    assert LetterTemplate.objects.filter(code="acknowledgement", state="proposed").exists()


def test_one_came_back_and_its_page_says_why(demo, mail_folder):
    from cases.demo.send import send_all

    letter = Letter.objects.filter(decision=None).first()
    Message.objects.exclude(key=letter.message_key).update(state="sent")
    send_all(io.StringIO())
    send_one_back(at=demo)
    (found,) = [one for one in letters_of(letter.application) if one.row == letter]
    assert found.state == ("Came back", "red")
    assert "No such user" in found.message.last_error
