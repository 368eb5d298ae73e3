"""The rule set's machine: four moves. A move only sets fields of its own row; `publishing.py` is the one door to it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django_fsm import transition

if TYPE_CHECKING:  # the type alone: the models of people are wired by settings
    from recognition.accounts.models import User


class RuleSetMoves(models.Model):
    if TYPE_CHECKING:  # declared by RuleSet itself
        proposed_by: User | None
        proposed_at: dt.datetime | None
        published_by: User | None
        published_at: dt.datetime | None

    class Meta:
        abstract = True

    @transition(field="state", source="draft", target="proposed", custom={"event": "rule_set_proposed"})
    def propose(self, *, by: User | None, at: dt.datetime) -> None:
        self.proposed_by, self.proposed_at = by, at

    @transition(field="state", source="proposed", target="draft", custom={"event": "rule_set_sent_back"})
    def send_back(self, *, by: User | None, at: dt.datetime) -> None:
        self.proposed_by = self.proposed_at = None

    @transition(field="state", source="proposed", target="published", custom={"event": "rule_set_published"})
    def publish(self, *, by: User | None, at: dt.datetime) -> None:
        self.published_by, self.published_at = by, at

    @transition(field="state", source="published", target="retired", custom={"event": "rule_set_retired"})
    def retire(self, *, by: User | None, at: dt.datetime) -> None:
        """It stays for the cases that were determined under it; no new one is."""
