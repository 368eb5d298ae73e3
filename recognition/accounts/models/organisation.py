from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import RegexValidator
from django.db import models

from recognition.folding import Fold


class Organisation(models.Model):  # type: ignore[django-manager-missing]  # as `User`
    """A company that submits. `company_number` is the regulator's own five digits (guidance G3)."""

    name = models.CharField(max_length=200, unique=True)
    company_number = models.CharField(
        max_length=5,
        unique=True,
        validators=[RegexValidator(r"^\d{5}$", "A company number has five digits.")],
    )
    contact_email = models.EmailField(help_text="Where notices go when an application names no contact.")

    class Meta:
        ordering = ["name"]
        indexes = [GinIndex(OpClass(Fold("name"), name="gin_trgm_ops"), name="organisation_name_like")]

    def __str__(self) -> str:
        return self.name
