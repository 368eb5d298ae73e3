from __future__ import annotations

from datetime import datetime

from cases.models import Application, Note
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import NotPermitted
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import RECORD, SIGN, may

from .require import require_text


def add_note(*, application: Application, actor: Actor, text: str, at: datetime) -> Note:
    """A remark among staff, also on a closed case; never shown to a company. Auditors read and write nothing."""
    words = require_text(text, "text", "the note")
    if not (may(actor, RECORD) or may(actor, SIGN)):
        raise NotPermitted("PERMISSION", f"{actor.label} may not do this: Add a note.")
    if actor.user is None:
        raise NotPermitted("PERMISSION", "Notes are among staff.")
    with locked(application) as case:
        note = Note.objects.create(application=case, author=actor.user, text=words, at=at)
        change(case, "note_added", actor=actor, at=at, data={"note": note.pk})
    return note
