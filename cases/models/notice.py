from django.conf import settings
from django.db import models

from .reminder import Reminder


class Notice(models.Model):
    """A reminder on a person's own list. `person` is whose duty it is, `reader` who is told: the person, or whoever
    stands in for them. An absent person has a row too, so that it stands on their list when they are back.

    `is_shown` is false where the step reminds by mail alone. `waits_for_digest` holds until the reader's next morning
    mail. `settled_on` is the day on which its deadline was over, so that there is nothing left to acknowledge.
    """

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="notices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    escalated_to = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    is_shown = models.BooleanField(default=True)
    waits_for_digest = models.BooleanField(default=False)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["reminder", "person", "reader"], name="notice_once")]
        indexes = [
            models.Index(
                fields=["reader", "reminder"],
                condition=models.Q(acknowledged_at=None, settled_on=None, is_shown=True),
                name="notice_open",
            ),
            models.Index(fields=["reader", "id"], condition=models.Q(waits_for_digest=True), name="notice_for_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.reminder} for {self.reader}"
