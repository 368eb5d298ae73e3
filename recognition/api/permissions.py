from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from .problems import Problem

if TYPE_CHECKING:  # the view is built on this file
    from .views import ApiView


class HasScope(BasePermission):
    """The view names a scope for each of its methods; a method without one needs a token and nothing more."""

    def has_permission(self, request: Request, view: ApiView) -> bool:  # type: ignore[override]
        scope = view.scopes.get(request.method or "", "")
        if scope and not request.auth.allow_scopes([scope]):
            challenge = f'Bearer realm="Recognition", error="insufficient_scope", scope="{scope}"'
            words = f"The token was not asked for with the scope {scope}."
            raise Problem("missing-scope", words, headers={"WWW-Authenticate": challenge})
        return True
