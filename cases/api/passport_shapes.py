from __future__ import annotations

from rest_framework import serializers

from cases.models import InnovationPassport, PassportAdvice


class AdviceSerializer(serializers.ModelSerializer):
    class Meta:
        model = PassportAdvice
        fields = ("partner", "advised_on", "advice")


class PassportSerializer(serializers.ModelSerializer):
    advice = AdviceSerializer(many=True)

    class Meta:
        model = InnovationPassport
        fields = ("number", "awarded_on", "indication", "advice")


class PassportAnswer(serializers.Serializer):
    passport = PassportSerializer()
    etag = serializers.CharField(help_text="The application's, as it is now.")
