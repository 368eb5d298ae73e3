"""The directory at an archive's end, before any library reads it: a library keeps a row in memory for each entry, and
two readers of a badly made directory see two different archives."""

from __future__ import annotations

import struct
from typing import IO, Final

from .refused import FileRefused

END: Final = struct.Struct("<4s4H2LH")
MOST_PARTS: Final = 5000
LARGEST: Final = 2 * 1024 * 1024


def check_directory(file: IO[bytes]) -> None:
    """Raises `FileRefused` unless one plain directory of a bearable size stands at the very end, right behind the
    parts, and the parts begin with the file."""
    size = file.seek(0, 2)
    file.seek(max(0, size - END.size))
    raw = file.read(END.size)
    if len(raw) < END.size or not raw.startswith(b"PK\x05\x06"):
        raise _strange()
    _, disk, first_disk, here, parts, length, at, comment = END.unpack(raw)
    if parts > MOST_PARTS or length > LARGEST:
        words = f"The file has {parts:,} parts, far more than a document has. Save it anew."
        raise FileRefused("FILE-BOMB", words)
    if comment or disk or first_disk or here != parts or at + length != size - END.size:
        raise _strange()
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        raise _strange()
    file.seek(0)


def _strange() -> FileRefused:
    words = (
        "The file begins as a Word or Excel document but is not built as one: it is cut off, or something stands "
        "before or behind it. Open it, save it anew and send that."
    )
    return FileRefused("FILE-BROKEN", words)
