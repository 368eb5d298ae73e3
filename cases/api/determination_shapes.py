from __future__ import annotations

from typing import Final

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from recognition.api.shapes import StrictSerializer

from .application_shapes import ApplicationSerializer
from .facts import ANSWER, FACTS_HELP, FactsField

OUTCOMES: Final = ["A", "B", "TRIAGE", "NOT_ELIGIBLE"]


@extend_schema_field(ANSWER)
class Answer(FactsField):
    pass


class CheckRequest(StrictSerializer):
    facts = FactsField(help_text=FACTS_HELP)


class Hit(serializers.Serializer):
    """A rule that led to the outcome, and the answer that made it apply."""

    rule = serializers.CharField()
    question = serializers.CharField()
    answer = Answer()
    effect = serializers.CharField()
    why = serializers.CharField()
    source = serializers.CharField()


class StepSerializer(serializers.Serializer):
    """A forecast: as if validation took the days that it is given, and the clock never stopped."""

    code = serializers.CharField()
    day = serializers.IntegerField(help_text="The day on the deadline's own clock.")
    due_on = serializers.DateField()


class DeterminationSerializer(serializers.Serializer):
    outcome = serializers.ChoiceField(OUTCOMES)
    hits = Hit(many=True)
    unanswered = serializers.ListField(child=serializers.CharField(), help_text="Questions that a rule still needs.")
    flags = serializers.ListField(child=serializers.CharField(), help_text="boundary, late_lead_time")
    reason = serializers.CharField()
    rule_set = serializers.CharField()


class CheckAnswer(DeterminationSerializer):
    timetable = StepSerializer(many=True)


class FiledApplication(ApplicationSerializer):
    determination = DeterminationSerializer()
    timetable = StepSerializer(many=True)
