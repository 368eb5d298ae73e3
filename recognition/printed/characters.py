"""Which characters reach the paper. What would reorder or hide text, and what the fonts have no glyph for, is printed
as its code, `[U+202E]`: a letter reads the same for everyone, and nothing that was written is left out in silence."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

ZERO_WIDTH_SPACE: Final = "\u200b"
LONGEST_WORD: Final = 42  # of the widest letters, a line of the page
# Latin with its marks, Greek, Cyrillic, punctuation, indices, currencies, letter-like signs, fractions, arrows,
# mathematics. The fonts that come with typst have most of these, and its layout breaks on some scripts beyond.
DRAWN: Final = (
    (0x20, 0x7E),
    (0xA0, 0x36F),
    (0x370, 0x4FF),
    (0x1E00, 0x1FFF),
    (0x2010, 0x2027),
    (0x202F, 0x205E),
    (0x2070, 0x20BF),
    (0x2100, 0x22FF),
    (0x25A0, 0x25FF),
    (0xFB00, 0xFB06),
)
COMMON: Final = (0x20, 0x17F)


def shown(text: str) -> str:
    """Every kind of line end becomes a line feed, and a tab a space."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    return "".join(map(_shown, re.sub("[\r\u2028\u2029]", "\n", text)))


def code_of(character: str) -> str:
    return f"[U+{ord(character):04X}]"


def common(text: str) -> str:
    """With the code of every character that is not of Latin in its daily use."""
    first, last = COMMON
    return "".join(c if first <= ord(c) <= last or c == ZERO_WIDTH_SPACE else code_of(c) for c in text)


def breakable(text: str, longest: int = LONGEST_WORD) -> str:
    """Places to break a line within words that are longer than it, so that none runs off the page."""
    return re.sub(rf"\S{{{longest}}}(?=\S)", lambda piece: piece.group() + ZERO_WIDTH_SPACE, text)


def _shown(character: str) -> str:
    place = ord(character)
    is_drawn = any(first <= place <= last for first, last in DRAWN) and unicodedata.category(character) != "Cn"
    return character if character == "\n" or is_drawn else code_of(character)
