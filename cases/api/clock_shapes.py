from __future__ import annotations

from rest_framework import serializers

from cases.models import Deadline, State


class StopSerializer(serializers.Serializer):
    from_on = serializers.DateField()
    to_on = serializers.DateField(allow_null=True, help_text="Null while it still stands.")
    resumes_on = serializers.DateField(allow_null=True, help_text="Counting goes on from this day.")
    days = serializers.IntegerField(allow_null=True)


class WhySerializer(serializers.Serializer):
    """A range of days on the way from the deadline's start to its date."""

    from_on = serializers.DateField()
    to_on = serializers.DateField()
    days = serializers.IntegerField()
    counts = serializers.BooleanField()
    words = serializers.CharField()


class DeadlineSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    clock = serializers.CharField()
    round = serializers.IntegerField(
        help_text="Counts deadlines of one code: a second request has a second reply date."
    )
    started_on = serializers.DateField()
    due_on = serializers.DateField()
    status = serializers.ChoiceField(Deadline.Status.choices)
    non_working_day = serializers.BooleanField(help_text="Nothing is moved off such a day; it is only said.")
    why = WhySerializer(many=True)
    words = serializers.CharField(help_text="The rule.")
    source = serializers.CharField()


class ClockAnswer(serializers.Serializer):
    reference = serializers.CharField()
    state = serializers.ChoiceField(State.choices)
    today = serializers.DateField(help_text="The day that all of it is computed for.")
    route = serializers.CharField(allow_null=True)
    route_history = serializers.ListField(child=serializers.CharField())
    rule_set = serializers.CharField()
    day_zero = serializers.DateField(allow_null=True, help_text="The day of validation.")
    days_used = serializers.IntegerField()
    days_left = serializers.IntegerField(allow_null=True, help_text="Below zero when the decision is late.")
    running = serializers.BooleanField()
    held_by = serializers.ChoiceField(["regulator", "company"], allow_null=True, help_text="Null on a closed case.")
    stops = StopSerializer(many=True)
    deadlines = DeadlineSerializer(many=True)
