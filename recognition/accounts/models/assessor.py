from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Assessor(models.Model):
    """What a person assesses: the disciplines a case's assessments are given out by."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assessor")
    disciplines = ArrayField(models.CharField(max_length=30), default=list)
    team = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["user__username"]

    def __str__(self) -> str:
        return str(self.user)
