from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import models

KEPT_FOR: Final = timedelta(hours=24)


class KeptAnswer(models.Model):
    """The answer to a request that bore an Idempotency-Key, kept so that a repetition gets it and makes nothing.

    `fingerprint` is SHA-256 over method, path and body. Committed together with what the request has made.
    """

    client = models.ForeignKey(settings.OAUTH2_PROVIDER_APPLICATION_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField(help_text="JSON as it was sent.")
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["client", "key"], name="kept_answer_once")]

    def __str__(self) -> str:
        return f"{self.key}: {self.status}"

    def is_fresh(self, at: datetime) -> bool:
        return at - self.kept_at < KEPT_FOR
