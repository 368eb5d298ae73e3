from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django_fsm import FSMField, transition

from .assessment import Assessment
from .unbarred import checks_unbarred


class PeerCheck(models.Model):
    """A colleague reads a completed assessment, and returns it with comments or signs it off."""

    class State(models.TextChoices):
        ASKED = "asked", "With the colleague"
        REPLACED = "replaced", "Given to another colleague"
        RETURNED = "returned", "Returned with comments"
        SIGNED_OFF = "signed_off", "Signed off"
        TAKEN_BACK = "taken_back", "Taken back"

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="checks")
    state = FSMField(choices=State.choices, default=State.ASKED, protected=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="peer_checks")
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=models.Q(state="asked"), name="peer_check_one_at_a_time"
            ),
            models.CheckConstraint(condition=~models.Q(asked_by=models.F("checker")), name="peer_check_by_another"),
        ]
        triggers = checks_unbarred()

    def __str__(self) -> str:
        return f"Peer check by {self.checker}"

    @transition(field=state, source=State.ASKED, target=State.REPLACED)
    def replace(self, *, at: datetime) -> None:
        self.closed_at = at

    @transition(field=state, source=State.ASKED, target=State.TAKEN_BACK)
    def take_back(self, *, at: datetime) -> None:
        """Nobody is asked any more: it was called off, or a conflict of interest of the colleague's was declared."""
        self.closed_at = at

    @transition(field=state, source=State.ASKED, target=State.RETURNED)
    def give_back(self, *, comment: str, at: datetime) -> None:
        self.comment, self.closed_at = comment, at

    @transition(field=state, source=State.ASKED, target=State.SIGNED_OFF)
    def sign_off(self, *, comment: str, at: datetime) -> None:
        self.comment, self.closed_at = comment, at


class PeerComment(models.Model):
    """What the colleague says of one section."""

    peer_check = models.ForeignKey(PeerCheck, models.CASCADE, related_name="comments")
    section = models.CharField(max_length=40)
    text = models.TextField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["peer_check", "section"], name="peer_comment_once")]

    def __str__(self) -> str:
        return self.section
