"""Text from outside: what may not be in it, because it cannot be stored, shown or signed as it stands."""

import unicodedata

ALLOWED = frozenset("\n\r\t")


def unfit(text: str) -> str:
    """What is wrong with the text's characters, in words; empty if nothing is."""
    for character in text:
        if character not in ALLOWED and unicodedata.category(character) in ("Cc", "Cs"):
            return f"holds a character that cannot be stored (U+{ord(character):04X})"
    return ""
