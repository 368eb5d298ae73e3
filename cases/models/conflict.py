from django.conf import settings
from django.db import models
from django.db.models import F, Q

from recognition.accounts.models import Organisation

from .application import Application
from .unbarred import ends_only, holds_nothing_of_it


class Conflict(models.Model):
    """A person's conflict of interest with one case, or with a company and so with every case of it.

    While it stands the person neither has nor sees the case. It is ended, never changed or deleted, and never by the
    person concerned. `text` and `kind` are theirs and of those who lead: the record holds their hash, not their words.
    """

    class Kind(models.TextChoices):
        EMPLOYMENT = "employment", "Works or worked for the company"
        FINANCIAL = "financial", "Financial interest"
        FAMILY = "family", "Family or close friend"
        RESEARCH = "research", "Took part in the research or development"
        ADVICE = "advice", "Gave paid advice on the product"
        OTHER = "other", "Another reason"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="conflicts")
    application = models.ForeignKey(Application, models.CASCADE, null=True, related_name="conflicts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True, help_text="Why it has ended.")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="conflict_with_one_thing",
                condition=Q(application__isnull=False, organisation=None)
                | Q(application=None, organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="conflict_ended_whole",
                condition=Q(ended_at=None, ended_by=None, reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(name="conflict_ended_by_another", condition=~Q(ended_by=F("person"))),
            models.UniqueConstraint(
                fields=["person", "application"], condition=Q(ended_at=None), name="conflict_once_with_a_case"
            ),
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(ended_at=None), name="conflict_once_with_a_company"
            ),
        ]
        triggers = [ends_only(), holds_nothing_of_it()]

    def __str__(self) -> str:
        return f"{self.person}: {self.application or self.organisation}"
