from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a rule set cannot work: where in it, and what, in words.

    What is `unfinished` only lacks a part that another page adds: a draft may be saved so, and not proposed.
    """

    place: str
    words: str
    unfinished: bool = False

    def __str__(self) -> str:
        return f"{self.place} {self.words}."
