from __future__ import annotations

from rest_framework import serializers


class TokenRequest(serializers.Serializer):
    grant_type = serializers.ChoiceField(["client_credentials"])
    client_id = serializers.CharField(required=False, help_text="Left out with HTTP Basic.")
    client_secret = serializers.CharField(required=False, help_text="Left out with HTTP Basic.")
    scope = serializers.CharField(required=False, help_text="Scopes with spaces between; left out, all of them.")


class TokenAnswer(serializers.Serializer):
    access_token = serializers.CharField()
    expires_in = serializers.IntegerField(help_text="Seconds.")
    token_type = serializers.ChoiceField(["Bearer"])
    scope = serializers.CharField()
