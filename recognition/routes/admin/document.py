"""A version as a file: taken out for another installation, and brought in as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views import View

from recognition import clock

from .. import publishing
from ..document import DocumentError, as_bytes, export_document
from ..models import RuleSet
from ..publishing import PublishingError
from .base import actor_of, is_administrator

if TYPE_CHECKING:  # rule_sets imports this file
    from .rule_sets import RuleSetAdmin


class DocumentForm(forms.Form):
    document = forms.FileField(
        label="File",
        widget=forms.ClearableFileInput(attrs={"accept": "application/json,.json"}),
        help_text="A rule set as it was exported. It is checked as a whole and becomes a draft, which changes nothing "
        "until it has been proposed and published.",
    )
    version = forms.CharField(
        max_length=20, required=False, help_text="Its name here. Empty: the one that the file gives it."
    )


def exported(row: RuleSet) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{row.code}-{row.version}.json"'}
    return HttpResponse(as_bytes(export_document(row)), content_type="application/json", headers=headers)


class ExportView(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not is_administrator(request):
            raise PermissionDenied
        return exported(get_object_or_404(RuleSet, pk=pk))


class ImportView(View):
    model_admin: RuleSetAdmin | None = None

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, DocumentForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form, actor = DocumentForm(request.POST, request.FILES), actor_of(request)
        if not form.is_valid() or actor is None:
            return self._page(request, form)
        given = form.cleaned_data
        try:
            draft = publishing.import_draft(given["document"], given["version"], actor=actor, at=clock.now())
        except DocumentError as fault:
            for place, words in fault.faults:
                form.add_error(None, f"{place or 'The file'} {words}.")
        except PublishingError as fault:
            form.add_error(None, str(fault))
        else:
            return HttpResponseRedirect(reverse("admin:routes_ruleset_change", args=[draft.pk]))
        return self._page(request, form)

    def _page(self, request: HttpRequest, form: forms.Form) -> HttpResponse:
        if not is_administrator(request):
            raise PermissionDenied
        site: dict[str, Any] = self.model_admin.admin_site.each_context(request) if self.model_admin else {}
        context = {**site, "title": "Import a rule set", "form": form, "opts": RuleSet._meta}
        return render(request, "admin/routes/import.html", context, status=422 if form.errors else 200)
