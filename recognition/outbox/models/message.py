from django.db import models


class Message(models.Model):
    """What leaves the system, as a row written in the transaction of its cause.

    `key` makes it unique: the same cause, topic and recipient can never make a second row.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        PARKED = "parked", "Parked"

    key = models.CharField(max_length=200, unique=True)
    topic = models.CharField(max_length=60)
    to = models.EmailField()
    to_label = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200)
    body_text = models.TextField()
    body_html = models.TextField(blank=True)
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    cause = models.UUIDField(null=True, blank=True, help_text="The entry of the record that this message follows from.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["next_attempt_at", "id"], condition=models.Q(state="waiting"), name="outbox_due"),
            models.Index(fields=["subject_type", "subject_id"], name="outbox_subject"),
            models.Index(
                fields=["subject_type", "subject_id", "id"], condition=models.Q(state="waiting"), name="outbox_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} to {self.to}"
