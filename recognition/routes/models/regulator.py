from django.contrib.postgres.fields import ArrayField
from django.db import models


class Partner(models.Model):
    """One of the seven partners of international recognition (domain section 2; the EEA counts as EU)."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Regulator(models.Model):
    """A reference regulator. New cases may rely on its approvals from `recognised_from` until `recognised_until`,
    both days included; an open end has no `recognised_until`."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=120)
    jurisdiction = models.CharField(max_length=60)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="regulators")
    recognised_from = models.DateField()
    recognised_until = models.DateField(null=True, blank=True)
    procedures = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        help_text="Whose approvals count, such as CP, MRP, DCP, national. Empty: those of every procedure.",
    )
    notes = models.TextField(blank=True)
    source = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recognised_until=None) | models.Q(recognised_until__gte=models.F("recognised_from")),
                name="regulator_dates",
                violation_error_message="The last day lies before the first: correct one of the two dates.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
