from __future__ import annotations

from datetime import date

from django.db import models
from django_fsm import FSMField, transition

from .information_request import InformationRequest


class ExtensionRequest(models.Model):
    """The company asks for longer to reply, until a day and for a reason; a person answers. The date itself moves by
    the ledger alone."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        GRANTED = "granted", "Granted"
        DECLINED = "declined", "Declined"
        CLOSED = "closed", "Closed without an answer"

    request = models.ForeignKey(InformationRequest, models.CASCADE, related_name="extensions")
    number = models.PositiveSmallIntegerField()
    state = FSMField(choices=State.choices, default=State.ASKED, protected=True)
    until = models.DateField(help_text="As asked.")
    reason = models.TextField()
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=300)
    granted_until = models.DateField(null=True, blank=True, help_text="It may be an earlier day than was asked.")
    answer = models.TextField(
        blank=True,
        help_text="The reason of the answer. The company reads why it was declined; why it was granted is for staff.",
    )
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="extension_number_once"),
            models.UniqueConstraint(
                fields=["request"], condition=models.Q(state="asked"), name="one_extension_asked_at_a_time"
            ),
            models.CheckConstraint(
                name="granted_extension_has_its_day",
                condition=models.Q(state="granted", granted_until__isnull=False)
                | (~models.Q(state="granted") & models.Q(granted_until__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"Until {self.until:%d %B %Y} ({self.get_state_display()})"

    @transition(field=state, source=State.ASKED, target=State.GRANTED)
    def grant(self, *, until: date, answer: str, on: date, by: str) -> None:
        self.granted_until, self.answer, self.answered_on, self.answered_by = until, answer, on, by

    @transition(field=state, source=State.ASKED, target=State.DECLINED)
    def decline(self, *, answer: str, on: date, by: str) -> None:
        self.answer, self.answered_on, self.answered_by = answer, on, by

    @transition(field=state, source=State.ASKED, target=State.CLOSED)
    def close(self) -> None:
        """The reply arrived, its date passed or the case ended before anyone had answered."""
