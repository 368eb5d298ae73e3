"""The page on which a rule set is moved: what will happen, the reason, and then the one call to `publishing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views import View

from recognition import clock

from .. import publishing
from ..document import DocumentError
from ..models import RuleSet
from ..publishing import PublishingError
from .base import actor_of, is_administrator
from .verbs import VERBS, Move

if TYPE_CHECKING:  # rule_sets imports this file
    from .rule_sets import RuleSetAdmin


class MoveView(View):
    model_admin: RuleSetAdmin | None = None

    def get(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        row, move = self._found(request, pk, verb)
        return self._page(request, row, move, move.form())

    def post(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        row, move = self._found(request, pk, verb)
        form, actor = move.form(request.POST), actor_of(request)
        if not form.is_valid() or actor is None:
            return self._page(request, row, move, form)
        try:
            moved = move.does(row, actor, clock.now(), form.cleaned_data)
        except publishing.Faulty as fault:
            return self._refused(request, row, move, form, fault.faults)
        except (PublishingError, DocumentError) as fault:
            return self._refused(request, row, move, form, [str(fault)])
        messages.success(request, f"{moved} is {str(moved.get_state_display()).lower()}.")
        return HttpResponseRedirect(reverse("admin:routes_ruleset_change", args=[moved.pk]))

    def _found(self, request: HttpRequest, pk: int, verb: str) -> tuple[RuleSet, Move]:
        if not is_administrator(request):
            raise PermissionDenied
        if verb not in VERBS:
            raise Http404("There is no such move.")
        return get_object_or_404(RuleSet, pk=pk), VERBS[verb]

    def _refused(
        self, request: HttpRequest, row: RuleSet, move: Move, form: forms.Form, reasons: list[str]
    ) -> HttpResponse:
        for reason in reasons:
            form.add_error(None, reason)
        return self._page(request, row, move, form)

    def _page(self, request: HttpRequest, row: RuleSet, move: Move, form: forms.Form) -> HttpResponse:
        site = self.model_admin.admin_site.each_context(request) if self.model_admin else {}
        context = {**site, "title": f"{move.label}: {row}", "row": row, "move": move, "form": form, "opts": row._meta}
        status = 409 if form.is_bound and form.non_field_errors() else 200
        return render(request, "admin/routes/move.html", context, status=status)
