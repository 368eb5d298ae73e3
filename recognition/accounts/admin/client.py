from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import get_access_token_model

from recognition.accounts.models import ApiClient

from .recorded import RecordedAdmin


class ApiClientAdmin(RecordedAdmin):
    """Companies' credentials. The secret is shown once, on the answer that makes it; only its hash is stored."""

    list_display = ("name", "organisation", "client_id", "created", "last_used_at")
    list_select_related = ("organisation",)
    search_fields = ("name", "client_id", "organisation__name")
    fields = ("name", "organisation", "client_id", "created", "last_used_at")
    readonly_fields = ("client_id", "created", "last_used_at")
    actions = ("give_new_secret",)

    def save_model(self, request: HttpRequest, obj: ApiClient, form: Any, change: bool) -> None:
        if not change:
            obj.plain_secret = obj.client_secret = generate_client_secret()  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: ApiClient, post_url_continue: str | None = None) -> HttpResponse:
        return self._show(request, obj, obj.plain_secret)  # type: ignore[attr-defined]

    @admin.action(description="Give a new secret and end what the old one opened", permissions=["change"])
    def give_new_secret(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        if queryset.count() != 1:
            self.message_user(request, "Choose one client at a time: its secret is shown once.", "warning")
            return None
        with transaction.atomic():
            client = queryset.select_for_update(of=("self",), no_key=True).get()
            client.client_secret = secret = generate_client_secret()
            client.save(update_fields=["client_secret", "updated"])
            get_access_token_model().objects.filter(application=client).delete()
            self.into_record(request, client, "secret_renewed", [])
        return self._show(request, client, secret)

    def _show(self, request: HttpRequest, client: ApiClient, secret: str) -> HttpResponse:
        """Rendered at once, never passed through a session or a cookie."""
        context = {**self.admin_site.each_context(request), "client": client, "secret": secret, "opts": self.opts}
        answer = render(request, "accounts/admin_secret.html", context | {"title": "The client's secret"})
        answer["Cache-Control"] = "no-store"
        return answer
