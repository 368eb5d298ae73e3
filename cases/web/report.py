"""The assessment report of a case: to read and to print, and as a PDF."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.queries.assessment_report import report_of, report_pdf
from cases.queries.served import pdf_attachment
from cases.queries.standing import standing_of
from recognition.clock import local_date, now

from .frame import Frame
from .pages import page
from .people import reader, visible_case


def _report(frame: Frame, request: HttpRequest) -> dict[str, Any]:
    return {"page": "case-assessment", "report": report_of(frame.standing)}


show = page("case-assessment", "cases/report.html", _report)


@never_cache
@require_safe
def as_file(request: HttpRequest, reference: str) -> HttpResponse:
    case, at = visible_case(reader(request), reference), now()
    report = report_of(standing_of(case, today=local_date(at)))
    return pdf_attachment(report_pdf(report, at=at), name=f"{case.reference}-assessment-report.pdf")
