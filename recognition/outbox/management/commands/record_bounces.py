from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from recognition.clock import now
from recognition.outbox.bounces.mailbox import MailboxError, read_mailbox
from recognition.outbox.bounces.notification import LARGEST
from recognition.outbox.bounces.record import record_bounce

NO_MAILBOX = "Name a file, `-` for the standard input, or set BOUNCE_MAILBOX (.env.example says how)."


class Command(BaseCommand):
    help = "Record delivery status notifications (RFC 3464) on the messages that bounced."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files",
            nargs="*",
            metavar="FILE",
            help="a notification each, `-` for one on the standard input, as a mail "
            "server's pipe gives it; without any, the mailbox of BOUNCE_MAILBOX is read",
        )

    def handle(self, *args: Any, files: list[str], **options: Any) -> None:
        bounces = sum(self._take(self._content(name)) for name in files) if files else self._from_mailbox()
        self.stdout.write(f"{bounces} {'bounce' if bounces == 1 else 'bounces'} recorded.")

    def _take(self, content: bytes) -> bool:
        return record_bounce(content, at=now())

    def _content(self, name: str) -> bytes:
        try:
            return sys.stdin.buffer.read(LARGEST) if name == "-" else Path(name).read_bytes()[:LARGEST]
        except OSError as error:
            raise CommandError(f"{name} cannot be read: {error.strerror}") from error

    def _from_mailbox(self) -> int:
        if not settings.BOUNCE_MAILBOX:
            raise CommandError(NO_MAILBOX)
        try:
            return read_mailbox(settings.BOUNCE_MAILBOX, self._take)
        except MailboxError as error:
            raise CommandError(str(error)) from error
