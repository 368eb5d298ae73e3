from django.db import models

from .application import Application


class Consultation(models.Model):
    """The Commission on Human Medicines is consulted (HMR 2012 Schedule 11)."""

    class Advice(models.TextChoices):
        POSITIVE = "positive", "Positive"
        NEGATIVE = "negative", "Negative (provisional opinion against a grant)"

    application = models.ForeignKey(Application, models.CASCADE, related_name="consultations")
    started_on = models.DateField()
    reason = models.TextField()
    advice = models.CharField(max_length=8, choices=Advice, blank=True)
    advice_on = models.DateField(null=True, blank=True)
    opinion_notified_on = models.DateField(null=True, blank=True)
    representations_requested_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Consultation of {self.started_on}"
