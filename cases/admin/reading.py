"""Who may look, and that nobody may do more: the pages of the cases ask for `READ`, as every other entrance does.

Django's own permissions are not asked. Administrators hold `configure_routes` and not `read`, so they see no case here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from cases.models import Application
from cases.queries.visible import visible_to
from recognition.accounts.actors import person
from recognition.accounts.models import User
from recognition.accounts.permissions import READ, may

if TYPE_CHECKING:  # Django's classes take a type argument for the checker alone
    _ModelAdmin = admin.ModelAdmin[Any]
    _TabularInline = admin.TabularInline[Any, Any]
    _Options = admin.options.BaseModelAdmin[Any]
else:
    _ModelAdmin, _TabularInline, _Options = admin.ModelAdmin, admin.TabularInline, object


def may_read(request: HttpRequest) -> bool:
    user = request.user
    return isinstance(user, User) and user.is_staff and may(person(user), READ)


def visible_cases(request: HttpRequest) -> QuerySet[Application]:
    return visible_to(person(request.user)) if isinstance(request.user, User) else Application.objects.none()


class _ReadOnly(_Options):
    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_read(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyAdmin(_ReadOnly, _ModelAdmin):
    actions = None
    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_read(request)


class ReadOnlyInline(_ReadOnly, _TabularInline):
    """`with_` are the foreign keys that its columns show, fetched with the rows."""

    extra = 0
    can_delete = False
    show_change_link = True
    with_: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related(*self.with_) if self.with_ else rows
