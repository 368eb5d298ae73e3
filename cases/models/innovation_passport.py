from django.contrib.postgres.indexes import GinIndex
from django.db import models

from .application import Application
from .searched import searchable

PASSPORT = searchable("number")


class InnovationPassport(models.Model):
    """The entry to the Innovative Licensing and Access Pathway (domain 4.8), awarded for a product and an indication.

    It stands beside every route and never changes one: no rule reads it. What it drives is the points of joint advice
    that the case's rule set names on the clocks that its award and each advice start.
    """

    application = models.OneToOneField(Application, models.CASCADE, related_name="innovation_passport")
    number = models.CharField(max_length=40)
    awarded_on = models.DateField()
    indication = models.CharField(max_length=500)

    class Meta:
        indexes = [
            GinIndex(PASSPORT, name="passport_words", fastupdate=False),
            models.Index(fields=["number"], name="passport_number"),
        ]

    def __str__(self) -> str:
        return self.number


class PassportAdvice(models.Model):
    """Advice that a designated partner of the pathway has given on the product."""

    passport = models.ForeignKey(InnovationPassport, models.CASCADE, related_name="advice")
    partner = models.CharField(max_length=120)
    advised_on = models.DateField()
    advice = models.TextField()
    recorded_by = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-advised_on", "-id"]
        verbose_name_plural = "passport advice"

    def __str__(self) -> str:
        return f"{self.partner}, {self.advised_on}"
