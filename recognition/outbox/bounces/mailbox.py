"""The mailbox that bounces come back to: by IMAP, or a maildir that a mail server on this machine fills.

What was looked at is marked as read and stays, so that a person may read it too. The mark is set after the bounce is
recorded: a reader that is killed in between reads the mail again, and records nothing twice.
"""

from __future__ import annotations

import imaplib
import mailbox
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from .notification import LARGEST

TIMEOUT: Final = 20
MOST: Final = 1000  # mails of one reading; the next one goes on
Take = Callable[[bytes], bool]


class MailboxError(Exception):
    """The mailbox cannot be read; says why."""


def read_mailbox(address: str, take: Take) -> int:
    """Hand each unread mail to `take`; returns how many of them it took. Raises MailboxError."""
    url = urlsplit(address)
    try:
        return _read_maildir(Path(unquote(url.path)), take) if url.scheme == "maildir" else _read_imap(url, take)
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailboxError(f"the mailbox of bounces cannot be read: {error}") from error


def _read_maildir(folder: Path, take: Take) -> int:
    if not (folder / "new").is_dir():
        raise MailboxError(f"{folder} is no maildir: it has no folder `new`")
    box = mailbox.Maildir(folder, create=False)
    taken = 0
    for key in [key for key, mail in box.iteritems() if "S" not in mail.get_flags()][:MOST]:
        with box.get_file(key) as file:
            taken += take(file.read(LARGEST))
        mail = box.get_message(key)
        mail.set_subdir("cur")
        mail.add_flag("S")
        box[key] = mail
    return taken


def _read_imap(url: SplitResult, take: Take) -> int:
    kind = imaplib.IMAP4_SSL if url.scheme == "imaps" else imaplib.IMAP4
    with kind(url.hostname or "", url.port or kind.port, timeout=TIMEOUT) as server:  # type: ignore[attr-defined]
        server.login(unquote(url.username or ""), unquote(url.password or ""))
        status, said = server.select(f'"{unquote(url.path).strip("/")}"')
        if status != "OK":
            raise MailboxError(f"the mailbox {url.path.strip('/')} cannot be opened: {said!r}")
        _, (found, *_) = server.uid("SEARCH", "UNSEEN")
        return sum(_take(server, uid.decode(), take) for uid in (found or b"").split()[:MOST])


def _take(server: imaplib.IMAP4, uid: str, take: Take) -> bool:
    _, parts = server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST}>)")
    content = next((part[1] for part in parts if isinstance(part, tuple)), b"")
    taken = take(content)
    server.uid("STORE", uid, "+FLAGS", r"(\Seen)")
    return taken
