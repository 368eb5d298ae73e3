from django.contrib.postgres.fields import ArrayField
from django.db import models

from .immutable import only_in_draft
from .route import Route
from .rule_set import RuleSet


class Milestone(models.Model):
    """A deadline: the day on which its clock has used `amount`. Without a route it holds on every route."""

    class Unit(models.TextChoices):
        DAYS = "days", "days on the clock"
        WORKING_DAYS = "working_days", "working days on a clock other than the route's"
        MONTHS = "months", "months from the clock's start"
        MEETING = "meeting", "the committee's next meeting, or else days on the clock"
        REPLY_DAYS = "reply_days", "the days that the stop rule of the request gives (the amount stays 0)"

    class MetBy(models.TextChoices):
        END = "end", "the end of its clock"
        DECISION = "decision", "the decision"
        REQUEST = "request", "the first request for information that stops the clock"
        PASSING = "passing", "its day: a mark on the way that nobody has to record"

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="milestones")
    route = models.ForeignKey(Route, models.CASCADE, null=True, blank=True, related_name="milestones")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    clock = models.CharField(max_length=40)
    amount = models.SmallIntegerField()
    unit = models.CharField(max_length=12, choices=Unit, default=Unit.DAYS)
    met_by = models.CharField(max_length=8, choices=MetBy, default=MetBy.END)
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
