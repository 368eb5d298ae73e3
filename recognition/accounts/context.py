"""What every page's template may ask: who looks, what they may do, and whether this is a demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .actors import actor_for
from .models import User
from .permissions import BY_ROLE

EVERY_PERMISSION = frozenset().union(*BY_ROLE.values())


def site(request: HttpRequest) -> dict[str, Any]:
    """`may.oversee_outbox`, `may.manage` and so on, by the names in `permissions.py`; all are false signed out."""
    user = getattr(request, "user", None)
    person = user if isinstance(user, User) else None
    held = BY_ROLE.get(person.role, frozenset()) if person and person.is_active else frozenset()
    return {
        "actor": actor_for(request) if person else None,
        "may": {permission: permission in held for permission in EVERY_PERMISSION},
        "DEMO": settings.DEMO,
        "SERVICE_NAME": settings.SERVICE_NAME,
    }
