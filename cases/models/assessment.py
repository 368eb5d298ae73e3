from datetime import date
from typing import Final

from django.conf import settings
from django.db import models
from django_fsm import FSMField, transition

from recognition.routes.models import Discipline

from .application import Application
from .unbarred import given_unbarred

__all__ = ["Assessment", "Discipline"]
PLAYED: Final = "Played: no checklist was worked, and no peer check was held."


class Assessment(models.Model):
    """One discipline's assessment of a case."""

    class State(models.TextChoices):
        NOT_STARTED = "not_started", "Not started"
        IN_PROGRESS = "in_progress", "In progress"
        COMPLETE = "complete", "Complete"

    application = models.ForeignKey(Application, models.CASCADE, related_name="assessments")
    discipline = models.CharField(max_length=20, choices=Discipline)
    state = FSMField(choices=State.choices, default=State.NOT_STARTED, protected=True)
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    findings = models.TextField(blank=True)
    completed_on = models.DateField(null=True, blank=True)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    signed_off_on = models.DateField(null=True, blank=True)
    is_played = models.BooleanField(
        default=False, db_default=False, help_text="Of a past life: no checklist was worked, no peer check was held."
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["application", "discipline"], name="assessment_once")]
        indexes = [models.Index(fields=["assessor", "application"], name="assessment_of")]
        triggers = given_unbarred("assessor", "signed_off_by")

    def __str__(self) -> str:
        return self.get_discipline_display()

    @transition(field=state, source=State.NOT_STARTED, target=State.IN_PROGRESS)
    def begin(self) -> None:
        """Someone has taken it up."""

    @transition(field=state, source=[State.NOT_STARTED, State.IN_PROGRESS], target=State.NOT_STARTED)
    def give_back(self) -> None:
        """Whoever had it may not have it any more; somebody else takes it up."""
        self.assessor = None

    @transition(field=state, source=[State.NOT_STARTED, State.IN_PROGRESS], target=State.COMPLETE)
    def complete(self, *, findings: str, on: date) -> None:
        self.findings, self.completed_on = findings, on

    @transition(field=state, source=State.COMPLETE, target=State.IN_PROGRESS)
    def reopen(self) -> None:
        """Its peer check has returned it, or its checklist asks for more. Nobody has signed off what follows."""
        self.completed_on, self.is_played = None, False
        self.signed_off_by, self.signed_off_on = None, None
