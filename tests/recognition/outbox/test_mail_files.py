"""In a demonstration each mail is a file of its own, even where many leave in one second."""

from email import message_from_bytes

import pytest
from django.core.mail import EmailMessage, get_connection


@pytest.mark.unit
def test_fifty_mails_of_one_second_are_fifty_files(mail_folder):
    mails = [EmailMessage(f"Mail {n}", "Körper", to=["a@example.org"]) for n in range(50)]

    with get_connection() as connection:
        assert connection.send_messages(mails) == 50

    files = [message_from_bytes(path.read_bytes()) for path in mail_folder.iterdir()]
    assert len(files) == 50
    assert {mail["Subject"] for mail in files} == {f"Mail {n}" for n in range(50)}
