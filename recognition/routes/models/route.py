from django.contrib.postgres.fields import ArrayField
from django.db import models

from .immutable import only_in_draft
from .rule_set import RuleSet


class Route(models.Model):
    """A timetable: A (60 days), B (110 days, one stop) or N (the national 210 days)."""

    class DayType(models.TextChoices):
        CALENDAR = "calendar", "Calendar days"
        WORKING = "working", "Working days"

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="routes")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    length_days = models.PositiveSmallIntegerField(help_text="The decision is due when this many days are used.")
    day_type = models.CharField(max_length=10, choices=DayType, default=DayType.CALENDAR)
    stops_allowed = models.PositiveSmallIntegerField(default=0)
    stop_from_day = models.PositiveSmallIntegerField(null=True, blank=True, help_text="No stop before this day used.")
    reply_days = models.PositiveSmallIntegerField(help_text="Days the company has to answer a request.")
    reply_ceiling_days = models.PositiveSmallIntegerField(help_text="The most it can have, extensions included.")
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


class Milestone(models.Model):
    """A deadline: the day on which its clock has used `amount`. Without a route it holds on every route."""

    class Unit(models.TextChoices):
        DAYS = "days", "days on the clock"
        MONTHS = "months", "months from the clock's start"
        MEETING = "meeting", "the committee's next meeting, or else days on the clock"

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="milestones")
    route = models.ForeignKey(Route, models.CASCADE, null=True, blank=True, related_name="milestones")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    clock = models.CharField(max_length=20)
    amount = models.SmallIntegerField()
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.DAYS)
    authorisations = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, help_text="Only for these UK authorisations."
    )
    words = models.TextField(help_text="The rule in words, for the page that explains the date.")
    source = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        triggers = [only_in_draft()]

    def __str__(self) -> str:
        return f"{self.name} ({self.route_id or 'every route'})"


class ReminderStep(models.Model):
    """A reminder of a deadline (domain 4.9). Its label is `D45`, `+46` or `-14`; months read `-12m`."""

    class Kind(models.TextChoices):
        CLOCK_DAY = "clock_day", "on this day of the deadline's clock (D45)"
        AFTER_START = "after_start", "this long after the deadline's own start (+46)"
        BEFORE_DUE = "before_due", "this long before it is due (-14)"

    class Unit(models.TextChoices):
        DAYS = "days", "days"
        MONTHS = "months", "months"

    class How(models.TextChoices):
        BOTH = "both", "by mail and in the application"
        MAIL = "mail", "by mail"
        IN_APP = "in_app", "in the application"

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="reminder_steps")
    kind = models.CharField(max_length=12, choices=Kind)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.DAYS)
    tells = ArrayField(models.CharField(max_length=20), help_text="assessor, lead, manager, validator or company.")
    how = models.CharField(
        max_length=6,
        choices=How,
        default=How.BOTH,
        db_default=How.BOTH,
        help_text="A company has no list here: it is told by mail.",
    )
    escalate_after_days = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Nobody has acknowledged it this many days after it was sent: the next in line is told, from assessor"
        " to lead to manager. Empty: it is not escalated.",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        triggers = [only_in_draft("(SELECT rule_set_id FROM routes_milestone WHERE id = {row}.milestone_id)")]

    def __str__(self) -> str:
        return f"{self.milestone_id}: {self.kind} {self.amount} {self.unit}"
