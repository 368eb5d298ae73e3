"""A template with the examples of its fields. Administrators see no case (ADR 0012): who reads cases tries it on them,
on a page of the workplace."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from cases.queries.served import as_pdf
from cases.queries.written import example_of
from recognition import clock

from .access import show, template_for


def trial(request: HttpRequest, pk: int) -> HttpResponse:
    row = template_for(request, pk)
    faults = row.faults
    made = None if faults else example_of(row, on=clock.today())
    if made is not None and "pdf" in request.GET:
        return as_pdf(made)
    return show(request, "try", f"Test merge: {row}", row, made=made, faults=faults)
