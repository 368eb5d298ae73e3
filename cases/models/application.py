from __future__ import annotations

from datetime import date
from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Left
from django_fsm import FSMField

from cases.workflow.machine import Machine
from recognition.accounts.models import Organisation
from recognition.folding import Fold
from recognition.routes.models import RuleSet

from .searched import searchable
from .state import AFTER_DAY_ZERO, CLOSED, IN_VALIDATION, State
from .unbarred import named_unbarred

# In the words in which lists ask for it, so that PostgreSQL knows the index to fit.
COME_IN = models.Q(form_received_on__isnull=False)
IS_OPEN = COME_IN & ~models.Q(state__in=CLOSED)
SEEN_BY = ("organisation", "state", "next_due_on")
NAMED = ("validator", "assessor", "lead")
# Nobody has it who should: no validator before day 0, no assessor after it, no lead in triage.
UNASSIGNED = COME_IN & (
    models.Q(state__in=IN_VALIDATION, validator=None)
    | models.Q(state__in=AFTER_DAY_ZERO, assessor=None)
    | models.Q(state=State.TRIAGE, lead=None)
)
# A case without an open date comes after all others.
DUE = Coalesce("next_due_on", models.Value(date.max))
WORDS = searchable("reference", "product_name", "substances", "fee_reference", KT("facts__pl_number"))

# Its beginning, since an index takes no answer of any length.
PL_NUMBER = Left(Fold(KT("facts__pl_number")), 60)


class Application(Machine, models.Model):
    """One submission under a recognition route.

    `facts` holds the company's answers by question code (domain section 5) as JSON values; the facts about the
    reference approval are those of the one that is relied on. `route` is the code of the route it is on, empty before
    one is set. The clock is no field of this row: see `ClockEntry`.
    """

    class Priority(models.TextChoices):
        NORMAL = "normal", "Normal"
        HIGH = "high", "High"

    reference = models.CharField(max_length=20, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="applications")
    state = FSMField(choices=State.choices, default=State.DRAFT, protected=True)
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="+")
    route = models.CharField(max_length=12, blank=True)
    facts = models.JSONField(default=dict)
    product_name = models.CharField(max_length=200, blank=True)
    substances = models.CharField(max_length=500, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    ectd_sequence = models.CharField(max_length=4, blank=True, help_text="Four digits; a new application is 0000.")
    fee_reference = models.CharField(max_length=40, blank=True, help_text="Validation waits until a fee is recorded.")
    validator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="validating"
    )
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="assessing"
    )
    lead = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="leading")
    submitted_on = models.DateField(null=True, blank=True)
    form_received_on = models.DateField(null=True, blank=True)
    next_due_on = models.DateField(null=True, blank=True, help_text="Kept by the deadlines, to order lists by.")
    open_majors = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="Kept by the acts that raise and resolve them, for lists to ask by."
    )
    priority = models.CharField(max_length=6, choices=Priority, default=Priority.NORMAL, db_default=Priority.NORMAL)
    priority_reason = models.CharField(max_length=500, blank=True, db_default="")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(help_text="When it last changed; its ETag follows from `version`.")
    version = models.PositiveIntegerField(default=1, help_text="Counts every change of the case.")

    # While `cases.workflow.lock` holds its row nobody else writes what belongs to it: ledger and rules are read once
    # then, and what moves have not yet told waits for the last of them.
    is_held: bool = False
    held_ledger: list[Any] | None = None
    held_spec: Any = None
    held_barred: frozenset[int] | None = None
    held_actor: int | None = None
    untold: tuple[Any, ...] = ()
    # Whether the kept figures of its stages that are over have to be made again before the row is let go.
    stages_moved: bool = False
    # The letter in whose words the company is told of the move that comes next (`cases.notifications.letters`).
    held_letter: Any = None

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["organisation", "-id"], name="application_of_company"),
            models.Index(fields=["-updated_at", "-id"], name="application_updated"),
            models.Index(DUE, "id", name="application_by_due"),
            models.Index(DUE, "id", name="application_open_by_due", condition=IS_OPEN),
            *(models.Index(fields=[who, "id"], name=f"application_open_by_{who}", condition=IS_OPEN) for who in NAMED),
            # Counted without reading a case: beside each key stands what else decides who sees it on which tab.
            models.Index(fields=["id"], include=["organisation"], name="application_unassigned", condition=UNASSIGNED),
            models.Index(fields=["id"], include=SEEN_BY, name="application_seen", condition=COME_IN),
            models.Index(
                fields=["id"],
                include=[*SEEN_BY, "lead", "assessor"],
                name="application_open_majors",
                condition=COME_IN & models.Q(open_majors__gt=0),
            ),
            models.Index(fields=["product_name", "id"], name="application_by_product"),
            models.Index(fields=["route", "id"], name="application_by_route"),
            models.Index(fields=["state", "id"], name="application_by_state"),
            models.Index(Fold("product_name"), models.F("id").desc(), name="application_alike_product"),
            models.Index(Fold("substances"), models.F("id").desc(), name="application_alike_substance"),
            models.Index(PL_NUMBER, name="application_alike_number"),
            models.Index(fields=["priority", "id"], name="application_by_priority"),
            GinIndex(WORDS, name="application_words", fastupdate=False),
        ]
        triggers = [pgtrigger.Protect(name="kept_for_good", operation=pgtrigger.Delete), *named_unbarred(*NAMED)]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Every write of a case counts as a version, so that a stale copy can be told from a fresh one."""
        if self.pk:
            self.version += 1
        super().save(*args, **kwargs)
