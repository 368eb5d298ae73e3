"""Mails as files, where nothing may leave the machine: one `.eml` a mail, named by the moment and a random word.

Django's own backend names a file by the second and the object's address, so that mails of one second share a file.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

from django.core.mail import EmailMessage
from django.core.mail.backends import filebased

from recognition.clock import now


class EmailBackend(filebased.EmailBackend):
    def open(self) -> bool:
        """Nothing to open: there is no file before there is a mail."""
        return False

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            path = Path(self.file_path, f"{now():%Y%m%d-%H%M%S}-{secrets.token_hex(6)}.eml")
            path.with_suffix(".part").write_bytes(mail.message().as_bytes())
            path.with_suffix(".part").rename(path)  # a reader never meets half a mail
        return len(email_messages)
