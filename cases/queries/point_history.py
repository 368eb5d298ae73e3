"""What became of each drafted point, as the record tells it: who changed it, from what to what, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from cases.models import Application, PointsNotice
from recognition.accounts.actors import Actor
from recognition.audit.models import Entry

from .history import history_of
from .visible import visible_to

WORDS: Final = {
    "point_changed": "Changed",
    "point_put_aside": "Put aside: it is not asked now",
    "point_taken_up": "Taken up again",
    "point_withdrawn": "Withdrawn: it is not asked",
    "points_merged": "Merged",
}
APPROVED: Final = "points_approved"
FIELDS: Final = {"discipline": "Discipline", "grade": "Grade", "text": "Text", "section": "Section",
                 "document": "Document"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done to one draft. `changed` are its fields' names in words, from and to."""

    draft: int
    entry: Entry
    words: str
    changed: list[tuple[str, str, str]]

    @property
    def why(self) -> str:
        return self.entry.reason


def entries_about_points(case: Application) -> QuerySet[Entry]:
    """The oldest first."""
    return history_of(case).filter(action__in=WORDS).order_by("id")


def unread_points_notices(actor: Actor) -> QuerySet[PointsNotice]:
    """Of cases that the person may see now, newest first."""
    rows = PointsNotice.objects.filter(person=actor.user, read_at=None, application__in=visible_to(actor))
    return rows.select_related("application", "consolidation")


def since_last_approval(case: Application) -> list[Step]:
    last = history_of(case).filter(action=APPROVED).values_list("id", flat=True).first()
    return list(_steps(entries_about_points(case).filter(id__gt=last or 0)))


def by_draft(case: Application) -> dict[int, list[Step]]:
    found = defaultdict[int, list[Step]](list)
    for step in _steps(entries_about_points(case)):
        found[step.draft].append(step)
    return found


def _steps(entries: Iterable[Entry]) -> Iterator[Step]:
    for entry in entries:
        draft, data = int(entry.data["draft"]), entry.data
        others = [int(one) for one in data.get("merged", ())]
        words = f"{_listed(others)} merged into it" if others else WORDS[entry.action]
        if "grade" in data.get("changed", {}):
            words = "Graded otherwise" if len(data["changed"]) == 1 else "Changed, and graded otherwise"
        yield Step(draft, entry, words, _changed(data))
        for other in others:
            yield Step(other, entry, f"Merged into draft {draft}", [])


def _changed(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(FIELDS.get(name, name), *pair) for name, pair in data.get("changed", {}).items()]


def _listed(drafts: list[int]) -> str:
    return f"Draft {drafts[0]}" if len(drafts) == 1 else f"Drafts {', '.join(map(str, drafts))}"
