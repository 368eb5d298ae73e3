from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.api.facts import ANSWER
from recognition.clock import today
from recognition.routes.models import DocumentKind, Milestone, Phase, Question, Regulator, Route, StopRule

MOST_STOPS = 32767


class PartnerSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class RegulatorSerializer(serializers.ModelSerializer):
    partner = PartnerSerializer()
    is_recognised = serializers.SerializerMethodField(help_text="Whether a new case may rely on it today.")

    class Meta:
        model = Regulator
        fields = (
            "code",
            "name",
            "jurisdiction",
            "partner",
            "recognised_from",
            "recognised_until",
            "is_recognised",
            "procedures",
        )
        extra_kwargs = {"procedures": {"help_text": "Whose approvals count. Empty: those of every procedure."}}

    def get_is_recognised(self, row: Regulator) -> bool:
        return row.recognised_from <= today() and (row.recognised_until is None or today() <= row.recognised_until)


class ChoiceSerializer(serializers.Serializer):
    code = serializers.CharField()
    words = serializers.CharField()


class QuestionSerializer(serializers.ModelSerializer):
    choices = serializers.SerializerMethodField(help_text="Empty where any text, or any regulator's code, will do.")
    value_when_unanswered = serializers.SerializerMethodField(help_text="What an optional question counts as.")

    class Meta:
        model = Question
        fields = (
            "code",
            "number",
            "section",
            "wording",
            "help",
            "kind",
            "choices",
            "required_when",
            "is_optional",
            "value_when_unanswered",
            "not_in_future",
        )

    @extend_schema_field(ChoiceSerializer(many=True))
    def get_choices(self, row: Question) -> list[dict[str, str]]:
        return [{"code": str(code), "words": str(words)} for code, words in row.choices]

    @extend_schema_field(ANSWER)
    def get_value_when_unanswered(self, row: Question) -> Any:
        return row.value_when_unanswered


class MilestoneSerializer(serializers.ModelSerializer):
    class Meta:
        model = Milestone
        fields = ("code", "name", "clock", "amount", "unit", "met_by", "authorisations", "words", "source")


class PhaseSerializer(serializers.ModelSerializer):
    class Meta:
        model = Phase
        fields = ("code", "name", "length_days", "day_type")


class StopRuleSerializer(serializers.ModelSerializer):
    phase: serializers.SlugRelatedField[Phase] = serializers.SlugRelatedField("code", read_only=True, allow_null=True)

    class Meta:
        model = StopRule
        fields = (
            "name",
            "phase",
            "stops_clock",
            "times",
            "from_day",
            "until_day",
            "reply_days",
            "reply_day_type",
            "ceiling_days",
        )


class RouteSerializer(serializers.ModelSerializer):
    """`stops_allowed` to `reply_ceiling_days` are those of the first of its `stop_rules`, for clients that know no
    others."""

    length_days = serializers.SerializerMethodField(help_text="0 where the route has no clock.")
    has_clock = serializers.SerializerMethodField()
    stops_allowed = serializers.SerializerMethodField(help_text="32767 where any number is.")
    stop_from_day = serializers.SerializerMethodField(help_text="Null where a request leaves the clock running.")
    reply_days = serializers.SerializerMethodField()
    reply_ceiling_days = serializers.SerializerMethodField()
    phases = PhaseSerializer(many=True)
    stop_rules = StopRuleSerializer(many=True)
    milestones = MilestoneSerializer(many=True, source="own")

    class Meta:
        model = Route
        fields = (
            "code",
            "name",
            "length_days",
            "has_clock",
            "day_type",
            "stops_allowed",
            "stop_from_day",
            "reply_days",
            "reply_ceiling_days",
            "stops_ceiling_days",
            "phases",
            "stop_rules",
            "reverts_to",
            "revert_from_day",
            "revert_until_day",
            "source",
            "milestones",
        )

    def get_length_days(self, row: Route) -> int:
        return row.length_days or 0

    def get_has_clock(self, row: Route) -> bool:
        return row.length_days is not None

    def get_stops_allowed(self, row: Route) -> int:
        times = [rule.times for rule in row.stop_rules.all() if rule.stops_clock]
        return MOST_STOPS if None in times else sum(number or 0 for number in times)

    def get_stop_from_day(self, row: Route) -> int | None:
        rule = _first(row)
        return rule.from_day if rule and rule.stops_clock else None

    def get_reply_days(self, row: Route) -> int:
        rule = _first(row)
        return rule.reply_days if rule else 0

    def get_reply_ceiling_days(self, row: Route) -> int:
        rule = _first(row)
        return rule.ceiling_days if rule else 0


def _first(row: Route) -> StopRule | None:
    return next(iter(row.stop_rules.all()), None)


class RegulatorList(serializers.Serializer):
    results = RegulatorSerializer(many=True)


class QuestionList(serializers.Serializer):
    rule_set = serializers.CharField()
    results = QuestionSerializer(many=True)


class RouteList(serializers.Serializer):
    rule_set = serializers.CharField()
    results = RouteSerializer(many=True)
    shared_milestones = MilestoneSerializer(many=True)


class DocumentKindSerializer(serializers.ModelSerializer):
    module = serializers.IntegerField(min_value=1, max_value=5, help_text="The eCTD module.")

    class Meta:
        model = DocumentKind
        fields = ("code", "name", "module", "section", "description")


class DocumentKindList(serializers.Serializer):
    results = DocumentKindSerializer(many=True)
