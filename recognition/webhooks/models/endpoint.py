from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models

from recognition.accounts.models import Organisation


class Endpoint(models.Model):
    """Where a company's system wants to be told. `events` are those it wants; an empty list is all there are.

    `failing_since` is when deliveries began to fail without one that succeeded; after five days it is switched off.
    `resting_until` keeps an endpoint that just failed from holding up the others.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="webhook_endpoints")
    url = models.CharField(max_length=500)
    description = models.CharField(max_length=200, blank=True)
    events = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    failing_since = models.DateTimeField(null=True, blank=True)
    resting_until = models.DateTimeField(null=True, blank=True)
    switched_off_at = models.DateTimeField(null=True, blank=True)
    switched_off_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["organisation", "-id"], name="endpoint_of_company")]

    def __str__(self) -> str:
        return self.url

    def wants(self, event: str) -> bool:
        return self.is_active and (not self.events or event in self.events)


class Secret(models.Model):
    """What an endpoint's deliveries are signed with, encrypted by a key that the database does not have. Of two, the
    older one signs as well until `ends_at`."""

    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="secrets")
    encrypted = models.BinaryField()
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["endpoint"], condition=models.Q(ends_at=None), name="one_secret_for_good")
        ]

    def __str__(self) -> str:
        return f"Secret of {self.endpoint_id}"

    def signs(self, at: datetime) -> bool:
        return self.ends_at is None or at < self.ends_at
