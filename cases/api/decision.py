"""GET /applications/{reference}/decision/: once it is signed, and not a day before."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from cases.models import Decision
from recognition.clock import local_date

from .base import CaseView
from .parameters import REFERENCE


class DecisionSerializer(serializers.Serializer):
    """No names: a decision is the authority's, and its reasons are shown as they were signed."""

    outcome = serializers.ChoiceField(Decision.Outcome.choices)
    grounds = serializers.CharField(help_text="Of a refusal: safety_quality_efficacy or other.")
    reasons = serializers.CharField(help_text="As they were signed.")
    conditions = serializers.CharField()
    signed_on = serializers.SerializerMethodField()
    letter = serializers.CharField(help_text="As it was sent to your contact, its subject in the first line.")
    seal = serializers.CharField(help_text="SHA-256 of what was signed.")

    def get_signed_on(self, row: Decision) -> str:
        return local_date(row.signed_at).isoformat() if row.signed_at else ""


class DecisionView(CaseView):
    @extend_schema(
        operation_id="applications_decision",
        summary="The decision on an application",
        description="404 until it is signed.",
        parameters=[REFERENCE],
        responses=DecisionSerializer,
        tags=["Applications"],
    )
    def get(self, request: Request, reference: str) -> Response:
        row = self.case(reference).decisions.filter(state=Decision.State.SIGNED).last()
        if row is None:
            raise NotFound
        return Response(DecisionSerializer(row).data)
