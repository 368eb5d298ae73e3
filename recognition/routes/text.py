"""Text from outside: what may not be in it, because it cannot be stored, shown or signed as it stands."""

import unicodedata

ALLOWED = frozenset("\n\r\t")


def unfit(text: str) -> str:
    """What is wrong with the text's characters, in words; empty if nothing is."""
    for character in text:
        if character not in ALLOWED and unicodedata.category(character) in ("Cc", "Cs"):
            return f"holds a character that cannot be stored (U+{ord(character):04X})"
    return ""


def printable(name: str, longest: int = 60) -> str:
    """A name from outside, as it can be shown in a message: what cannot be is written as its code."""
    shown = name[:longest]
    return shown if not unfit(shown) else shown.encode("ascii", "backslashreplace").decode().replace("\x00", "\\x00")
