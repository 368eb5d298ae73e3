"""What the calls about cases share: who acts, which case it is, and how an operation's refusal is answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from cases.models import Application
from cases.queries.visible import visible_to
from cases.workflow.lock import holding
from cases.workflow.refusals import Refused
from recognition.accounts.actors import Actor, company
from recognition.api.etags import check_match, etag_of_version
from recognition.api.views import ApiView

from .refusals import problem_of

Shape = TypeVar("Shape", bound=Serializer)


class CaseView(ApiView):
    """`pointers` says where in the request a field stood that an operation knows by another name."""

    pointers: Mapping[str, str] = {}

    @property
    def actor(self) -> Actor:
        return company(self.request.auth.application)

    def cases(self) -> QuerySet[Application]:
        """The company's own, with what every answer about them needs."""
        rows = visible_to(self.actor).select_related("rule_set", "organisation", "innovation_passport")
        return rows.prefetch_related("reference_approvals", "innovation_passport__advice")

    def case(self, reference: str) -> Application:
        """Another company's case is answered as one that there is not."""
        case = self.cases().filter(reference=reference).first()
        if case is None:
            raise NotFound
        return case

    @contextmanager
    def changing(self, request: Request, reference: str) -> Iterator[Application]:
        """The case under its lock, at the version that the client has read: of two changes at once, one is told."""
        with holding(self.cases().filter(reference=reference)) as case:
            if case is None:
                raise NotFound
            needed = request.method in self.needs_match
            check_match(request, etag_of_version(case.version), needed=needed)
            yield case

    def read(self, shape: type[Shape], request: Request) -> dict[str, Any]:
        """The body, held against its shape. Raises what becomes a 422 with each field's pointer."""
        form = shape(data=request.data)
        form.is_valid(raise_exception=True)
        return form.validated_data

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, Refused):
            exc = problem_of(exc, self.pointers)
        return super().handle_exception(exc)


class OfOneCase(CaseView):
    """An address below one application. Whatever changes it heeds `If-Match`, and a PATCH needs it."""

    takes_match = frozenset({"POST", "PATCH", "DELETE"})
    needs_match = frozenset({"PATCH"})


class Verb(OfOneCase):
    """A verb done to an application needs it too: who does it says what they have read."""

    needs_match = frozenset({"PATCH", "POST"})
