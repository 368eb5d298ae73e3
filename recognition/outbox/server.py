"""The mail server as the relay meets it: one connection for many mails, and what each refusal means."""

from __future__ import annotations

from smtplib import (
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)
from types import TracebackType
from typing import Any, Final

from django.core.mail import EmailMultiAlternatives, get_connection

LONGEST_USE: Final = 100  # mails over one connection: many servers hang up after some number
TOO_LARGE: Final = 552


class ServerUnreachable(Exception):
    """The mail server, not the message, is what failed."""


class Refused(Exception):
    """The server refused this message for good (5xx): a repeat would be refused as well."""


class MailServer:
    """Opened at the first mail, closed at the end of the `with`, and opened afresh after any failure."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._used = 0

    def __enter__(self) -> MailServer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def hand_over(self, mail: EmailMultiAlternatives) -> None:
        """Raises ServerUnreachable, Refused, or what else went wrong with this mail."""
        mail.message()  # a mail that cannot be written is known before the server is troubled
        reused = self._used > 0
        try:
            self._send(mail)
        except SMTPServerDisconnected:
            if not reused:
                raise
            self._send(mail)  # it hung up on a connection that had been good: once more over a new one

    def _send(self, mail: EmailMultiAlternatives) -> None:
        connection = self._open()
        try:
            connection.send_messages([mail])
        except Exception as error:
            self._close()
            raise _meaning(error) from error
        self._used += 1

    def _open(self) -> Any:
        if self._used >= LONGEST_USE:
            self._close()
        if self._connection is None:
            connection = get_connection()
            try:
                connection.open()
            except OSError as error:  # smtplib's own errors are OSErrors too: a refused sign-in is one
                raise ServerUnreachable(f"the mail server does not answer: {error}") from error
            self._connection = connection
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._used = None, 0


def _meaning(error: Exception) -> Exception:
    """5xx to a recipient or to the text is for good; 5xx to the sender is about us, unless the mail is too large."""
    code, said = _answer(error)
    if isinstance(error, SMTPSenderRefused) and code != TOO_LARGE:
        return ServerUnreachable(f"the mail server does not take mail from us: {code} {said}")
    if code >= 500 and isinstance(error, SMTPRecipientsRefused | SMTPDataError | SMTPSenderRefused):
        return Refused(f"{code} {said}")
    return error


def _answer(error: Exception) -> tuple[int, str]:
    """The server's code and words, or 0 where it was no answer that failed. A mail of ours has one recipient."""
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()), (0, b""))
        return code, said.decode(errors="replace")
    if isinstance(error, SMTPResponseException):
        words = error.smtp_error
        return error.smtp_code, words.decode(errors="replace") if isinstance(words, bytes) else words
    return 0, str(error)
