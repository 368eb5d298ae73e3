from __future__ import annotations

from rest_framework import serializers

from cases.models import Deadline, State


class StopSerializer(serializers.Serializer):
    from_on = serializers.DateField()
    to_on = serializers.DateField(allow_null=True, help_text="Null while it still stands.")
    resumes_on = serializers.DateField(allow_null=True, help_text="Counting goes on from this day.")
    days = serializers.IntegerField(allow_null=True)


class WhySerializer(serializers.Serializer):
    """A range of days on the way from the deadline's start to its date. The ranges account for every day."""

    from_on = serializers.DateField(help_text="The range begins when this day has ended.")
    first_on = serializers.DateField(help_text="Its first day, the one after `from_on`.")
    to_on = serializers.DateField(help_text="Its last day.")
    days = serializers.IntegerField(help_text="All days of the range, whether or not they count.")
    counts = serializers.BooleanField()
    kind = serializers.ChoiceField(["runs", "stopped", "weekend", "holiday", "unused"])
    words = serializers.CharField()
    source = serializers.CharField(help_text="Of a rule that is not the deadline's own; empty otherwise.")


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


class ForecastSerializer(serializers.Serializer):
    answered_on = serializers.DateField()
    due_on = serializers.DateField()


class StandstillSerializer(serializers.Serializer):
    """The clock stands and waits for your answer."""

    clock = serializers.CharField()
    deadline = serializers.CharField(help_text="The code of the date that waits for your answer.")
    since = serializers.DateField()
    days = serializers.IntegerField()
    expires_on = serializers.DateField(help_text="The last day on which you may answer.")
    ceiling_on = serializers.DateField(allow_null=True, help_text="The last day that extensions can reach.")
    is_expired = serializers.BooleanField(help_text="Nothing follows by itself: a person decides.")
    today = ForecastSerializer(allow_null=True, help_text="The date, if you answer today.")
    on_last_day = ForecastSerializer(allow_null=True, help_text="The date, if you answer on the last day.")


class DateAnswer(DeadlineSerializer):
    """One date, with the sum of its days and the version of the rules that give it."""

    reference = serializers.CharField()
    today = serializers.DateField(help_text="The day that all of it is computed for.")
    rule_set = serializers.CharField()
    calendar = serializers.CharField(help_text="Whose holidays are looked up.")
    days = serializers.IntegerField(help_text="All days from `started_on` to `due_on`: the three below together.")
    days_counted = serializers.IntegerField()
    days_not_counted = serializers.IntegerField()
    days_not_used = serializers.IntegerField(help_text="The clock had ended, or its purpose was met, before them.")


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
    standstill = StandstillSerializer(allow_null=True, help_text="Null while no clock stands.")
    deadlines = DeadlineSerializer(many=True)
