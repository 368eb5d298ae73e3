"""What every answer's description shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers


class Text(serializers.CharField):
    """A text, and nothing that could be made into one."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise serializers.ValidationError("Send a text, in quotation marks.")
        return super().to_internal_value(data)


class StrictSerializer(serializers.Serializer):
    """Takes the fields that it declares and refuses all others by name: a misspelt one is never silently dropped."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, Mapping):
            raise serializers.ValidationError({"non_field_errors": ["Send a JSON object."]})
        unknown = {name: ["There is no such field here."] for name in data if name not in self.fields}
        try:
            value = super().to_internal_value(data)
        except serializers.ValidationError as fault:
            known = fault.detail if isinstance(fault.detail, dict) else {}
            raise serializers.ValidationError({**known, **unknown}) from None
        if unknown:
            raise serializers.ValidationError(unknown)
        return value


class Nothing(StrictSerializer):
    """A call whose address says it all: the body is empty or `{}`."""


class FieldFault(serializers.Serializer):
    pointer = serializers.CharField(help_text="A JSON pointer to the field, such as `/facts/rr_approval_date`.")
    detail = serializers.CharField()


class ProblemDocument(serializers.Serializer):
    """RFC 9457. `type` leads to a page that says what has happened and what to do."""

    type = serializers.URLField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(help_text="The path that was called.")
    rule = serializers.CharField(required=False, help_text="The code of the rule that refused.")
    error = serializers.CharField(required=False, help_text="OAuth's own code, from /oauth/token/ alone.")
    error_description = serializers.CharField(required=False, help_text="From /oauth/token/ alone.")
    errors = FieldFault(many=True, required=False)
