"""What a comparison says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One field. `before` and `after` are what a reader would call its values."""

    field: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.field}: from {_quoted(self.before)} to {_quoted(self.after)}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of the rules. Of one that was added or removed, `changes` are all its fields that say anything."""

    part: str
    name: str
    kind: str
    changes: tuple[Change, ...]

    def __str__(self) -> str:
        if self.kind == ADDED:
            return f"{self.part} {self.name} was added."
        if self.kind == REMOVED:
            return f"{self.part} {self.name} was removed."
        return f"{self.part} {self.name}: {'; '.join(map(str, self.changes))}."


@dataclass(frozen=True, slots=True)
class Comparison:
    """`before` and `after` name the versions."""

    before: str
    after: str
    differences: tuple[Difference, ...]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(row.kind for row in self.differences)
        return {kind: found[kind] for kind in (ADDED, REMOVED, CHANGED)}

    def as_json(self) -> dict[str, object]:
        """For the record: who reads it in ten years has no page to compare on."""
        return {
            "before": self.before,
            "after": self.after,
            "counts": self.counts,
            "differences": [str(row) for row in self.differences],
        }


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"
