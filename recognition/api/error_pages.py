"""The error catalogue: the page that a problem's `type` leads to. For everyone, signed in or not."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from .catalogue import KINDS


@method_decorator(login_not_required, name="dispatch")
class ErrorCatalogue(TemplateView):
    template_name = "api/errors.html"
    extra_context = {"kinds": KINDS.values()}


@method_decorator(login_not_required, name="dispatch")
class ErrorPage(TemplateView):
    template_name = "api/error.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = KINDS.get(kwargs["slug"])
        if kind is None:
            raise Http404
        return super().get_context_data(**kwargs, kind=kind)
