"""What every call shares. What a view does not say otherwise is closed: a token, a scope, a throttle, JSON."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, Final

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from .idempotency import answer_once

READ: Final = "applications:read"
WRITE: Final = "applications:write"


class ApiView(APIView):
    """`scopes` gives each method's. Every POST takes an Idempotency-Key, unless the view `makes_nothing`. `takes_match`
    are the methods that heed If-Match, `needs_match` those that are refused without it."""

    http_method_names = ["get", "head", "post", "patch", "delete"]
    scopes: ClassVar[Mapping[str, str]] = {"GET": READ, "HEAD": READ, "POST": WRITE, "PATCH": WRITE, "DELETE": WRITE}
    makes_nothing: ClassVar[bool] = False
    takes_match: ClassVar[frozenset[str]] = frozenset()
    needs_match: ClassVar[frozenset[str]] = frozenset()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method == "POST" and hasattr(self, "post") and not self.makes_nothing:
            self.post = partial(answer_once, self.post)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """What a company reads is its own: no cache between may keep it."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
