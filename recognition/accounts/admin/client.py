from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import get_access_token_model

from recognition.accounts.models import ApiClient
from recognition.accounts.models.client import OVERLAP
from recognition.clock import now

from .recorded import RecordedAdmin

ONE_AT_A_TIME: Final = "Choose one client at a time: its secret is shown once."


class ApiClientAdmin(RecordedAdmin):
    """Companies' credentials. The secret is shown once, on the answer that makes it; only its hash is stored.

    `previous_secret_used_at` says whether the company has gone over to the new one, so that the old may end early.
    """

    list_display = ("name", "organisation", "client_id", "last_used_at", "secret_used_at", "previous_secret_ends_at")
    list_select_related = ("organisation",)
    search_fields = ("name", "client_id", "organisation__name")
    readonly_fields = (
        "client_id",
        "created",
        "last_used_at",
        "secret_used_at",
        "previous_secret_ends_at",
        "previous_secret_used_at",
    )
    fields = ("name", "organisation", *readonly_fields)
    actions = ("rotate_secret", "give_new_secret", "end_previous_secret")

    def save_model(self, request: HttpRequest, obj: ApiClient, form: Any, change: bool) -> None:
        if not change:
            obj.plain_secret = obj.client_secret = generate_client_secret()  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: ApiClient, post_url_continue: str | None = None) -> HttpResponse:
        return self._show(request, obj, obj.plain_secret)  # type: ignore[attr-defined]

    @admin.action(description="Rotate the secret: the old one works for 7 more days", permissions=["change"])
    def rotate_secret(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._renew(request, queryset, OVERLAP)

    @admin.action(description="Give a new secret and end at once what the old one opened", permissions=["change"])
    def give_new_secret(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._renew(request, queryset, timedelta(0))

    @admin.action(description="End the secret before this one now", permissions=["change"])
    def end_previous_secret(self, request: HttpRequest, queryset: Any) -> None:
        with transaction.atomic():
            for client in queryset.select_for_update(of=("self",), no_key=True).exclude(previous_secret=""):
                client.end_previous_secret()
                self.into_record(request, client, "previous_secret_ended", [])
        self.message_user(request, "Only the newest secret works now.")

    def _renew(self, request: HttpRequest, queryset: Any, overlap: timedelta) -> HttpResponse | None:
        if queryset.count() != 1:
            self.message_user(request, ONE_AT_A_TIME, "warning")
            return None
        with transaction.atomic():
            client = queryset.select_for_update(of=("self",), no_key=True).get()
            secret = client.rotate_secret(at=now(), overlap=overlap)
            if not overlap:
                get_access_token_model().objects.filter(application=client).delete()
            self.into_record(request, client, "secret_rotated" if overlap else "secret_renewed", [])
        return self._show(request, client, secret)

    def _show(self, request: HttpRequest, client: ApiClient, secret: str) -> HttpResponse:
        """Rendered at once, never passed through a session or a cookie."""
        context = {**self.admin_site.each_context(request), "client": client, "secret": secret, "opts": self.opts}
        answer = render(request, "accounts/admin_secret.html", context | {"title": "The client's secret"})
        answer["Cache-Control"] = "no-store"
        return answer
