"""Names of files on somebody else's machine, made of text that anybody may have written."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

SIGNS: Final = frozenset("-_+,()'\u2019")
DECIMAL_POINT: Final = re.compile(r"(?<=\d)\.(?=\d)")
# Systems stop at 255 bytes; what stands before and after needs room.
LONGEST: Final = 120


def safe(text: str) -> str:
    """Letters, marks and digits of any script and a few signs, at most `LONGEST` bytes of UTF-8: no path, no sign that
    turns the direction or cannot be seen, no dot but the one of 2.5 mg. Empty where nothing is left."""
    plain = unicodedata.normalize("NFKC", text)
    points = {found.start() for found in DECIMAL_POINT.finditer(plain)}
    kept = "".join(char if _is_kept(char) or place in points else " " for place, char in enumerate(plain))
    return " ".join(kept.split()).encode()[:LONGEST].decode(errors="ignore").rstrip(" .")


def one_line(text: str) -> str:
    """The text as it is, for a list that is read line by line: what cannot be printed is shown to have been there."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


class Names:
    """Each name is given once, also for systems to which upper and lower case are one."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def given(self, stem: str, suffix: str) -> str:
        """`stem` may have folders. A name that is taken gets a number."""
        name, number = f"{stem}{suffix}", 1
        while name.casefold() in self._given:
            number += 1
            name = f"{stem} ({number}){suffix}"
        self._given.add(name.casefold())
        return name


def _is_kept(char: str) -> bool:
    return char in SIGNS or unicodedata.category(char)[0] in "LMN"
