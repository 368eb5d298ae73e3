from __future__ import annotations

import datetime as dt
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django_fsm import FSMField, transition

from cases.models.letter_field import BLOCKS, FIELDS, LINES
from recognition.accounts.models import User
from recognition.printed.merging import faults, names_in
from recognition.routes.models.rule_set_guard import moves_as_drawn

LONGEST: Final = 20_000


class LetterTemplate(models.Model):
    """One version of a letter's words. `code` is shared by all versions, of which one is published at most.

    A published version never changes; a letter keeps the version that it was written from.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PROPOSED = "proposed", "Proposed"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    class Kind(models.TextChoices):
        ACKNOWLEDGEMENT = "acknowledgement", "Acknowledgement"
        VALIDATION_OUTCOME = "validation_outcome", "Outcome of validation"
        INFORMATION_REQUEST = "information_request", "Request for information"
        EXTENSION = "extension", "Longer to reply"
        GRANT = "grant", "Grant"
        REFUSAL = "refusal", "Refusal"
        FREE = "free", "Free letter"

    code = models.SlugField(max_length=40, help_text="Its short name, such as meeting. All its versions share it.")
    version = models.CharField(max_length=20, help_text="A name that no other version of it has, such as 2026-12-1.")
    kind = models.CharField(max_length=30, choices=Kind, help_text="What it is sent for: it says when it is offered.")
    name = models.CharField(max_length=120, help_text="What colleagues choose it by.")
    subject = models.CharField(max_length=200, help_text="One line. Fields may stand in it.")
    body = models.TextField(
        max_length=LONGEST,
        help_text="Headings, paragraphs, lists, tables and emphasis in Markdown; fields between two braces.",
    )
    state = FSMField(choices=State.choices, default=State.DRAFT, protected=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["code", "-id"]
        triggers = [moves_as_drawn("letter template")]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="letter_version_once"),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(state="published"), name="one_version_of_a_letter_published"
            ),
            models.CheckConstraint(
                condition=~models.Q(published_by=models.F("proposed_by")),
                name="letter_published_by_another",
                violation_error_message="Who proposed a letter template cannot publish it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def fields(self) -> list[str]:
        return list(dict.fromkeys((*names_in(self.subject), *names_in(self.body))))

    @property
    def is_of_a_decision(self) -> bool:
        return self.kind in (self.Kind.GRANT, self.Kind.REFUSAL)

    @property
    def faults_by_part(self) -> dict[str, list[str]]:
        """Each with its line and the fields there are; empty where it can be merged."""
        found = {
            "subject": faults(self.subject, fields=LINES),
            "body": faults(self.body, fields=FIELDS, blocks=BLOCKS),
        }
        return {part: rows for part, rows in found.items() if rows}

    @property
    def faults(self) -> list[str]:
        return [f"{part.capitalize()}, {fault}" for part, rows in self.faults_by_part.items() for fault in rows]

    def clean(self) -> None:
        if errors := self.faults_by_part:
            raise ValidationError(errors)

    @transition(field=state, source=State.DRAFT, target=State.PROPOSED)
    def propose(self, *, by: User | None, at: dt.datetime) -> None:
        self.proposed_by, self.proposed_at = by, at

    @transition(field=state, source=State.PROPOSED, target=State.DRAFT)
    def send_back(self, *, by: User | None, at: dt.datetime) -> None:
        self.proposed_by = self.proposed_at = None

    @transition(field=state, source=State.PROPOSED, target=State.PUBLISHED)
    def publish(self, *, by: User | None, at: dt.datetime) -> None:
        self.published_by, self.published_at = by, at

    @transition(field=state, source=State.PUBLISHED, target=State.RETIRED)
    def retire(self, *, by: User | None, at: dt.datetime) -> None:
        """It stays for the letters that were written from it; no new one is."""
