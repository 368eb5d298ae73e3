"""What the pages of a template share: who may open them, and their frame."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cases.models import LetterTemplate
from recognition.accounts.actors import actor_for
from recognition.accounts.permissions import CONFIGURE, may


def template_for(request: HttpRequest, pk: int) -> LetterTemplate:
    if not may(actor_for(request), CONFIGURE):
        raise PermissionDenied
    return get_object_or_404(LetterTemplate, pk=pk)


def show(
    request: HttpRequest, name: str, title: str, row: LetterTemplate, *, status: int = 200, **context: Any
) -> HttpResponse:
    own = {**admin.site.each_context(request), "title": title, "row": row, "opts": row._meta, **context}
    return render(request, f"admin/letters/{name}.html", own, status=status)
