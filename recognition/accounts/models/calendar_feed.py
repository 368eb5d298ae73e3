from __future__ import annotations

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """The secret address of a person's calendar. The secret is kept hashed, so it can be shown only when it is made.

    There is one a person: a new address ends the one before, and so does being made inactive.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    secret_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of 256 random bits, in hex.")
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Calendar of {self.user}"
