from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django_otp.plugins.otp_totp.models import TOTPDevice

from recognition.accounts.models import Assessor, User

from .recorded import RecordedAdmin


class AssessorForm(forms.ModelForm):
    """`disciplines` are the words that assessments are given out by; a comma stands between them."""

    class Meta:
        model = Assessor
        fields = ("disciplines", "team")
        help_texts = {
            "disciplines": "quality, non_clinical, clinical, pharmacovigilance, product_information; "
            "with commas between where there are several."
        }


class AssessorInline(admin.StackedInline):
    model = Assessor
    form = AssessorForm
    can_delete = True
    verbose_name_plural = "What this person assesses"


@admin.register(User)
class StaffAdmin(RecordedAdmin, UserAdmin):
    """People and their one role. Nobody is deleted, since the record names them: make them inactive instead."""

    inlines = (AssessorInline,)
    list_display = ("username", "first_name", "last_name", "email", "role", "is_active", "second_factor")
    list_filter = ("role", "is_active")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("What they may do", {"fields": ("role", "is_active")}),
        ("When", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email", "role")}),
        ("Password", {"fields": ("usable_password", "password1", "password2")}),
    )
    actions = ("remove_second_factor",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        device = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).annotate(has_device=Exists(device))

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.inlines if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(boolean=True, ordering="has_device")
    def second_factor(self, user: User) -> bool:
        return bool(getattr(user, "has_device", False))

    @admin.action(description="Remove the second factor (lost device)", permissions=["change"])
    def remove_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        with transaction.atomic():
            for user in queryset:
                user.totpdevice_set.all().delete()  # type: ignore[attr-defined]
                self.into_record(request, user, "second_factor_removed", [])
        self.message_user(request, "They sign in with their password alone now.", messages.SUCCESS)
