"""Invented names of products, all of one length, so that one can stand where another did."""

from __future__ import annotations

from typing import Final

SYLLABLES: Final = [consonant + vowel for consonant in "bcdfgklmnprstv" for vowel in "aeiou"]
EACH: Final = 20  # names that the copies of one life share among them: a product is applied for more than once


def brand(number: int) -> str:
    """The name of a life that is played: no syllable of a copy is `Zu`."""
    return "Zu" + _spelt(number, 3)


def brand_of_copy(life: int, turn: int) -> str:
    return _spelt((life * EACH + turn % EACH) * 7_919, 4).capitalize()


def _spelt(number: int, syllables: int) -> str:
    text = ""
    for _ in range(syllables):
        number, place = divmod(number, len(SYLLABLES))
        text += SYLLABLES[place]
    return text
