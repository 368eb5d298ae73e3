from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from ..models import ChecklistSection, Milestone, Question, Route, Rule, RuleSet
from .base import RulesAdmin, RulesInline
from .compare import CompareView
from .document import ExportView, ImportView, exported
from .links import links_of
from .moves import MoveView
from .verbs import VERBS


class RuleInline(RulesInline):
    """The conditions of a rule stand on its own page, so that this one stays within what a form may send."""

    model = Rule
    fields = ("position", "code", "stage", "effect", "words")
    show_change_link = True
    classes = ("collapse",)


class RouteInline(RulesInline):
    """What else a route has stands on its own page."""

    model = Route
    fields = ("code", "name", "length_days", "day_type", "reverts_to")
    show_change_link = True
    classes = ("collapse",)


class MilestoneInline(RulesInline):
    model = Milestone
    fields = ("position", "code", "name", "route", "clock", "amount", "unit")
    show_change_link = True
    classes = ("collapse",)

    def get_formset(self, request: HttpRequest, obj: RuleSet | None = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields.get("route")
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Route.objects.filter(rule_set=obj)
        return formset


def parts_of(row: RuleSet) -> list[tuple[str, int, str]]:
    """What a rule set is made of, each with its number and the list where every one is a page with all its fields."""
    models = (Question, Rule, Route, Milestone, ChecklistSection)
    lists = [(model, reverse(f"admin:routes_{model._meta.model_name}_changelist")) for model in models]
    return [
        (
            str(model._meta.verbose_name_plural),
            model.objects.filter(rule_set=row).count(),
            f"{url}?rule_set__id__exact={row.pk}",
        )
        for model, url in lists
    ]


@admin.register(RuleSet)
class RuleSetAdmin(RulesAdmin):
    list_display = ("code", "version", "name", "state", "effective_from", "published_by", "published_at")
    list_display_links = ("version",)
    list_filter = ("code", "state")
    list_select_related = ("published_by",)
    readonly_fields = ("state", "proposed_by", "proposed_at", "published_by", "published_at")
    inlines = (RuleInline, RouteInline, MilestoneInline)
    actions = ("propose", "send_back", "retire", "draft", "export")

    def get_inlines(self, request: HttpRequest, obj: RuleSet | None) -> Any:
        return self.inlines if obj else ()

    def get_urls(self) -> list[URLPattern]:
        move = self.admin_site.admin_view(MoveView.as_view(model_admin=self))
        compare = self.admin_site.admin_view(CompareView.as_view(model_admin=self))
        export = self.admin_site.admin_view(ExportView.as_view())
        bring_in = self.admin_site.admin_view(ImportView.as_view(model_admin=self))
        return [
            path("import/", bring_in, name="routes_ruleset_import"),
            path("<int:pk>/move/<slug:verb>/", move, name="routes_ruleset_move"),
            path("<int:pk>/compare/", compare, name="routes_ruleset_compare"),
            path("<int:pk>/export/", export, name="routes_ruleset_export"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {"import_url": reverse("admin:routes_ruleset_import"), **(extra_context or {})}
        return super().changelist_view(request, context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        moves = [(verb, move.label) for verb, move in VERBS.items() if row and move.is_open(row)]
        context = {"moves": moves, "has_versions": RuleSet.objects.count() > 1, "parts": parts_of(row) if row else []}
        context["links"] = links_of(row) if row else []
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    @admin.action(description="Propose the chosen draft")
    def propose(self, request: HttpRequest, rows: QuerySet[RuleSet]) -> HttpResponse | None:
        return self._to_page(request, rows, "propose")

    @admin.action(description="Send the chosen proposal back")
    def send_back(self, request: HttpRequest, rows: QuerySet[RuleSet]) -> HttpResponse | None:
        return self._to_page(request, rows, "send_back")

    @admin.action(description="Retire the chosen version")
    def retire(self, request: HttpRequest, rows: QuerySet[RuleSet]) -> HttpResponse | None:
        return self._to_page(request, rows, "retire")

    @admin.action(description="Make a new draft from the chosen version")
    def draft(self, request: HttpRequest, rows: QuerySet[RuleSet]) -> HttpResponse | None:
        return self._to_page(request, rows, "draft")

    @admin.action(description="Export the chosen version as JSON")
    def export(self, request: HttpRequest, rows: QuerySet[RuleSet]) -> HttpResponse | None:
        row = self._one(request, rows)
        return exported(row) if row else None

    def _to_page(self, request: HttpRequest, rows: QuerySet[RuleSet], verb: str) -> HttpResponse | None:
        row = self._one(request, rows)
        return HttpResponseRedirect(reverse("admin:routes_ruleset_move", args=[row.pk, verb])) if row else None

    def _one(self, request: HttpRequest, rows: QuerySet[RuleSet]) -> RuleSet | None:
        chosen = list(rows[:2])
        if len(chosen) == 1:
            return chosen[0]
        self.message_user(request, "Choose one version: each move is made on its own, with its reason.", "error")
        return None
