from __future__ import annotations

from django.db import models

from .endpoint import Endpoint


class Delivery(models.Model):
    """One event for one endpoint, written in the transaction of its cause. `body` is sent as it stands, however often;
    `event` is the record's entry, and is what a receiver tells a repetition by."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Delivered"
        PARKED = "parked", "Given up"

    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="deliveries")
    event = models.UUIDField()
    type = models.CharField(max_length=100)
    subject = models.CharField(max_length=40, help_text="The application's reference.")
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    last_attempt_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of the answer, in HTTP.")
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["endpoint", "event"], name="delivery_once")]
        indexes = [
            models.Index(fields=["next_attempt_at", "id"], condition=models.Q(state="waiting"), name="delivery_due"),
            models.Index(
                fields=["endpoint", "subject", "id"], condition=models.Q(state="waiting"), name="delivery_order"
            ),
            models.Index(fields=["endpoint", "-id"], name="delivery_of_endpoint"),
        ]

    def __str__(self) -> str:
        return f"{self.type} of {self.subject}"
