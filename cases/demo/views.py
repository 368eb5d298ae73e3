"""Saved views of the demonstration's people: two for everybody in a team, two of their owners' own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from cases.models import SavedView
from cases.operations.saved_views import keep_view, subscribe
from cases.queries.worklist import Wanted
from recognition.accounts.actors import Actor

VIEWS: Final = (
    ("lead", "Innovative: major objections open", True, Wanted(team="Innovative medicines", majors=True), True),
    ("assessor", "Established: stopped clocks", True, Wanted(team="Established medicines", clock="stopped"), False),
    ("manager", "Anything overdue", False, Wanted(clock="overdue"), True),
    ("validator", "Corrections awaited", False, Wanted(state=("correction_requested",), sort="received"), True),
)


def keep_views(staff: Mapping[str, Actor], *, at: datetime) -> None:
    for owner, name, share, wanted, tell in VIEWS:
        actor = staff[owner]
        if SavedView.objects.filter(owner=actor.user, name=name).exists():
            continue
        view = keep_view(actor=actor, name=name, share=share, wanted=wanted, at=at)
        if tell:
            subscribe(view=view, actor=actor, at=at)
