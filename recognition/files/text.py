from __future__ import annotations

import codecs
import re
from typing import IO, Final

from .refused import FileRefused

CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKUP: Final = re.compile(rb"<\s*/?\s*(script|svg|html|iframe|object|embed|!doctype|\?xml|\?php)", re.IGNORECASE)
PIECE: Final = 1024 * 1024
OVERLAP: Final = 64


class NotText(Exception):
    """It is no plain text in UTF-8."""


def check_text(file: IO[bytes]) -> None:
    """Looks at it from its first byte to its last, a piece at a time. Raises `NotText`, and `FileRefused` for text that
    a browser would run."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    before = b""
    while piece := file.read(PIECE):
        if CONTROL.search(piece):
            raise NotText
        if MARKUP.search(before + piece):
            raise FileRefused("FILE-MARKUP", ACTIVE)
        _decode(decoder, piece)
        before = piece[-OVERLAP:]
    _decode(decoder, b"", final=True)


def _decode(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> None:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        raise NotText from None


ACTIVE: Final = (
    "The file holds markup that a browser would run, such as HTML, SVG or a script. Print it to PDF and send that."
)
