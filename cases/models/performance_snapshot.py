from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from .immutable import append_only


class PerformanceSnapshot(models.Model):
    """The figures of a period as a manager froze them, never changed.

    `figures` are lists of code, by, key, value, numerator and denominator; a value is text, so that it is kept to the
    digit. They follow from what the record held up to its entry `read_to`, the newest at `cut_off`. `sha256` is over
    the canonical form (`recognition.audit.canonical`) of all that was frozen.
    """

    period = models.CharField(max_length=30)
    first_on = models.DateField()
    last_on = models.DateField()
    cut_off = models.DateTimeField(help_text="The instant up to which the record was read.")
    read_to = models.BigIntegerField(help_text="The number of the record's newest entry at that instant.")
    version = models.CharField(max_length=10, help_text="Of the definitions.")
    definitions = models.JSONField(encoder=DjangoJSONEncoder)
    late = models.TextField(help_text="What becomes of corrections that come later.")
    figures = models.JSONField(encoder=DjangoJSONEncoder)
    sha256 = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["-frozen_at", "-id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.period}, read to entry {self.read_to}"
