from __future__ import annotations

from django.db import models

from .application import Application
from .approval import ReferenceApproval
from .document import Document


class SamenessPoint(models.Model):
    """One point on which the product was held against the one that the reference regulator approved (domain 1.3).

    What the company says of its own stays in the case's answers; `reference_says` is what was read of the reference.
    `version` counts the saves, so that a stale one can be refused.
    """

    class Point(models.TextChoices):
        PRODUCT = "product", "Product"
        SUBSTANCES = "substances", "Active substances"
        STRENGTH = "strength", "Strength"
        FORM = "form", "Pharmaceutical form"
        EXCIPIENTS = "excipients", "Excipients"
        ROUTE = "route", "Route of administration"
        INDICATION = "indication", "Indication"
        MANUFACTURER = "manufacturer", "Manufacturer and sites"
        PROCESS = "process", "Manufacturing process"
        CONTAINER = "container", "Container, shelf life and storage"

    class Verdict(models.TextChoices):
        SAME = "same", "Same"
        ACCEPTABLE = "acceptable", "Differs, and is acceptable"
        DIFFERS = "differs", "Differs"

    approval = models.ForeignKey(ReferenceApproval, models.CASCADE, related_name="sameness")
    point = models.CharField(max_length=12, choices=Point)
    verdict = models.CharField(max_length=10, choices=Verdict)
    reference_says = models.TextField(blank=True)
    why = models.TextField(blank=True)
    compared_by = models.CharField(max_length=300)
    compared_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["approval", "point"], name="point_compared_once")]

    def __str__(self) -> str:
        return f"{self.get_point_display()}: {self.get_verdict_display()}"


class ReportHeld(models.Model):
    """What staff have seen of a paper of the reference package: its language, and how far it is redacted."""

    class Redaction(models.TextChoices):
        NONE = "none", "Not redacted"
        PERSONAL = "personal", "Personal data only"
        BEYOND = "beyond", "Beyond personal data"

    document = models.OneToOneField(Document, models.CASCADE, related_name="held")
    language = models.CharField(max_length=40)
    redaction = models.CharField(max_length=10, choices=Redaction)
    seen_by = models.CharField(max_length=300)
    seen_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.document}: {self.language}, {self.get_redaction_display()}"


class SettledDuplicate(models.Model):
    """Two cases that looked like one, and what a person found. `first` is the older of the two."""

    class Verdict(models.TextChoices):
        DUPLICATE = "duplicate", "A duplicate"
        DISTINCT = "distinct", "Not a duplicate"

    first = models.ForeignKey(Application, models.CASCADE, related_name="settled_with_later")
    second = models.ForeignKey(Application, models.CASCADE, related_name="settled_with_earlier")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField()
    settled_by = models.CharField(max_length=300)
    settled_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_settled_once"),
            models.CheckConstraint(name="duplicate_older_first", condition=models.Q(first__lt=models.F("second"))),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}: {self.get_verdict_display()}"
