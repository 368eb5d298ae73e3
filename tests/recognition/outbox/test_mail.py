from __future__ import annotations

import pytest

from recognition.outbox.relay import relay_due

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def test_a_mail_has_a_text_part_and_a_formatted_one(put, letterbox):
    put(body_html="<p>Please <b>reply</b>.</p>")
    relay_due()

    parts = [part.get_content_type() for part in letterbox.mails[0].iter_parts()]
    assert parts == ["text/plain", "text/html"]


def test_a_mail_names_whom_it_is_to_and_its_topic(put, letterbox):
    put(to_label="Søren & Co", topic="reminder")
    relay_due()

    mail = letterbox.mails[0]
    assert (mail["To"], mail["X-Recognition-Topic"]) == ("Søren & Co <company@example.org>", "reminder")


def test_a_mail_sent_again_bears_the_same_message_id(put, letterbox):
    message = put()
    relay_due()
    type(message).objects.update(state="waiting")  # as after a kill between sending and marking
    relay_due()

    assert len(letterbox.mails) == 2
    assert len({mail["Message-ID"] for mail in letterbox.mails}) == 1


def test_two_mails_bear_different_message_ids(put, letterbox):
    put("a")
    put("b")
    relay_due()

    assert len({mail["Message-ID"] for mail in letterbox.mails}) == 2
