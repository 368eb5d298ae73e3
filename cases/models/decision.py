from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django_fsm import FSMField, transition

from recognition.accounts.models import User

from .application import Application
from .immutable import sealed_once_signed
from .unbarred import given_unbarred


class Decision(models.Model):
    """A recommendation and, once signed, the decision, sealed with the SHA-256 of what was signed."""

    class State(models.TextChoices):
        RECOMMENDED = "recommended", "Recommended"
        RETURNED = "returned", "Returned"
        SIGNED = "signed", "Signed"

    class Outcome(models.TextChoices):
        GRANT = "grant", "Grant"
        REFUSE = "refuse", "Refuse"

    class Grounds(models.TextChoices):
        SAFETY_QUALITY_EFFICACY = "safety_quality_efficacy", "Safety, quality or efficacy"
        OTHER = "other", "Other grounds"

    application = models.ForeignKey(Application, models.CASCADE, related_name="decisions")
    state = FSMField(choices=State.choices, default=State.RECOMMENDED, protected=True)
    outcome = models.CharField(max_length=6, choices=Outcome)
    grounds = models.CharField(max_length=30, choices=Grounds, blank=True)
    reasons = models.TextField()
    conditions = models.TextField(blank=True)
    recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recommended_on = models.DateField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    letter = models.TextField(blank=True, help_text="As it was sent to the company, its subject first.")
    letter_sha256 = models.CharField(max_length=64, blank=True, help_text="Of the letter's PDF: the seal covers it.")

    class Meta:
        ordering = ["id"]
        triggers = [*sealed_once_signed(), *given_unbarred("recommended_by", "signed_by")]
        constraints = [
            models.CheckConstraint(
                name="signed_by_another",
                condition=models.Q(signed_by__isnull=True) | ~models.Q(signed_by=models.F("recommended_by")),
            ),
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(state="recommended"), name="one_recommendation_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} ({self.get_state_display()})"

    @transition(field=state, source=State.RECOMMENDED, target=State.RETURNED)
    def send_back(self) -> None:
        """It was not signed: the signatory returned it, or the case was withdrawn."""

    @transition(field=state, source=State.RECOMMENDED, target=State.SIGNED)
    def sign(self, *, by: User, at: datetime, seal: str, letter: str) -> None:
        self.signed_by, self.signed_at, self.seal, self.letter = by, at, seal, letter
