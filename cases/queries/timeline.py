"""A case's timeline: its entries and notes, narrowed by kind, person, days and words. A fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import CharField, Q, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from cases.models import Application, Note
from recognition.audit.models import Entry

from .history import history_of
from .mentions import notes_with_people

# By kind, how the names of its events begin. What no kind has is a move.
KINDS: Final[dict[str, tuple[str, ...]]] = {
    "note": ("note_",),
    "people": ("people_", "conflict_"),
    "reminder": ("reminder_",),
    "assessment": ("assessment_", "objection_", "checklist_", "section_"),
    "request": ("information_", "point", "extension_", "late_reply", "reply_", "discipline_said"),
    "document": ("document_", "letter_"),
    "date": ("date_", "kept_dates"),
}
MOVES: Final = "move"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the timeline is narrowed to; what is empty narrows nothing. `since` and `until` are both included."""

    kind: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""


def timeline(application: Application, asked: Asked, titles: Mapping[str, str]) -> QuerySet[Entry]:
    """`titles` says what each event is called, since words are looked for there too."""
    rows = history_of(application)
    if asked.kind:
        rows = rows.filter(_of_kind(asked.kind))
    if asked.person:
        rows = rows.filter(actor_label=asked.person)
    if asked.since:
        rows = rows.filter(on__gte=asked.since)
    if asked.until:
        rows = rows.filter(on__lte=asked.until)
    if asked.text:
        rows = rows.alias(said=Cast("data", TextField()), note=KT("data__note"))
    for word in asked.text.split()[:10]:
        rows = rows.filter(_has(word, application, titles))
    return rows


def at_note(application: Application, note: str) -> str:
    """The cursor of the page of a timeline that begins with a note, by its key; empty where there is no such note."""
    if not (note.isascii() and note.isdigit() and len(note) < 19):
        return ""
    row = history_of(application).filter(action="note_added", data__note=int(note)).first()
    return f"{row.recorded_at}~{row.pk + 1}" if row else ""


def people_of(application: Application) -> list[str]:
    """Who has an entry in it, by the name the record knows them by."""
    names = history_of(application).order_by("actor_label").values_list("actor_label", flat=True).distinct()
    return list(names)


def notes_of(entries: Iterable[Entry], application: Application) -> dict[int, Note]:
    """The notes that these entries say were added."""
    keys = [entry.data["note"] for entry in entries if entry.action == "note_added" and "note" in entry.data]
    rows = notes_with_people(Note.objects.filter(application=application, pk__in=keys)) if keys else []
    return {note.pk: note for note in rows}


def _of_kind(kind: str) -> Q:
    if kind != MOVES:
        return _beginning(KINDS[kind])
    return ~_beginning([start for starts in KINDS.values() for start in starts])


def _beginning(starts: Iterable[str]) -> Q:
    found = Q()
    for start in starts:
        found |= Q(action__startswith=start)
    return found


def _has(word: str, application: Application, titles: Mapping[str, str]) -> Q:
    """In what the event is called, in its reason, in what changed, in who did it, or in the note that was added."""
    called = [action for action, title in titles.items() if word.lower() in title.lower()]
    notes = Note.objects.filter(application=application, text__icontains=word).order_by()
    in_note = Q(action="note_added", note__in=notes.values(key=Cast("pk", CharField())))
    in_words = Q(reason__icontains=word) | Q(actor_label__icontains=word) | Q(said__icontains=word)
    return Q(action__in=called) | in_words | in_note
