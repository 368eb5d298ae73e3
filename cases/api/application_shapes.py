"""An application and its reference approvals as companies read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.models import Application, ReferenceApproval, State
from recognition.api.etags import etag_of_version

from .facts import FactsField, ProductSerializer, product_of
from .passport_shapes import PassportSerializer


class ApprovalSerializer(serializers.ModelSerializer):
    regulator = serializers.CharField(source="regulator_id", help_text="A code of GET /regulators/.")

    class Meta:
        model = ReferenceApproval
        fields = (
            "id",
            "regulator",
            "procedure",
            "procedure_number",
            "authorisation_number",
            "approved_on",
            "approval_type",
            "review_type",
            "status",
            "relied_on",
        )


class ApplicationSerializer(serializers.Serializer):
    reference = serializers.CharField(help_text="Permanent, such as IRP-2026-000001.")
    state = serializers.ChoiceField(State.choices)
    route = serializers.SerializerMethodField(help_text="A, B or N; null until one is set.")
    facts = FactsField()
    product = serializers.SerializerMethodField()
    reference_approvals = ApprovalSerializer(many=True)
    innovation_passport = serializers.SerializerMethodField(help_text="Null where it carries none.")
    form_received_on = serializers.DateField(allow_null=True)
    submitted_on = serializers.DateField(allow_null=True)
    rule_set = serializers.CharField(help_text="The version of the rules that it is under.")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    etag = serializers.SerializerMethodField(help_text="Send it as If-Match with the next change.")

    def get_route(self, case: Application) -> str | None:
        return case.route or None

    @extend_schema_field(PassportSerializer(allow_null=True))
    def get_innovation_passport(self, case: Application) -> dict[str, Any] | None:
        found = getattr(case, "innovation_passport", None)  # Django raises where there is no row: then None
        return dict(PassportSerializer(found).data) if found else None

    @extend_schema_field(ProductSerializer)
    def get_product(self, case: Application) -> dict[str, Any]:
        return product_of(case)

    def get_etag(self, case: Application) -> str:
        return etag_of_version(case.version)


class ApplicationPage(serializers.Serializer):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = ApplicationSerializer(many=True)


def application_json(case: Application) -> dict[str, Any]:
    return dict(ApplicationSerializer(case).data)


def applications_json(cases: Iterable[Application]) -> list[dict[str, Any]]:
    """One serializer for all of them: to make one, with its fields, takes longer than to write a case with it."""
    return list(ApplicationSerializer(cases, many=True).data)
