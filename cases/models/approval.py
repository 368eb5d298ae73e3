from django.contrib.postgres.indexes import GinIndex
from django.db import models

from recognition.folding import Fold
from recognition.routes.models import Regulator

from .application import Application
from .searched import searchable

NUMBERS = searchable("procedure_number", "authorisation_number")


class ReferenceApproval(models.Model):
    """An approval by a trusted regulator. At most one is relied on: the database holds it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="reference_approvals")
    regulator = models.ForeignKey(Regulator, models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=20, blank=True)
    procedure_number = models.CharField(max_length=60, blank=True)
    authorisation_number = models.CharField(max_length=60, blank=True)
    approved_on = models.DateField()
    approval_type = models.CharField(max_length=20, blank=True)
    review_type = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=20, blank=True)
    relied_on = models.BooleanField(default=False)

    class Meta:
        ordering = ["-relied_on", "id"]
        indexes = [
            GinIndex(NUMBERS, name="approval_words", fastupdate=False),
            models.Index(Fold("authorisation_number"), "regulator", name="approval_by_authorisation"),
            models.Index(Fold("procedure_number"), "regulator", name="approval_by_procedure"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(relied_on=True), name="one_approval_relied_on"
            )
        ]

    def __str__(self) -> str:
        return f"{self.regulator_id}, {self.approved_on}"
