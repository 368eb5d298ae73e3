from django.db import models


class ReferenceNumber(models.Model):
    """The last number given out in a year. Its row lock is what makes references distinct."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"IRP-{self.year}-{self.last:06d}"
