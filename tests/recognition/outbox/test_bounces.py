"""What came back is recorded on its message, once, whoever wrote the notification and however."""

from __future__ import annotations

import io
import mailbox
import sys
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from recognition.audit.models import Entry
from recognition.outbox.bounces.mailbox import MailboxError, read_mailbox
from recognition.outbox.bounces.notification import failure_in
from recognition.outbox.bounces.record import record_bounce
from recognition.outbox.models import Message
from recognition.outbox.relay import relay_due
from recognition.outbox.retry import retry

from .conftest import AT
from .imap import ImapServer

pytestmark = [pytest.mark.integration, pytest.mark.django_db]

NOTIFICATION = """\
From: MAILER-DAEMON@mx.example.org
To: recognition@example.org
Message-ID: <dsn-1@mx.example.org>
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

I could not deliver your mail.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; company@example.org
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <company@example.org>:
    no such user

--B
Content-Type: {kind}

Message-ID: {message_id}
Subject: A reminder

--B--
"""


def notification(message_id: str, *, action: str = "failed", kind: str = "text/rfc822-headers") -> bytes:
    text = NOTIFICATION.format(message_id=message_id, action=action, kind=kind)
    return text.replace("\n", "\r\n").encode()


@pytest.fixture
def sent(put, letterbox) -> Message:
    message = put()
    relay_due()
    message.refresh_from_db()
    return message


def test_a_bounce_is_written_on_its_message(sent):
    assert record_bounce(notification(sent.message_id), at=AT)

    sent.refresh_from_db()
    assert (sent.state, sent.bounced_at) == ("bounced", AT)
    assert sent.last_error == "5.1.1 550 5.1.1 <company@example.org>: no such user"


def test_it_stands_in_the_record(sent):
    record_bounce(notification(sent.message_id), at=AT)

    entry = Entry.objects.get(action="message_bounced")
    assert (entry.subject_id, entry.from_state, entry.to_state) == (str(sent.pk), "sent", "bounced")
    assert entry.data["key"] == sent.key


def test_the_mail_itself_may_be_returned_instead_of_its_header(sent):
    assert record_bounce(notification(sent.message_id, kind="message/rfc822"), at=AT)


def test_the_same_notification_again_changes_nothing(sent):
    record_bounce(notification(sent.message_id), at=AT)

    assert not record_bounce(notification(sent.message_id), at=AT)
    assert Entry.objects.filter(action="message_bounced").count() == 1


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", ""])
def test_what_is_no_final_failure_changes_nothing(sent, action):
    assert not record_bounce(notification(sent.message_id, action=action), at=AT)


def test_a_bounced_message_can_be_sent_again_under_its_message_id(sent, letterbox, manager):
    record_bounce(notification(sent.message_id), at=AT)
    retry(message=sent, actor=manager, at=AT)
    relay_due()

    assert [mail["Message-ID"] for mail in letterbox.mails] == [sent.message_id] * 2


def test_mail_names_the_address_that_bounces_go_to(put, letterbox, settings):
    settings.BOUNCE_ADDRESS = "bounces@example.org"
    put()
    relay_due()

    assert letterbox.senders == ["bounces@example.org"]
    assert letterbox.mails[0]["From"] == settings.DEFAULT_FROM_EMAIL


HOSTILE = {
    "nothing": b"",
    "an answer of a person": b"From: dana@example.org\r\nSubject: Re: A reminder\r\n\r\nI am away.",
    "an unknown Message-ID": notification("<forged@example.org>"),
    "a Message-ID that is not there": notification(""),
    "a NUL in the Message-ID": notification("<a\x00b@example.org>"),
    "no second part": NOTIFICATION.split("--B\nContent-Type: message/delivery-status")[0].encode(),
    "bytes of no encoding": b"Content-Type: multipart/report; boundary=B\r\n\r\n--B\r\n\xff\xfe\x00\r\n--B--",
    "a type that is none": b"Content-Type: multipart/report; boundary=\r\n\r\n--",
    "parts within parts": b"".join(
        b'Content-Type: multipart/report; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(400)
    ),
    "a status part that is text": b"Content-Type: multipart/report; boundary=B\r\n\r\n--B\r\n"
    b"Content-Type: message/delivery-status\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!\r\n--B--",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_bounce_of_ours_is_left(sent, name):
    assert not record_bounce(HOSTILE[name], at=AT)

    sent.refresh_from_db()
    assert sent.state == "sent"


def test_no_more_than_a_megabyte_is_read(sent):
    content = notification(sent.message_id)
    assert failure_in(content + b"x" * 3_000_000) is not None
    assert failure_in(b"X-Long: " + b"x" * 3_000_000 + b"\r\n" + content) is None


def test_a_maildir_is_read_once_and_its_mails_stay(sent, tmp_path, settings):
    box = mailbox.Maildir(tmp_path / "box")
    box.add(notification(sent.message_id))
    box.add(HOSTILE["an answer of a person"])
    settings.BOUNCE_MAILBOX = f"maildir://{tmp_path / 'box'}"

    call_command("record_bounces", stdout=(out := io.StringIO()))

    assert "1 bounce recorded" in out.getvalue()
    assert sorted(mail.get_flags() for mail in box) == ["S", "S"]
    assert read_mailbox(settings.BOUNCE_MAILBOX, lambda content: pytest.fail("it was read already")) == 0


def test_an_imap_mailbox_is_read_and_marked(sent):
    with ImapServer([notification(sent.message_id), HOSTILE["an answer of a person"]]) as server:
        taken = read_mailbox(server.address, lambda content: record_bounce(content, at=AT))
        assert server.seen == {1, 2}
        assert read_mailbox(server.address, lambda content: True) == 0

    assert taken == 1
    sent.refresh_from_db()
    assert sent.state == "bounced"


def test_an_imap_server_that_is_away_is_said(settings):
    with pytest.raises(MailboxError, match="cannot be read"):
        read_mailbox("imap://reader:secret@127.0.0.1:1/INBOX", lambda content: True)


def test_an_imap_server_that_refuses_the_password_is_said():
    with ImapServer([]) as server, pytest.raises(MailboxError, match="cannot be read"):
        read_mailbox(server.address.replace("secret", "wrong"), lambda content: True)


def test_the_command_takes_a_notification_from_a_pipe(sent, monkeypatch, capsys):
    pipe = SimpleNamespace(buffer=io.BytesIO(notification(sent.message_id)))
    monkeypatch.setattr(sys, "stdin", pipe)
    call_command("record_bounces", "-")

    assert "1 bounce recorded" in capsys.readouterr().out


def test_the_command_says_what_it_cannot_read(tmp_path, settings):
    settings.BOUNCE_MAILBOX = ""
    with pytest.raises(CommandError, match="set BOUNCE_MAILBOX"):
        call_command("record_bounces")
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("record_bounces", str(tmp_path / "none.eml"))
    settings.BOUNCE_MAILBOX = f"maildir://{tmp_path}"
    with pytest.raises(CommandError, match="no maildir"):
        call_command("record_bounces")
