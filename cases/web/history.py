"""A case's history: what happened and what was noted, newest first, narrowed by what stands in the address."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cases.models import Note
from cases.notifications.topics import TITLES
from cases.operations.notes import read_mentions
from cases.queries.keyset import Order, page_of
from cases.queries.mentions import marked
from cases.queries.timeline import at_note, notes_of, people_of, timeline
from cases.workflow.refusals import Refused
from recognition.clock import now

from .events import event_of
from .forms.timeline import TimelineForm
from .frame import Frame
from .people import reader, visible_case

EVENTS_A_PAGE: Final = 50
NEWEST: Final = Order("recorded_at", descending=True)


def history_section(frame: Frame, request: HttpRequest) -> dict[str, Any]:
    case, query = frame.case, request.GET
    form = TimelineForm(MultiValueDict(dict(query.lists())), people=people_of(case))
    rows = timeline(case, form.asked, TITLES)
    after, before = query.get("after", ""), query.get("before", "")
    if not (after or before):
        after = at_note(case, query.get("note", ""))
    page = page_of(rows, NEWEST, size=EVENTS_A_PAGE, after=after, before=before)
    notes = notes_of(page.rows, case)
    return {
        "filters": form,
        "chips": form.chips(query),
        "key_page": page,
        "events": [
            {"event": event_of(entry, frame.deadline_names), "note": _note(notes.get(entry.data.get("note", 0)), frame)}
            for entry in page.rows
        ],
        "add": frame.about("add-note").get(""),
    }


def _note(note: Note | None, frame: Frame) -> dict[str, Any] | None:
    """In pieces, with the people whom it names; and whether it waits to be read by who looks."""
    if note is None:
        return None
    mentions = list(note.mentions.all())
    people = {row.person.username.casefold(): str(row.person) for row in mentions}
    waits = any(row.person == frame.actor.user and row.read_at is None for row in mentions)
    return {"pk": note.pk, "pieces": marked(note.text, people), "waits": waits}


@never_cache
@require_POST
def read(request: HttpRequest, reference: str) -> HttpResponse:
    actor = reader(request)
    case = visible_case(actor, reference)
    try:
        read_mentions(application=case, actor=actor, at=now())
        messages.success(request, f"Notes on {case.reference} that name you are read.")
    except Refused as refused:
        messages.info(request, refused.why)
    return redirect("case-history", reference)
