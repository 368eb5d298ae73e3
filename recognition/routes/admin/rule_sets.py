from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from ..document import as_bytes, export_document
from ..models import Milestone, Route, Rule, RuleSet
from .base import RulesAdmin, RulesInline
from .moves import MoveView
from .verbs import VERBS


class RuleInline(RulesInline):
    """The conditions of a rule stand on its own page, so that this one stays within what a form may send."""

    model = Rule
    fields = ("position", "code", "stage", "effect", "words")
    show_change_link = True


class RouteInline(RulesInline):
    model = Route
    show_change_link = True


class MilestoneInline(RulesInline):
    model = Milestone
    fields = ("position", "code", "name", "route", "clock", "amount", "unit")
    show_change_link = True

    def get_formset(self, request: HttpRequest, obj: RuleSet | None = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields.get("route")
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Route.objects.filter(rule_set=obj)
        return formset


@admin.register(RuleSet)
class RuleSetAdmin(RulesAdmin):
    list_display = ("code", "version", "name", "state", "effective_from", "published_by", "published_at")
    list_display_links = ("version",)
    list_filter = ("code", "state")
    list_select_related = ("published_by",)
    readonly_fields = ("state", "proposed_by", "proposed_at", "published_by", "published_at")
    inlines = (RuleInline, RouteInline, MilestoneInline)
    actions = ("propose", "send_back", "publish", "retire", "draft", "export")

    def get_inlines(self, request: HttpRequest, obj: RuleSet | None) -> Any:
        return self.inlines if obj else ()

    def get_urls(self) -> list[URLPattern]:
        move = self.admin_site.admin_view(MoveView.as_view(model_admin=self))
        return [path("<int:pk>/move/<slug:verb>/", move, name="routes_ruleset_move"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        moves = [(verb, move.label) for verb, move in VERBS.items() if row and move.is_open(row)]
        return super().change_view(request, object_id, form_url, {"moves": moves, **(extra_context or {})})

    @admin.action(description="Propose the chosen draft")
    def propose(self, request: HttpRequest, rows: QuerySet[RuleSet]) -> HttpResponse | None:
        return self._to_page(request, rows, "propose")

    @admin.action(description="Send the chosen proposal back")
    def send_back(self, request: HttpRequest, rows: QuerySet[RuleSet]) -> HttpResponse | None:
        return self._to_page(request, rows, "send_back")

    @admin.action(description="Publish the chosen proposal")
    def publish(self, request: HttpRequest, rows: QuerySet[RuleSet]) -> HttpResponse | None:
        return self._to_page(request, rows, "publish")

    @admin.action(description="Retire the chosen version")
    def retire(self, request: HttpRequest, rows: QuerySet[RuleSet]) -> HttpResponse | None:
        return self._to_page(request, rows, "retire")

    @admin.action(description="Make a new draft from the chosen version")
    def draft(self, request: HttpRequest, rows: QuerySet[RuleSet]) -> HttpResponse | None:
        return self._to_page(request, rows, "draft")

    @admin.action(description="Export the chosen version as JSON")
    def export(self, request: HttpRequest, rows: QuerySet[RuleSet]) -> HttpResponse | None:
        row = self._one(request, rows)
        if row is None:
            return None
        name = f"{row.code}-{row.version}.json"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(as_bytes(export_document(row)), content_type="application/json", headers=headers)

    def _to_page(self, request: HttpRequest, rows: QuerySet[RuleSet], verb: str) -> HttpResponse | None:
        row = self._one(request, rows)
        return HttpResponseRedirect(reverse("admin:routes_ruleset_move", args=[row.pk, verb])) if row else None

    def _one(self, request: HttpRequest, rows: QuerySet[RuleSet]) -> RuleSet | None:
        chosen = list(rows[:2])
        if len(chosen) == 1:
            return chosen[0]
        self.message_user(request, "Choose one version: each move is made on its own, with its reason.", "error")
        return None
