from __future__ import annotations

from django.conf import settings
from django.db import models


class UnsentForm(models.Model):
    """What a person sent when their session had ended, until they sign in again in the same browser (ADR 0039).

    It is sealed with a key that only that browser has, so this row alone tells nobody what was typed. It is no part of
    the record: nothing was done with it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    browser = models.CharField(max_length=64, help_text="A hash of the browser's secret, in hex.")
    path = models.TextField(help_text="Where it was sent.")
    page = models.TextField(help_text="The page that it was typed on.")
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["browser", "user"], name="unsent_of_browser")]

    def __str__(self) -> str:
        return f"Unsent form of {self.user_id}"
