from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cases.queries.api_public import EVENTS
from recognition.api.shapes import StrictSerializer, Text
from recognition.webhooks.addresses import AddressRefused, target_of
from recognition.webhooks.models import Delivery, Endpoint

URL_HELP = "https://, of the public internet. Redirects are not followed."
EVENTS_HELP = "Names of events, as in an application's events; none is all of them."


class EndpointChange(StrictSerializer):
    url = Text(max_length=500, required=False, help_text=URL_HELP)
    description = Text(max_length=200, required=False, allow_blank=True)
    events = serializers.ListField(
        child=serializers.ChoiceField(sorted(EVENTS)), required=False, max_length=len(EVENTS), help_text=EVENTS_HELP
    )
    is_active = serializers.BooleanField(required=False, help_text="Switch it on again once it works.")

    def validate_url(self, value: str) -> str:
        try:
            target_of(value)
        except AddressRefused as refused:
            raise serializers.ValidationError(str(refused)) from None
        return value

    def validate_events(self, value: list[str]) -> list[str]:
        return sorted(set(value))


class EndpointRequest(EndpointChange):
    url = Text(max_length=500, help_text=URL_HELP)
    is_active = None


class EndpointSerializer(serializers.ModelSerializer):
    events = serializers.ListField(child=serializers.CharField(), help_text=EVENTS_HELP)
    failing_since = serializers.DateTimeField(allow_null=True, help_text="After five days it is switched off.")

    class Meta:
        model = Endpoint
        fields = (
            "id",
            "url",
            "description",
            "events",
            "is_active",
            "created_at",
            "failing_since",
            "switched_off_at",
            "switched_off_because",
        )


class EndpointWithSecret(EndpointSerializer):
    secret = serializers.CharField(help_text="`whsec_...`, shown this once.")

    class Meta(EndpointSerializer.Meta):
        fields = (*EndpointSerializer.Meta.fields, "secret")


class NewSecret(serializers.Serializer):
    secret = serializers.CharField(help_text="`whsec_...`, shown this once.")
    older_signs_until = serializers.DateTimeField(help_text="Until then each call bears both signatures.")


class DeliverySerializer(serializers.ModelSerializer):
    state = serializers.ChoiceField(Delivery.State.choices)
    event = serializers.UUIDField(help_text="The event's id, which is the call's webhook-id.")

    class Meta:
        model = Delivery
        fields = (
            "id",
            "event",
            "type",
            "subject",
            "state",
            "attempts",
            "created_at",
            "next_attempt_at",
            "last_attempt_at",
            "sent_at",
            "last_status",
            "last_error",
        )


class Page(serializers.Serializer):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class EndpointPage(Page):
    results = EndpointSerializer(many=True)


class DeliveryPage(Page):
    results = DeliverySerializer(many=True)


def endpoint_json(row: Endpoint, **more: Any) -> dict[str, Any]:
    return {**EndpointSerializer(row).data, **more}
