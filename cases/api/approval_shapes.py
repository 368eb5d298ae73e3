from __future__ import annotations

from typing import Final

from rest_framework import serializers

from recognition.api.shapes import StrictSerializer

from .application_shapes import ApprovalSerializer

PROCEDURES: Final = ["CP", "MRP", "DCP", "national", "other"]
TYPES: Final = ["full", "conditional", "exceptional", "accelerated", "provisional", "emergency"]
REVIEWS: Final = ["stand_alone", "reliance", "recognition", "work_sharing"]
STATUSES: Final = ["valid", "suspended", "cancelled"]
ETAG_HELP: Final = "The application's, as it is now."


class ApprovalChange(StrictSerializer):
    """As the document describes it; the operation holds each against the catalogue of questions."""

    regulator = serializers.CharField(required=False, help_text="A code of GET /regulators/.", max_length=12)
    approved_on = serializers.DateField(required=False)
    procedure = serializers.ChoiceField(PROCEDURES, required=False)
    procedure_number = serializers.CharField(required=False, max_length=60)
    authorisation_number = serializers.CharField(required=False, max_length=60)
    approval_type = serializers.ChoiceField(TYPES, required=False)
    review_type = serializers.ChoiceField(REVIEWS, required=False)
    status = serializers.ChoiceField(STATUSES, required=False)
    relied_on = serializers.BooleanField(required=False)


class ApprovalRequest(ApprovalChange):
    regulator = serializers.CharField(help_text="A code of GET /regulators/.", max_length=12)
    approved_on = serializers.DateField()


class ApprovalAnswer(ApprovalSerializer):
    etag = serializers.CharField(help_text=ETAG_HELP)

    class Meta(ApprovalSerializer.Meta):
        fields = (*ApprovalSerializer.Meta.fields, "etag")


class ApprovalList(serializers.Serializer):
    results = ApprovalSerializer(many=True)
    etag = serializers.CharField(help_text=ETAG_HELP)
