from __future__ import annotations

from rest_framework import serializers

from cases.models import InformationRequest, RequestPoint
from recognition.api.shapes import StrictSerializer, Text


class AnswerGiven(StrictSerializer):
    point = serializers.IntegerField(min_value=1, max_value=32_767)
    text = Text(max_length=20_000)


class ReplyRequest(StrictSerializer):
    answers = AnswerGiven(many=True, allow_empty=False)


class PointSerializer(serializers.ModelSerializer):
    class Meta:
        model = RequestPoint
        fields = ("number", "discipline", "grade", "text", "answer")


class RequestSerializer(serializers.ModelSerializer):
    """Who asked is not told: a company's contact stands in its letters."""

    state = serializers.ChoiceField(InformationRequest.State.choices)
    reply_due_on = serializers.DateField(help_text="With its extensions.")
    points = PointSerializer(many=True)

    class Meta:
        model = InformationRequest
        fields = ("number", "state", "stops_clock", "requested_on", "reply_due_on", "replied_on", "points")


class RequestAnswer(RequestSerializer):
    etag = serializers.CharField(help_text="The application's, as it is now.")

    class Meta(RequestSerializer.Meta):
        fields = (*RequestSerializer.Meta.fields, "etag")


class RequestList(serializers.Serializer):
    results = RequestSerializer(many=True)
