"""What an administrator can do with a version: from which states, what it means, and the call that does it.

To publish one is not here: what becomes of the open cases is decided with it, so it is the casework's page (`links`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms

from recognition.accounts.actors import Actor

from .. import publishing
from ..models import RuleSet


class ReasonForm(forms.Form):
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), help_text="It goes into the record.")


class VersionForm(forms.Form):
    version = forms.CharField(max_length=20, help_text="A name that no other version has, for example 2026-09-1.")


@dataclass(frozen=True)
class Move:
    label: str
    states: tuple[str, ...]
    explains: str
    does: Callable[[RuleSet, Actor, dt.datetime, dict[str, Any]], RuleSet]
    form: type[forms.Form] = ReasonForm

    def is_open(self, row: RuleSet) -> bool:
        return row.state in self.states


def _by(move: Callable[..., RuleSet]) -> Callable[[RuleSet, Actor, dt.datetime, dict[str, Any]], RuleSet]:
    return lambda row, actor, at, given: move(row, actor=actor, at=at, reason=given["reason"])


def _draft(row: RuleSet, actor: Actor, at: dt.datetime, given: dict[str, Any]) -> RuleSet:
    return publishing.new_draft_from(row, given["version"], actor=actor, at=at)


S = RuleSet.State
VERBS: Final = {
    "propose": Move(
        "Propose",
        (S.DRAFT,),
        "It is checked, and nobody can change it until it is sent back or published by a second person.",
        _by(publishing.propose),
    ),
    "send_back": Move("Send back", (S.PROPOSED,), "It becomes a draft again.", _by(publishing.send_back)),
    "retire": Move(
        "Retire",
        (S.PUBLISHED,),
        "No new submission is judged by it. Cases that were determined under it keep it.",
        _by(publishing.retire),
    ),
    "draft": Move("New draft from it", tuple(S), "A draft with everything that it has.", _draft, VersionForm),
}
