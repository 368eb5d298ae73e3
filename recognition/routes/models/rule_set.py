from django.conf import settings
from django.db import models
from django_fsm import FSMField

from .calendar import Calendar
from .rule_set_guard import moves_as_drawn
from .rule_set_moves import RuleSetMoves


class RuleSet(RuleSetMoves):
    """The unit in which the rules change: questions, rules, routes, milestones, reminders and policies together.

    A published version never changes; a case keeps the version that it was determined under.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PROPOSED = "proposed", "Proposed"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    class AgeBoundary(models.TextChoices):
        INCLUSIVE = "inclusive", "An approval exactly at the limit counts as inside it"
        EXCLUSIVE = "exclusive", "An approval exactly at the limit counts as too old"

    class Reversion(models.TextChoices):
        KEEP_DAY_ZERO = "keep_day_zero", "Keep the first day 0 and the days used"
        NEW_DAY_ZERO = "new_day_zero", "Start again on the day of reversion"

    class StatutoryFrom(models.TextChoices):
        SUBMITTED = "submitted", "The day of submission"
        COMPLIANT = "compliant", "The day the last validation correction arrived"

    code = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    state = FSMField(choices=State.choices, default=State.DRAFT, protected=True)
    effective_from = models.DateField(help_text="Submissions from this day on are judged by this version.")
    effective_until = models.DateField(
        null=True,
        blank=True,
        help_text="The last day whose submissions it judges; a later one is refused it. Empty: until another follows.",
    )
    calendar = models.ForeignKey(Calendar, models.PROTECT)
    age_boundary = models.CharField(max_length=10, choices=AgeBoundary, default=AgeBoundary.INCLUSIVE)
    reversion = models.CharField(max_length=20, choices=Reversion, default=Reversion.KEEP_DAY_ZERO)
    statutory_from = models.CharField(max_length=10, choices=StatutoryFrom, default=StatutoryFrom.SUBMITTED)
    resume_counts_reply_day = models.BooleanField(
        default=False, help_text="Whether the day of the reply still counts as stopped (regulation 58(2))."
    )
    form_lead_days = models.PositiveSmallIntegerField(
        default=42, help_text="Days before the planned submission that an eligibility form is due, where one is."
    )
    peer_check = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Whether a grant is recommended only when a colleague has signed off each discipline's assessment.",
    )
    source = models.TextField(blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["code", "-effective_from", "-version"]
        triggers = [moves_as_drawn()]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="rule_set_version_once"),
            models.CheckConstraint(
                condition=~models.Q(published_by=models.F("proposed_by")),
                name="rule_set_published_by_another",
                violation_error_message="Who proposed a rule set cannot publish it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
