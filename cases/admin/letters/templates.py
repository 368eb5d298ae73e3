from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern, path

from cases.models import LetterTemplate
from cases.models.letter_field import FIELDS
from recognition.accounts.actors import actor_for
from recognition.accounts.admin.recorded import RecordedAdmin
from recognition.accounts.permissions import CONFIGURE, may

from .compare import compare
from .moves import VERBS, move
from .trial import trial

State = LetterTemplate.State


@admin.register(LetterTemplate)
class LetterTemplateAdmin(RecordedAdmin):
    """Only a draft is changed here; its state moves on a page of its own, with a reason."""

    list_display = ("name", "version", "kind", "state", "published_by", "published_at")
    list_filter = ("state", "kind")
    list_select_related = ("published_by",)
    search_fields = ("name", "code", "subject", "body")
    fields = ("code", "version", "kind", "name", "subject", "body")
    readonly_fields = ("state", "proposed_by", "proposed_at", "published_by", "published_at")
    change_form_template = "admin/letters/change_form.html"
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 24, "cols": 90})}}
    actions = None

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/move/<slug:verb>/", view(move), name="letters_move"),
            path("<int:pk>/compare/", view(compare), name="letters_compare"),
            path("<int:pk>/try/", view(trial), name="letters_try"),
            *super().get_urls(),
        ]

    def get_fields(self, request: HttpRequest, obj: LetterTemplate | None = None) -> Any:
        return (*self.fields, *self.readonly_fields) if obj else self.fields

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        row = self.get_object(request, object_id) if object_id else None
        moves = [(verb, one.label) for verb, one in VERBS.items() if row and row.state in one.states]
        context = {"moves": moves, "letter_fields": list(FIELDS.values()), "why_read_only": _frozen(row)}
        return super().changeform_view(request, object_id, form_url, context | (extra_context or {}))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may(actor_for(request), CONFIGURE)

    def has_view_permission(self, request: HttpRequest, obj: LetterTemplate | None = None) -> bool:
        return may(actor_for(request), CONFIGURE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may(actor_for(request), CONFIGURE)

    def has_change_permission(self, request: HttpRequest, obj: LetterTemplate | None = None) -> bool:
        return may(actor_for(request), CONFIGURE) and not _frozen(obj)

    def has_delete_permission(self, request: HttpRequest, obj: LetterTemplate | None = None) -> bool:
        return may(actor_for(request), CONFIGURE) and not _frozen(obj)


def _frozen(row: LetterTemplate | None) -> str:
    if row is None or row.state == State.DRAFT:
        return ""
    remedy = "send it back to change it" if row.state == State.PROPOSED else "make a new draft from it"
    return f"{row} is {row.get_state_display().lower()}, and only a draft can be changed: {remedy}."
