"""What is in the administration, and who reaches it there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.test import RequestFactory
from django.urls import get_resolver

from recognition.accounts.models import Role, User
from recognition.accounts.models.user import OUT_OF_REACH

TAKES_NOTHING = {"axes"}  # Its forms show who knocked, and have no field.
READERS = (Role.ADMINISTRATOR, Role.AUDITOR)


def administered() -> Iterator[tuple[Any, str, set[str]]]:
    """Each model with the first role that sees it, and which of add, change and delete that role may."""
    get_resolver().url_patterns  # noqa: B018  (every admin is registered once the URL map is read)
    for model, one in admin.site._registry.items():
        if model._meta.app_label in OUT_OF_REACH:
            continue
        for role in READERS:
            request = RequestFactory().get("/admin/")
            request.user = User(role=role, is_staff=True)
            if one.has_view_permission(request):
                may = {what for what in ("add", "change", "delete") if getattr(one, f"has_{what}_permission")(request)}
                yield model, role, may - {"change"} if model._meta.app_label in TAKES_NOTHING else may
                break


def is_closed(name: str) -> bool:
    """Whether nobody reaches this form of the administration, or anything of this model: they answer with 403."""
    for model in admin.site._registry:
        start = f"admin:{model._meta.app_label}_{model._meta.model_name}_"
        if name.startswith(start):
            return model._meta.app_label in OUT_OF_REACH or name.removeprefix(start) in _shut(model)
    return False


def _shut(model: Any) -> set[str]:
    return {"add", "delete"} - next(may for found, _, may in administered() if found is model)
