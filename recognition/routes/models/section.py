from django.contrib.postgres.fields import ArrayField
from django.db import models

from .immutable import only_in_draft
from .rule_set import RuleSet


class Discipline(models.TextChoices):
    QUALITY = "quality", "Quality"
    NON_CLINICAL = "non_clinical", "Non-clinical"
    CLINICAL = "clinical", "Clinical"
    PHARMACOVIGILANCE = "pharmacovigilance", "Pharmacovigilance"
    PRODUCT_INFORMATION = "product_information", "Product information"


class ChecklistSection(models.Model):
    """What one discipline assesses, section by section, and how far it may rely on the reference report."""

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="sections")
    discipline = models.CharField(max_length=30, choices=Discipline)
    code = models.SlugField(
        max_length=40, db_index=False, help_text="Its short name: answers, pages and the record use it."
    )
    name = models.CharField(max_length=120)
    questions = models.TextField(help_text="What is to be assessed, one question to a line.")
    guidance = models.TextField(blank=True, help_text="What the assessor reads beside the questions.")
    routes = ArrayField(
        models.CharField(max_length=12),
        default=list,
        blank=True,
        help_text="Codes such as A, B. Empty: on every route.",
    )
    may_accept = models.BooleanField(
        default=True,
        help_text="Whether the reference report may be accepted as it stands. Not ticked: verified or re-assessed.",
    )
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["rule_set", "code"], name="checklist_section_once")]
        triggers = [only_in_draft()]

    def __str__(self) -> str:
        return self.name
