from django.contrib.postgres.fields import ArrayField
from django.db import models

from .document_kind import DocumentKind
from .regulator import Partner, Regulator


class RequiredDocument(models.Model):
    """A document that a submission has to hold (domain 2.1 and 6.2), or is expected to.

    Like the register of regulators it has dates, not versions: it holds for submissions from `required_from` until
    `required_until`, both days included, and is ended by a date, never taken away.
    """

    code = models.CharField(max_length=20, primary_key=True, help_text="Its name in refusals, such as D1.")
    kind = models.ForeignKey(
        DocumentKind, models.PROTECT, related_name="+", help_text="What it is among the kinds of documents."
    )
    words = models.TextField(help_text="What is asked for, as the company reads it.")
    regulator = models.ForeignKey(
        Regulator, models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: of every regulator."
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: of every partner."
    )
    routes = ArrayField(
        models.CharField(max_length=12),
        default=list,
        blank=True,
        help_text="Codes such as A, B. Empty: on every route.",
    )
    procedures = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        help_text="Of the approval, such as CP, DCP. Empty: of every procedure.",
    )
    question = models.CharField(
        max_length=60, blank=True, help_text="Only where this question has the answer below. Empty: always."
    )
    answer = models.CharField(max_length=60, blank=True, help_text="A code, or yes or no.")
    is_required = models.BooleanField(
        default=True, help_text="Without it a submission is refused. Not ticked: it is only said to be expected."
    )
    certainty = models.CharField(max_length=20, blank=True, help_text="How sure the requirement is.")
    source = models.CharField(max_length=60, blank=True, help_text="Where the guidance says so.")
    required_from = models.DateField(help_text="The first day of submission for which it holds.")
    required_until = models.DateField(null=True, blank=True, help_text="The last such day. Empty: it has no end.")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(required_until=None) | models.Q(required_until__gte=models.F("required_from")),
                name="required_document_dates",
                violation_error_message="The last day lies before the first: correct one of the two dates.",
            ),
            models.CheckConstraint(
                condition=models.Q(question="") | ~models.Q(answer=""),
                name="required_document_answer",
                violation_error_message="Give the answer to the question with which the document is required.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.words}"
