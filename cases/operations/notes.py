from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from cases.models import Application, Mention, Note
from cases.notifications.personal import tell_of_mention
from cases.queries.mentions import MOST, names_in, people_named
from cases.queries.visible import sees
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted, WrongState
from recognition.accounts.actors import Actor, person
from recognition.accounts.models import User
from recognition.accounts.permissions import RECORD, SIGN, may

from .require import require_text


def add_note(*, application: Application, actor: Actor, text: str, at: datetime) -> Note:
    """A remark among staff, also on a closed case; never shown to a company. Auditors read and write nothing.

    Whom it names as `@username` finds it on their list and has a mail. Raises `InvalidInput` where nobody has that
    name, or who has it may not see the case.
    """
    words = require_text(text, "text", "the note")
    if not (may(actor, RECORD) or may(actor, SIGN)):
        raise NotPermitted("PERMISSION", f"{actor.label} may not do this: Add a note.")
    if actor.user is None:
        raise NotPermitted("PERMISSION", "Notes are among staff.")
    with locked(application) as case:
        people = _named(words, case)
        note = Note.objects.create(application=case, author=actor.user, text=words, at=at)
        mentions = Mention.objects.bulk_create(Mention(note=note, person=user) for user in people)
        for mention in mentions:
            tell_of_mention(mention, at=at)
        change(case, "note_added", actor=actor, at=at, data={"note": note.pk, **_told(people)})
    return note


def read_mentions(*, application: Application, actor: Actor, at: datetime) -> int:
    """Whoever has been named on a case has read it: it leaves their list. Raises `WrongState` where none waits."""
    with locked(application) as case:
        if not sees(actor, case):
            raise NotPermitted("PERMISSION", "You may not see this case.")
        count = Mention.objects.filter(person=actor.user, read_at=None, note__application=case).update(read_at=at)
    if not count:
        raise WrongState("STATE", "Nothing that names you waits on this case.")
    return count


def _named(text: str, case: Application) -> list[User]:
    names = names_in(text)
    if len(names) > MOST:
        raise InvalidInput([FieldError("text", f"Name {MOST} people at most; the note names {len(names)}.")])
    found = people_named(names)
    if unknown := [name for name in names if name not in found]:
        words = f"Nobody has the username {_listed(unknown)}. Look it up below, or leave the @ out."
        raise InvalidInput([FieldError("text", words)])
    people = list(dict.fromkeys(found.values()))
    if barred := [user.username for user in people if not sees(person(user), case)]:
        words = f"{_listed(barred)} may not see this case, so a note cannot name them. Leave the @ out."
        raise InvalidInput([FieldError("text", words)])
    return people


def _listed(names: Collection[str]) -> str:
    return ", ".join(f"@{name[:60]}" for name in names)


def _told(people: Collection[User]) -> dict[str, list[str]]:
    return {"mentions": [str(user) for user in people]} if people else {}
