"""A letter leaves: its PDF in the store, its rows, the record's entry and the mail, all of them or none."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from cases.models import Application, Letter, LetterTemplate
from cases.queries.written import Addressee
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import RuleRefused, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import RECORD
from recognition.outbox.models import Message

from .kept_letter import keep_letter, kept_document, sender, worded
from .require import require
from .write_letter import addressee, write_letter

SENT: Final = "letter_sent"
NOT_ARRIVED: Final = (Message.State.BOUNCED, Message.State.PARKED)


def send_letter(
    *,
    application: Application,
    actor: Actor,
    template: LetterTemplate,
    key: UUID,
    read: str,
    at: datetime,
    about: str = "",
    free_part: str = "",
    to: Addressee | None = None,
) -> Letter:
    """`key` is drawn when the letter is read: of two presses the second finds the first one's letter. `read` is the
    `Written.mark` of what was read; where the case has changed since, `WrongState` and nothing is sent."""
    sender(actor)
    with locked(application) as case:
        if sent := case.letters.filter(key=key).first():
            return sent
        made = write_letter(
            application=case, actor=actor, template=template, at=at, about=about, free_part=free_part, to=to
        )
        if made.mark != read:
            raise WrongState("READ-ANOTHER", "The case has changed since you read the letter. Read it again first.")
        with kept_document(case, made, actor=actor, at=at) as document:
            case.held_letter = worded(document, made.subject, made.text, email=made.to.email, name=made.to.name)
            data = {
                "template": f"{template.code} {template.version}",
                "subject": made.subject,
                "to": made.to.email,
                "document": document.pk,
                "sha256": document.sha256,
            }
            change(case, SENT, actor=actor, at=at, data=data, tells=("company",))
            return keep_letter(
                case,
                actor=actor,
                at=at,
                topic=SENT,
                key=key,
                template=template,
                document=document,
                subject=made.subject,
                text=made.text,
            )


def send_letter_again(
    *, application: Application, letter: int, actor: Actor, key: UUID, to: Addressee, at: datetime
) -> Letter:
    """The same letter, to another address or the same one, where the mail of the first did not arrive."""
    require(actor, RECORD, "Send a letter again")
    sender(actor)
    with locked(application) as case:
        if sent := case.letters.filter(key=key).first():
            return sent
        first = case.letters.select_related("document__application").get(pk=letter)
        _require_not_arrived(first)
        whom = addressee(case, to)
        case.held_letter = worded(first.document, first.subject, first.text, email=whom.email, name=whom.name)
        data = {"again_of": first.pk, "subject": first.subject, "to": whom.email, "sha256": first.document.sha256}
        change(case, SENT, actor=actor, at=at, data=data, tells=("company",))
        return keep_letter(
            case,
            actor=actor,
            at=at,
            topic=SENT,
            key=key,
            again_of=first,
            template_id=first.template_id,
            document=first.document,
            decision_id=first.decision_id,
            subject=first.subject,
            text=first.text,
        )


def _require_not_arrived(letter: Letter) -> None:
    message = Message.objects.filter(key=letter.message_key).first()
    if message is None or message.state not in NOT_ARRIVED:
        how = f"is {message.get_state_display().lower()}" if message else "is not known any more"
        raise RuleRefused("LETTER-ARRIVED", f"Its mail {how}. Only a letter that did not arrive is sent again.")
