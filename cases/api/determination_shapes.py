from __future__ import annotations

from typing import Final

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.models import Determination
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


class TextPair(serializers.Serializer):
    was = serializers.CharField(allow_blank=True)
    becomes = serializers.CharField(allow_blank=True)


class ListPair(serializers.Serializer):
    was = serializers.ListField(child=serializers.CharField())
    becomes = serializers.ListField(child=serializers.CharField())


class RuleChangeSerializer(TextPair):
    """A rule whose verdict is another. Empty where one of the two versions has no such rule."""

    rule = serializers.CharField()
    why = serializers.CharField()
    source = serializers.CharField(allow_blank=True)


class AnswerChange(serializers.Serializer):
    question = serializers.CharField()
    was = Answer(allow_null=True)
    becomes = Answer(allow_null=True)


class DifferenceSerializer(serializers.Serializer):
    """Against the rules' determination before it."""

    outcome = TextPair()
    rule_set = TextPair()
    flags = ListPair()
    unanswered = ListPair()
    rules = RuleChangeSerializer(many=True)
    answers = AnswerChange(many=True)


class PastDetermination(DeterminationSerializer):
    on = serializers.DateField()
    by = serializers.ChoiceField(Determination.Kind.choices, help_text="A person's stands, whatever the rules say.")
    cause = serializers.ChoiceField(Determination.Cause.choices, allow_blank=True)
    measured_on = serializers.DateField(allow_null=True, help_text="The day from which ages were measured.")
    difference = DifferenceSerializer(allow_null=True)


class DeterminationList(serializers.Serializer):
    results = PastDetermination(many=True)


class FiledApplication(ApplicationSerializer):
    determination = DeterminationSerializer()
    timetable = StepSerializer(many=True)
