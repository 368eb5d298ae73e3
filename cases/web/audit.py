"""The record of a case as it is kept, whether it holds, and the bundle of evidence."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.evidence.bundle import stream
from cases.notifications.topics import title
from cases.operations.make_evidence import make_evidence
from cases.queries.history import history_of
from cases.queries.keyset import Order, page_of
from recognition.accounts.permissions import INSPECT, may
from recognition.audit.canonical import canonical
from recognition.audit.models import Entry
from recognition.audit.verify import verify_subject
from recognition.clock import local_date, now

from .frame import Frame, frame_of

ENTRIES = 50


@never_cache
@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    frame = _inspected(request, reference)
    asked = request.GET
    order = Order("recorded_at", descending=True)
    page = page_of(
        history_of(frame.case), order, size=ENTRIES, after=asked.get("after", ""), before=asked.get("before", "")
    )
    found = verify_subject("application", str(frame.case.pk))
    context = {"key_page": page, "entries": [_shown(row) for row in page.rows], "verdict": found}
    return render(request, "cases/audit.html", frame.context("case-audit") | context)


@never_cache
@require_POST
def evidence(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The bundle, as it is made. A paper that is not what arrived breaks it off, so that nobody takes it for whole."""
    frame = _inspected(request, reference)
    with_documents = request.POST.get("documents") == "on"
    bundle = make_evidence(application=frame.case, actor=frame.actor, at=now(), with_documents=with_documents)
    response = StreamingHttpResponse(stream(bundle), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{frame.case.reference}-evidence.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _inspected(request: HttpRequest, reference: str) -> Frame:
    """404 before 403: who may not know of the case learns nothing."""
    frame = frame_of(request, reference)
    if not may(frame.actor, INSPECT):
        raise PermissionDenied("Only leads, managers and auditors see the record of a case.")
    return frame


def _shown(entry: Entry) -> dict[str, Any]:
    return {
        "row": entry,
        "title": title(entry.action),
        "counts_for": entry.on if entry.on != local_date(entry.at) else None,
        "data": canonical(entry.data) if entry.data else "",
    }
