"""The published reference data, such as regulators and questions. Small, so whole, and kept by whoever has read it."""

from __future__ import annotations

from typing import Any, Final

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from recognition.api.etags import answer_with_etag
from recognition.api.views import ApiView
from recognition.clock import today
from recognition.routes.ledger import TARGET
from recognition.routes.load import current
from recognition.routes.models import DocumentKind, Regulator

from .reference_shapes import (
    DocumentKindList,
    DocumentKindSerializer,
    QuestionList,
    QuestionSerializer,
    RegulatorList,
    RegulatorSerializer,
    RouteList,
)

KEEP: Final = "private, max-age=300"
TAGS: Final = ["Reference data"]


class ReferenceData(ApiView):
    """Any token will do: it is the same for every company."""

    scopes = {}

    def answer(self, request: Request, body: dict[str, Any]) -> Response:
        return answer_with_etag(request, body, cache=KEEP)


class Regulators(ReferenceData):
    @extend_schema(
        operation_id="regulators_list",
        summary="The regulators whose approvals can be relied on",
        description="Also those that no longer are, with the day on which that ended.",
        responses=RegulatorList,
        tags=TAGS,
    )
    def get(self, request: Request) -> Response:
        rows = Regulator.objects.select_related("partner")
        return self.answer(request, {"results": RegulatorSerializer(rows, many=True).data})


class Questions(ReferenceData):
    @extend_schema(
        operation_id="questions_list",
        summary="The questions of the eligibility form",
        description="Their codes are the names in `facts`. As in force today.",
        responses=QuestionList,
        tags=TAGS,
    )
    def get(self, request: Request) -> Response:
        rules = current(today())
        rows = rules.questions.filter(is_computed=False)
        body = {"rule_set": str(rules), "results": QuestionSerializer(rows, many=True).data}
        return self.answer(request, body)


class Routes(ReferenceData):
    @extend_schema(
        operation_id="routes_list",
        summary="The routes and their timetables",
        description="As in force today. `shared_milestones` hold on every route.",
        responses=RouteList,
        tags=TAGS,
    )
    def get(self, request: Request) -> Response:
        rules = current(today())
        milestones = list(rules.milestones.exclude(clock__startswith=TARGET))  # internal targets are not companies'
        routes = list(rules.routes.prefetch_related("phases", "stop_rules__phase"))
        for route in routes:
            own = [row for row in milestones if row.route_id == route.pk]
            route.own = own  # type: ignore[attr-defined]  # for the serializer alone
        shared = [row for row in milestones if row.route_id is None]
        shape = {"rule_set": str(rules), "results": routes, "shared_milestones": shared}
        return self.answer(request, dict(RouteList(shape).data))


class DocumentKinds(ReferenceData):
    @extend_schema(
        operation_id="document_kinds_list",
        summary="The kinds of documents that a company can send",
        description="Their codes are the `kind` of a document; module and section say where in the dossier it belongs.",
        responses=DocumentKindList,
        tags=TAGS,
    )
    def get(self, request: Request) -> Response:
        rows = DocumentKind.objects.exclude(module=DocumentKind.Module.REGULATOR)
        return self.answer(request, {"results": DocumentKindSerializer(rows, many=True).data})
