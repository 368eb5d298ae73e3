from django.db import models

from .immutable import only_in_draft
from .rule_set import RuleSet

OF_ROUTE = "(SELECT rule_set_id FROM routes_route WHERE id = {row}.route_id)"


class DayType(models.TextChoices):
    CALENDAR = "calendar", "Calendar days"
    WORKING = "working", "Working days"


class Route(models.Model):
    """A timetable: how long its clock runs and in which days, what may stop it, and which route can take it over."""

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="routes")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    length_days = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="The decision is due when this many days are used. Empty: the route has no clock.",
    )
    day_type = models.CharField(
        max_length=10, choices=DayType, default=DayType.CALENDAR, help_text="Phases have day types of their own."
    )
    stops_ceiling_days = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Calendar days that all stops together can last, extensions included. Empty: no limit of that kind.",
    )
    reverts_to = models.CharField(max_length=12, blank=True, help_text="The route that takes over an unsolved case.")
    revert_from_day = models.PositiveSmallIntegerField(null=True, blank=True)
    revert_until_day = models.PositiveSmallIntegerField(null=True, blank=True)
    revert_keeps_day_zero = models.BooleanField(
        default=False, help_text="A reversion from here keeps the first day 0, whatever the policy says (B to N)."
    )
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["rule_set", "code"], name="route_once")]
        triggers = [only_in_draft()]

    def __str__(self) -> str:
        return self.name


class Phase(models.Model):
    """A named stretch of a route's clock, with its own days. The phases of a route follow one another and add up to
    its length; the company's time between them is that of the stop rules."""

    route = models.ForeignKey(Route, models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    length_days = models.PositiveSmallIntegerField()
    day_type = models.CharField(max_length=10, choices=DayType, default=DayType.CALENDAR)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["route", "code"], name="phase_once")]
        triggers = [only_in_draft(OF_ROUTE)]

    def __str__(self) -> str:
        return self.name


class StopRule(models.Model):
    """What a request for information does on a route: when it may be sent, how often, how long the company has, and
    whether the clock stands meanwhile. Of several rules the first one that allows a request on its day holds."""

    route = models.ForeignKey(Route, models.CASCADE, related_name="stop_rules")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    phase = models.ForeignKey(
        Phase,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="stop_rules",
        help_text="Only in this phase; the days below are then days of the phase.",
    )
    stops_clock = models.BooleanField(default=True, help_text="Whether the clock stands until the company has replied.")
    times = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many requests it allows. Empty: any number, one after the other."
    )
    from_day = models.PositiveSmallIntegerField(default=0, help_text="No request before this day is used.")
    until_day = models.PositiveSmallIntegerField(null=True, blank=True, help_text="No request once more are used.")
    reply_days = models.PositiveSmallIntegerField(help_text="Days the company has to reply.")
    reply_day_type = models.CharField(max_length=10, choices=DayType, default=DayType.CALENDAR)
    ceiling_days = models.PositiveSmallIntegerField(help_text="The most it can have, extensions included.")

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["route", "position"], name="stop_rule_once")]
        triggers = [only_in_draft(OF_ROUTE)]

    def __str__(self) -> str:
        return self.name
