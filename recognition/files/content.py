"""What a file is, by its content. Its name and what the sender says it is count for nothing."""

from __future__ import annotations

import re
from typing import IO, Final

import puremagic

from .office import check_archive, ends_as_archive
from .refused import FileRefused
from .text import NotText, check_text

PDF: Final = "application/pdf"
PNG: Final = "image/png"
JPEG: Final = "image/jpeg"
TEXT: Final = "text/plain"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIXES: Final = {PDF: ".pdf", WORD: ".docx", SHEET: ".xlsx", PNG: ".png", JPEG: ".jpg", TEXT: ".txt"}
TAKEN: Final = "PDF, Word (.docx), Excel (.xlsx), PNG, JPEG or plain text (UTF-8)"

# How a file of the type begins, and what stands in its last kilobyte.
FRAMES: Final = {PDF: (b"%PDF-", b"%%EOF"), PNG: (b"\x89PNG\r\n\x1a\n", b"IEND"), JPEG: (b"\xff\xd8\xff", b"\xff\xd9")}
MARKUP: Final = re.compile(rb"<\s*(script|html|svg|iframe|!doctype)", re.IGNORECASE)
HEAD: Final = 8192


def media_type_of(file: IO[bytes]) -> str:
    """One of `SUFFIXES`. Raises `FileRefused` for every other type, and for a file that is broken, hides something, or
    would do harm when it is opened. The file is at its start afterwards."""
    file.seek(0)
    head = file.read(HEAD)
    try:
        return _typed(file, head)
    finally:
        file.seek(0)


def _typed(file: IO[bytes], head: bytes) -> str:
    if not head:
        raise FileRefused("FILE-EMPTY", "The file is empty (0 bytes). Choose another.")
    if head.startswith(b"PK"):
        return SHEET if check_archive(file) == "xl" else WORD
    framed = next((kind for kind, (first, _) in FRAMES.items() if head.startswith(first)), None)
    if framed:
        _check_frame(file, head, framed)
        return framed
    _check_text(file, head)
    _check_one_thing(file)
    return TEXT


def _check_text(file: IO[bytes], head: bytes) -> None:
    try:
        check_text(file)
    except NotText:
        what = _recognised(head) or "of a type that is not known"
        words = f"The file is not of a type that is taken. By its content it is: {what}. Send {TAKEN}."
        raise FileRefused("FILE-TYPE", words) from None


def _recognised(head: bytes) -> str:
    """What it is in words, by its signature."""
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    return str(found[0].name) if found and found[0].confidence >= 0.2 else ""  # one byte that fits says nothing


def _check_frame(file: IO[bytes], head: bytes, kind: str) -> None:
    last = FRAMES[kind][1]
    file.seek(0, 2)
    file.seek(max(0, file.tell() - 1024))
    if last not in file.read():
        words = "The file does not end as one of its type does: it is cut off, or something else follows. Save it anew."
        raise FileRefused("FILE-BROKEN", words)
    if MARKUP.search(head[:1024]):
        raise FileRefused("FILE-POLYGLOT", POLYGLOT)
    _check_one_thing(file)


POLYGLOT: Final = "The file can be read as two different things at once. Save or print it anew as one of them."


def _check_one_thing(file: IO[bytes]) -> None:
    if ends_as_archive(file):
        raise FileRefused("FILE-POLYGLOT", POLYGLOT)
