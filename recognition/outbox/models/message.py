from django.db import models

from recognition.outbox.waiting import LAST_ATTEMPT


class Message(models.Model):
    """What leaves the system, as a row written in the transaction of its cause.

    `key` makes it unique: the same cause, topic and recipient can never make a second row. `parked` is what the mail
    server refused or did not take in eight attempts, `bounced` what it took and sent back, `called_off` what had not
    left when its reader might no longer have it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        PARKED = "parked", "Parked"
        BOUNCED = "bounced", "Bounced"
        CALLED_OFF = "called_off", "Called off"

    key = models.CharField(max_length=200, unique=True)
    topic = models.CharField(max_length=60)
    to = models.EmailField()
    to_label = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200)
    body_text = models.TextField()
    body_html = models.TextField(blank=True)
    attachments = models.JSONField(default=list, blank=True, help_text="Files of the store that go with it.")
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    cause = models.UUIDField(null=True, blank=True, help_text="The entry of the record that this message follows from.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=200, blank=True, help_text="The Message-ID header it left with.")
    bounced_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, help_text="Why it has not arrived: the mail server's words.")

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["next_attempt_at", "id"], condition=models.Q(state="waiting"), name="outbox_due"),
            models.Index(fields=["subject_type", "subject_id"], name="outbox_subject"),
            models.Index(
                fields=["subject_type", "subject_id", "id"], condition=models.Q(state="waiting"), name="outbox_order"
            ),
            models.Index(fields=["message_id"], condition=~models.Q(message_id=""), name="outbox_message_id"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} to {self.to}"

    @property
    def is_refused(self) -> bool:
        """Whether it was parked because the mail server refused it for good, before its attempts were spent."""
        return self.state == self.State.PARKED and self.attempts < LAST_ATTEMPT
