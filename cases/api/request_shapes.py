from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.models import ExtensionRequest, InformationRequest, RequestPoint
from recognition.api.shapes import StrictSerializer, Text


class AnswerGiven(StrictSerializer):
    point = serializers.IntegerField(min_value=1, max_value=32_767)
    text = Text(max_length=20_000)
    documents = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1),
        required=False,
        max_length=100,
        help_text="The `id` of each document that comes with the answer: POST it to …/documents/ first.",
    )


class ReplyRequest(StrictSerializer):
    answers = AnswerGiven(many=True, allow_empty=False)


class PointSerializer(serializers.ModelSerializer):
    documents = serializers.SerializerMethodField(help_text="The `id` of each document that came with the answer.")

    class Meta:
        model = RequestPoint
        fields = ("number", "discipline", "grade", "text", "answer", "documents")

    @extend_schema_field({"type": "array", "items": {"type": "integer"}})
    def get_documents(self, point: RequestPoint) -> list[int]:
        """Those that the company has sent itself; staff may have added others to a reply that came by letter."""
        return sorted(row.pk for row in point.documents.all() if row.from_company)


class ExtensionAsked(StrictSerializer):
    until = serializers.DateField(help_text="The day on which you want the reply to be due.")
    reason = Text(max_length=10_000)


class ExtensionSerializer(serializers.ModelSerializer):
    """Who answered is not told, as with the request itself."""

    state = serializers.ChoiceField(ExtensionRequest.State.choices)
    granted_until = serializers.DateField(allow_null=True, help_text="It may be an earlier day than was asked.")
    answer = serializers.SerializerMethodField(help_text="Why it was declined; empty otherwise.")

    class Meta:
        model = ExtensionRequest
        fields = ("number", "state", "until", "reason", "asked_on", "granted_until", "answer", "answered_on")

    def get_answer(self, row: ExtensionRequest) -> str:
        return row.answer if row.state == ExtensionRequest.State.DECLINED else ""


class ExtensionAnswer(ExtensionSerializer):
    etag = serializers.CharField(help_text="The application's, as it is now.")

    class Meta(ExtensionSerializer.Meta):
        fields = (*ExtensionSerializer.Meta.fields, "etag")


class RequestSerializer(serializers.ModelSerializer):
    """Who asked is not told: a company's contact stands in its letters."""

    state = serializers.ChoiceField(InformationRequest.State.choices)
    reply_due_on = serializers.DateField(help_text="With its extensions.")
    points = PointSerializer(many=True)
    extensions = ExtensionSerializer(many=True, help_text="Each time that longer was asked for, and the answer.")

    class Meta:
        model = InformationRequest
        fields = (
            "number",
            "state",
            "stops_clock",
            "requested_on",
            "reply_due_on",
            "replied_on",
            "points",
            "extensions",
        )


class RequestAnswer(RequestSerializer):
    etag = serializers.CharField(help_text="The application's, as it is now.")

    class Meta(RequestSerializer.Meta):
        fields = (*RequestSerializer.Meta.fields, "etag")


class RequestList(serializers.Serializer):
    results = RequestSerializer(many=True)
