from datetime import date

from django.db import models
from django_fsm import FSMField, transition

from .application import Application
from .assessment import Discipline
from .document import Document
from .objection import Grade, Objection


class InformationRequest(models.Model):
    """A request for information, with its numbered points. `stops_clock` is what the route said when it was sent;
    `by_point`, that each of its points needs an outcome (ADR 0029)."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ANSWERED = "answered", "Answered"
        CLOSED = "closed", "Closed without an answer"

    application = models.ForeignKey(Application, models.CASCADE, related_name="information_requests")
    number = models.PositiveSmallIntegerField()
    state = FSMField(choices=State.choices, default=State.OPEN, protected=True)
    stops_clock = models.BooleanField()
    by_point = models.BooleanField(default=False, help_text="Its major points are open until they are resolved.")
    requested_on = models.DateField()
    requested_by = models.CharField(max_length=300)
    reply_due_on = models.DateField(help_text="As first set; extensions stand in the ledger.")
    replied_on = models.DateField(null=True, blank=True)
    replied_by = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="request_number_once")]

    def __str__(self) -> str:
        return f"Request {self.number}"

    @transition(field=state, source=State.OPEN, target=State.ANSWERED)
    def answer(self, *, on: date, by: str) -> None:
        self.replied_on, self.replied_by = on, by

    @transition(field=state, source=State.OPEN, target=State.CLOSED)
    def close(self) -> None:
        """The case ended without an answer."""


class RequestPoint(models.Model):
    request = models.ForeignKey(InformationRequest, models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField()
    discipline = models.CharField(max_length=20, choices=Discipline)
    grade = models.CharField(max_length=5, choices=Grade, default=Grade.OTHER)
    text = models.TextField()
    answer = models.TextField(blank=True)
    documents = models.ManyToManyField(Document, related_name="+", blank=True, help_text="Sent with the answer.")
    carried_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="asked_again")
    objection = models.ForeignKey(
        Objection, models.SET_NULL, null=True, blank=True, related_name="asked_in", help_text="What it asks about."
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["request", "number"], name="point_number_once")]

    def __str__(self) -> str:
        return f"Point {self.number}"
