import uuid

import pgtrigger
from django.db import models


class Entry(models.Model):
    """One line of the record. Written by `audit.record` alone; the database refuses update, delete and truncate.

    `at` is when the thing happened (UTC), `on` the day it counts for in Europe/London, `recorded_at` when the row
    was written. `hash` is SHA-256, in hex, over the canonical form of every other field and `previous_hash`.
    """

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    at = models.DateTimeField()
    on = models.DateField()
    recorded_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=40, blank=True)
    actor_label = models.CharField(max_length=300)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(max_length=200)
    action = models.CharField(max_length=60)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["subject_type", "subject_id", "id"], name="audit_subject")]
        # TRUNCATE has its own trigger, `audit_no_truncate`, made by hand in the first migration.
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.subject_label}: {self.action}"
