"""GET /applications/{reference}/required-documents/: what the submission has to hold, and what of it is there."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.operations.determine import likely_route
from cases.queries.completeness import completeness
from recognition.clock import today

from .base import CaseView
from .parameters import REFERENCE


class NeededSerializer(serializers.Serializer):
    """One requirement of the reference regulator, the route or an answer."""

    code = serializers.CharField(source="row.code", help_text="Such as D1; a refused submission names it.")
    kind = serializers.CharField(source="row.kind", help_text="A code of GET /document-kinds/.")
    words = serializers.CharField(source="row.words")
    is_required = serializers.BooleanField(source="row.is_required", help_text="False: it is only expected.")
    is_there = serializers.BooleanField()
    source = serializers.CharField(source="row.source", allow_blank=True)


class NeededList(serializers.Serializer):
    route = serializers.CharField(help_text="What the rules say today, or the route that has been set.")
    results = NeededSerializer(many=True)


class RequiredDocuments(CaseView):
    @extend_schema(
        operation_id="required_documents_list",
        summary="The documents that its submission has to hold",
        description="By its reference regulator, its route, the approval's procedure and its answers, as of today or "
        "of the day of its submission. A submission without a required one is refused.",
        parameters=[REFERENCE],
        responses=NeededList,
        tags=["Documents"],
    )
    def get(self, request: Request, reference: str) -> Response:
        case, day = self.case(reference), today()
        route = likely_route(case, today=day)
        body = {"route": route, "results": completeness(case, route=route, on=day)}
        return Response(NeededList(body).data)
