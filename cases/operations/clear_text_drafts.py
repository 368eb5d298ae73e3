"""Old rows of what people have open and have typed, cleared; no text goes that is nowhere else (ADR 0028)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from cases.models import CLOSED, SectionAnswer, TextDraft

PRESENCE: Final = timedelta(hours=1)  # counted for five minutes; then only in the way of a new “since”
SAVED: Final = timedelta(days=1)
UNSAVED: Final = timedelta(days=365)
A_PAGE: Final = 200
SECTION: Final = "assess-section/"  # the place of a section's text; its code follows


def clear_text_drafts(*, at: datetime) -> dict[str, int]:
    """Who had a place open, after an hour. What was typed, after a day where it is empty or the section has it word for
    word. All else stays while its case is open, for whatever may still become of it, and a year after it was typed."""
    return {"presence": _presence(at), "empty": _empty(at), "saved": _saved(at), "closed": _of_closed_cases(at)}


def _presence(at: datetime) -> int:
    return int(TextDraft.objects.filter(field="", saved_at__lt=at - PRESENCE).delete()[0])


def _empty(at: datetime) -> int:
    return int(TextDraft.objects.exclude(field="").filter(text="", saved_at__lt=at - SAVED).delete()[0])


def _saved(at: datetime) -> int:
    """Page by page: what is not saved stays, and must not hide what is behind it."""
    rows = TextDraft.objects.filter(place__startswith=SECTION, field="findings", saved_at__lt=at - SAVED)
    count, last = 0, 0
    while True:
        with transaction.atomic():
            page = _locked(rows.filter(pk__gt=last))
            count += _delete(_as_it_is_saved(page))
        if not page:
            return count
        last = page[-1].pk


def _as_it_is_saved(rows: list[TextDraft]) -> list[TextDraft]:
    answers = SectionAnswer.objects.filter(assessment__application__in={row.application_id for row in rows})
    found = answers.values_list("assessment__application", "section", "findings")
    kept = {(case, section): _plain(text) for case, section, text in found}
    return [row for row in rows if kept.get((row.application_id, row.place[len(SECTION) :])) == _plain(row.text)]


def _of_closed_cases(at: datetime) -> int:
    with transaction.atomic():
        return _delete(_locked(TextDraft.objects.filter(application__state__in=CLOSED, saved_at__lt=at - UNSAVED)))


def _locked(rows: QuerySet[TextDraft]) -> list[TextDraft]:
    """What is typed on at this moment is passed by."""
    return list(rows.select_for_update(of=("self",), skip_locked=True).order_by("pk")[:A_PAGE])


def _delete(rows: list[TextDraft]) -> int:
    return int(TextDraft.objects.filter(pk__in=[row.pk for row in rows]).delete()[0]) if rows else 0


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
