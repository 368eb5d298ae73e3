from __future__ import annotations

from django.conf import settings
from django.db import models


class ReminderDelivery(models.Model):
    """How a person wants the mails of reminders. Whoever has no row gets each at once."""

    class Choice(models.TextChoices):
        AT_ONCE = "at_once", "Each reminder at once"
        DIGEST = "digest", "One mail each morning with all of them"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminder_delivery")
    choice = models.CharField(max_length=8, choices=Choice, default=Choice.AT_ONCE)
    digest_on = models.DateField(null=True, blank=True, help_text="The day of the latest digest: one a morning.")

    class Meta:
        verbose_name_plural = "reminder deliveries"

    def __str__(self) -> str:
        return f"{self.user}: {self.get_choice_display()}"
