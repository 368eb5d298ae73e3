"""The papers of a case, narrowed by what stands in the address, on the page and as one zip."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cases.operations.zip_documents import zip_documents
from cases.queries import case_page as rows
from cases.queries.completeness import completeness
from recognition.clock import now

from .forms.documents_filter import DocumentsForm
from .frame import Frame
from .papers import papers, zip_of
from .people import reader, visible_case


def documents_section(frame: Frame, request: HttpRequest) -> dict[str, Any]:
    kept = list(rows.documents(frame.case))
    filters = DocumentsForm(request.GET, rows=kept)
    modules = papers(kept, frame.about("replace-document"), filters)
    place = reverse("case-documents-zip", args=[frame.case.reference])
    return {
        "filters": filters,
        "chips": filters.chips(request.GET),
        "has_any": bool(kept),
        "modules": [(one, zip_of([one], _address(place, request.GET, module=str(one.number)))) for one in modules],
        "zip": zip_of(modules, _address(place, request.GET)),
        "needed": completeness(frame.case, route=frame.case.route, on=frame.standing.today),
        "add": frame.about("add-document").get(""),
    }


@never_cache
@require_GET
def as_zip(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What the page shows under the same address, of a case that the person may see, as it is read."""
    case = visible_case(reader(request), reference)
    kept = list(rows.documents(case))
    filters = DocumentsForm(request.GET, rows=kept)
    modules = papers(kept, {}, filters)
    if zip_of(modules, "") is None:
        messages.warning(request, "None of these documents can be given out: their state says why.")
        return redirect(_address(reverse("case-documents", args=[reference]), request.GET))
    shown = [paper.row for module in modules for paper in module.versions]
    words = [chip["words"] for chip in filters.chips(request.GET)]
    content = zip_documents(shown, reference=case.reference, at=now(), narrowed=words)
    response = StreamingHttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{case.reference}-documents.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _address(place: str, query: QueryDict, **more: str) -> str:
    asked = query.copy()
    for name, value in more.items():
        asked[name] = value
    return f"{place}?{asked.urlencode()}" if asked else place
