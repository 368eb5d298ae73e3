"""Letters of the demonstration: written in its stories, prepared by two administrators, one that came back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from cases.models import Application, Letter, LetterTemplate
from cases.operations.letter_templates import new_template_from, propose_template, publish_template
from cases.operations.send_letter import send_letter
from cases.operations.write_letter import write_letter
from recognition.accounts.actors import Actor
from recognition.outbox.bounces.record import record_bounce
from recognition.outbox.models import Message

from .life import Life
from .read import table
from .schedule import Act

BOUNCE = """Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 No such user here

--B
Content-Type: message/rfc822

Message-ID: {message_id}

--B--
"""


def write(life: Life, act: Act) -> None:
    """By who has the case then: its validator before day 0, its lead after."""
    template = LetterTemplate.objects.get(code=act.details["letter"], state=LetterTemplate.State.PUBLISHED)
    case = Application.objects.select_related("organisation", "rule_set").get(pk=life.case.pk)
    actor = life.lead if case.lead_id else life.cast.staff["validator"]
    words = act.details.get("words")
    part = life.words(words) if words else ""
    made = write_letter(application=case, actor=actor, template=template, at=act.at, free_part=part)
    send_letter(
        application=case, actor=actor, template=template, key=uuid4(), read=made.mark, at=act.at, free_part=part
    )


def prepare_templates(staff: Mapping[str, Actor], *, at: datetime) -> None:
    """One letter that two administrators put into use, and a version that waits for the second one."""
    first, second = staff["administrator2"], staff["admin"]
    words = table("texts")["templates"]
    meeting = LetterTemplate.objects.create(**words["meeting"])
    propose_template(meeting, actor=first, at=at, reason="Asked for by the assessment teams.")
    publish_template(meeting, actor=second, at=at, reason="Read, tried on two cases, and agreed.")
    older = LetterTemplate.objects.get(code="acknowledgement", state=LetterTemplate.State.PUBLISHED)
    newer = new_template_from(older, words["acknowledgement"]["version"], actor=first, at=at)
    newer.body = words["acknowledgement"]["body"]
    newer.save(update_fields=["body"])
    propose_template(newer, actor=first, at=at, reason="Shorter, after comments from companies.")


def send_one_back(*, at: datetime) -> None:
    """The newest letter that left by itself did not find its reader."""
    keys = Letter.objects.filter(decision=None).values("message_key")
    message = Message.objects.filter(key__in=keys, state=Message.State.SENT).order_by("-id").first()
    if message is not None:
        record_bounce(BOUNCE.format(message_id=message.message_id).encode(), at=at)
