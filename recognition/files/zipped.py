"""A zip that leaves as it is made: no more of it than one piece of a file is ever in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.core.files import File

from .keeping import PIECE

LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)  # the same for every zip: when it was made stands elsewhere
Entry = tuple[str, "bytes | File[Any]"]


def zipped(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Piece by piece. An entry is asked for when the one before it has left; a file is closed once it is in, and kept
    as it is: papers are compressed already. What `entries` raises leaves a zip without an end, which nobody can open.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            if isinstance(content, bytes):
                archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
                yield sink.taken()
            else:
                yield from _copied(archive, name, content, sink)
    yield sink.taken()


def _copied(archive: zipfile.ZipFile, name: str, content: File[Any], sink: _Sink) -> Iterator[bytes]:
    with content as file, archive.open(zipfile.ZipInfo(name, LONG_AGO), "w", force_zip64=True) as out:
        while piece := file.read(PIECE):
            out.write(piece)
            yield sink.taken()


class _Sink(io.RawIOBase):
    """Where the archive writes, without going back; what has come is taken out."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
