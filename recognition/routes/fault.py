from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a rule set cannot work: where in it, and what, in words."""

    place: str
    words: str

    def __str__(self) -> str:
        return f"{self.place} {self.words}."
