from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django_fsm import FSMField, transition

from .application import Application
from .assessment import Discipline
from .document import Document
from .information_request import RequestPoint
from .objection import Grade, Objection


class DraftPoint(models.Model):
    """A point for the next request, as its assessor drafts it. Companies never see one.

    `number` stays with it; the request that is sent numbers its points 1 to n in the order of `position`. `version`
    counts its saves, so that a stale one can be refused.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Drafted"
        ASIDE = "aside", "Put aside"
        WITHDRAWN = "withdrawn", "Withdrawn"
        MERGED = "merged", "Merged"
        SENT = "sent", "Sent"

    application = models.ForeignKey(Application, models.CASCADE, related_name="draft_points")
    number = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    state = FSMField(choices=State.choices, default=State.DRAFT, protected=True)
    discipline = models.CharField(max_length=20, choices=Discipline)
    grade = models.CharField(max_length=5, choices=Grade, default=Grade.OTHER)
    text = models.TextField()
    section = models.CharField(max_length=200, blank=True, help_text="The section of the dossier that it is about.")
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")
    why = models.TextField(blank=True, help_text="Why it was put aside or withdrawn.")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_by = models.CharField(max_length=300)
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")
    carried_from = models.ForeignKey(RequestPoint, models.SET_NULL, null=True, blank=True, related_name="drafts")
    objection = models.ForeignKey(Objection, models.SET_NULL, null=True, blank=True, related_name="drafts")
    sent_as = models.OneToOneField(RequestPoint, models.SET_NULL, null=True, blank=True, related_name="draft")

    class Meta:
        ordering = ["position", "number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="draft_point_number_once")]

    def __str__(self) -> str:
        return f"Draft {self.number}"

    @property
    def asked(self) -> str:
        """As the company reads it: the section that it is about goes before it."""
        return f"On {self.section}: {self.text}" if self.section else self.text

    def saved(self, *, by: str, at: datetime) -> None:
        self.saved_by, self.saved_at, self.version = by, at, self.version + 1

    @transition(field=state, source=[State.DRAFT, State.ASIDE], target=State.WITHDRAWN)
    def withdraw(self, *, why: str) -> None:
        self.why = why

    @transition(field=state, source=State.DRAFT, target=State.ASIDE)
    def put_aside(self, *, why: str) -> None:
        """A lead leaves it out of this request."""
        self.why = why

    @transition(field=state, source=State.ASIDE, target=State.DRAFT)
    def take_up(self) -> None:
        self.why = ""

    @transition(field=state, source=State.DRAFT, target=State.MERGED)
    def merge(self, *, into: DraftPoint) -> None:
        self.merged_into = into

    @transition(field=state, source=State.DRAFT, target=State.SENT)
    def send(self, *, point: RequestPoint) -> None:
        self.sent_as = point
