"""Long text that is kept while it is typed: one writer, and no entry of the record (ADR 0028)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from cases.models import Application, TextDraft
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted
from recognition.accounts.actors import Actor

LONGEST: Final = 200_000
OPEN: Final = ""


def keep_text(
    *, application: Application, actor: Actor, place: str, texts: Mapping[str, str], at: datetime, version: str = ""
) -> None:
    """Each field's text as it stands in the person's browser; none at all says only that they have it open. What is
    kept already keeps the version that it was begun on. The texts go into no record: nobody has said them yet."""
    if actor.user is None:
        raise NotPermitted("PERMISSION", "A draft belongs to a person.")
    _check(place, texts)
    for field, text in {OPEN: "", **texts}.items():
        TextDraft.objects.update_or_create(
            application=application,
            user=actor.user,
            place=place,
            field=field,
            defaults={"text": text.replace("\r\n", "\n"), "saved_at": at},
            create_defaults={"text": text.replace("\r\n", "\n"), "saved_at": at, "since": at, "version": version},
        )


def drop_text(*, application: Application, actor: Actor, place: str) -> None:
    """Saved or thrown away: it need not be brought back."""
    TextDraft.objects.filter(application=application, user=actor.user, place=place).delete()


def _check(place: str, texts: Mapping[str, str]) -> None:
    if not place or len(place) > 120 or any(not field or len(field) > 60 for field in texts):
        raise InvalidInput([FieldError("place", "Say which act and which field the text belongs to.")])
    for field, text in texts.items():
        if len(text) > LONGEST:
            raise InvalidInput([FieldError(field, f"Shorten the text to {LONGEST:,} characters to keep it.")])
        if "\x00" in text:
            raise InvalidInput([FieldError(field, "Remove the NUL character from the text.")])
