from __future__ import annotations

from django.conf import settings
from django.db import models

from .assessment import Assessment
from .document import Document


class SectionAnswer(models.Model):
    """What an assessor says of one section of the case's checklist. `version` counts its saves."""

    class Reliance(models.TextChoices):
        ACCEPT = "accept", "Accept the reference report"
        VERIFY = "verify", "Verify against the dossier"
        REASSESS = "reassess", "Assess again"

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    section = models.CharField(max_length=40, help_text="The section's code in the case's rule set.")
    reliance = models.CharField(max_length=8, choices=Reliance, blank=True)
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")
    report = models.CharField(max_length=200, blank=True, help_text="The reference report, where it is no document.")
    page = models.CharField(max_length=40, blank=True)
    findings = models.TextField(blank=True)
    is_done = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_by = models.CharField(max_length=300)
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["assessment", "section"], name="section_answer_once")]

    def __str__(self) -> str:
        return self.section

    @property
    def named_report(self) -> str:
        return self.document.title if self.document else self.report
