from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Absence(models.Model):
    """A person is away from `from_on` to `until_on`, both days included. Meanwhile `deputy` is told in their place.

    One that was ended early keeps its row: `until_on` is then the last day away. One that was called off has
    `cancelled_at`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="absence_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(deputy=F("user")), name="absence_has_another_deputy"),
        ]
        indexes = [models.Index(fields=["until_on", "from_on"], condition=Q(cancelled_at=None), name="absence_current")]

    def __str__(self) -> str:
        return f"{self.user} from {self.from_on} to {self.until_on}"
