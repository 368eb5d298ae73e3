from __future__ import annotations

from typing import Any

from django.core.files import File
from django.http import FileResponse, HttpResponse
from django.utils.text import slugify

from cases.models import Document
from recognition.files.content import SUFFIXES
from recognition.printed import MEDIA_TYPE

from .written import Written


def as_attachment(row: Document, content: File[Any], *, reference: str) -> FileResponse:
    """To be saved, never to be shown within the site, and never to be taken for another type than it is."""
    name = f"{reference}-{slugify(row.title) or 'document'}{SUFFIXES.get(row.media_type, '')}"
    response = FileResponse(content, as_attachment=True, filename=name, content_type=row.media_type)
    response["Content-Length"] = row.size
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["ETag"] = f'"{row.sha256}"'
    return response


def as_pdf(made: Written) -> HttpResponse:
    """The same for a letter that is not sent yet."""
    return pdf_attachment(made.pdf(), name=f"{made.reference}-letter.pdf")


def pdf_attachment(content: bytes, *, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
