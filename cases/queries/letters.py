"""The letters of a case, each with what became of its mail."""

from __future__ import annotations

from dataclasses import dataclass

from cases.models import Application, Letter
from recognition.outbox.models import Message

State = Message.State


@dataclass(frozen=True, slots=True)
class Sent:
    """`message` is None where the outbox has been tidied since."""

    row: Letter
    message: Message | None

    @property
    def did_not_arrive(self) -> bool:
        return self.message is not None and self.message.state in (State.BOUNCED, State.PARKED)

    @property
    def state(self) -> tuple[str, str]:
        """The words of its tag, and its colour."""
        if self.message is None:
            return "Not known any more", "grey"
        words, colour = {
            State.WAITING: ("Waiting to be sent", "yellow"),
            State.SENT: ("Sent", "green"),
            State.BOUNCED: ("Came back", "red"),
            State.PARKED: ("Could not be sent", "red"),
        }[State(self.message.state)]
        return words, colour


def letters_of(case: Application) -> list[Sent]:
    """Newest first, by two statements."""
    rows = list(case.letters.select_related("template", "document", "sent_by", "decision", "again_of"))
    messages = {row.key: row for row in Message.objects.filter(key__in=[row.message_key for row in rows])}
    return [Sent(row, messages.get(row.message_key)) for row in rows]


def letter_of(case: Application, letter: int) -> Sent | None:
    return next((one for one in letters_of(case) if one.row.pk == letter), None)
