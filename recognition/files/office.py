"""Word and Excel files are ZIP archives. What is dangerous in one is read off its directory and the first bytes of its
parts: nothing is unpacked to the disk, and nothing is unpacked that is not counted first."""

from __future__ import annotations

import re
import stat
import tempfile
import zipfile
from typing import IO, Final

from .directory import check_directory
from .refused import FileRefused

MOST_UNPACKED: Final = 1024 * 1024 * 1024
MOST_TIMES: Final = 200
SMALL: Final = 10 * 1024 * 1024  # a short text may well shrink to a thousandth
LARGEST_WITHIN: Final = 50 * 1024 * 1024
DEEPEST: Final = 2
MACROS: Final = re.compile(r"vbaproject\.bin$|vbadata\.xml$|/macrosheets/|/activex/", re.IGNORECASE)
FETCHED: Final = (b"attachedtemplate", b"oleobject", b"/frame")
ELSEWHERE: Final = re.compile(rb"target\s*=\s*[\"'](https?:|ftp:|\\\\)")
RELATIONS: Final = 1024 * 1024


def check_archive(file: IO[bytes], *, depth: int = 1) -> str:
    """`word` or `xl`. Raises `FileRefused` for an archive of anything else, and for one that hides something."""
    check_directory(file)
    try:
        with zipfile.ZipFile(file) as archive:
            rows = archive.infolist()
            _check_rows(rows)
            kind = _kind_of(rows)
            _check_content(archive, rows, depth)
            return kind
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError):
        raise _broken() from None


def ends_as_archive(file: IO[bytes]) -> bool:
    """Whether a program that looks for an archive would find one in a file that begins as something else."""
    file.seek(0)
    return zipfile.is_zipfile(file)


def _check_rows(rows: list[zipfile.ZipInfo]) -> None:
    if any(row.flag_bits & 0x1 for row in rows):
        words = "The file is protected by a password, so nobody can check it. Send it without one."
        raise FileRefused("FILE-ENCRYPTED", words)
    if any(_leaves(row) for row in rows):
        words = "A part of the file names a place outside it, which is how an archive overwrites files. Save it anew."
        raise FileRefused("FILE-PATHS", words)
    if any(row.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for row in rows):
        raise _broken()  # no office program writes others, and of those the library unpacks more than it is asked for
    packed, unpacked = sum(row.compress_size for row in rows), sum(row.file_size for row in rows)
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > packed * MOST_TIMES):
        words = f"The file would unpack to {unpacked // 1024**2:,} MB, far more than a document holds. Save it anew."
        raise FileRefused("FILE-BOMB", words)


def _leaves(row: zipfile.ZipInfo) -> bool:
    name = row.orig_filename
    is_link = stat.S_ISLNK(row.external_attr >> 16)
    return is_link or name.startswith(("/", "\\")) or ":" in name[:3] or "\\" in name or ".." in name.split("/")


def _kind_of(rows: list[zipfile.ZipInfo]) -> str:
    names = {row.filename for row in rows}
    main = {"word": "word/document.xml", "xl": "xl/workbook.xml"}
    found = [kind for kind, part in main.items() if part in names] if "[Content_Types].xml" in names else []
    if len(found) != 1:
        words = "The file is an archive, and no Word or Excel document. Unpack it and send each paper by itself."
        raise FileRefused("FILE-ARCHIVE", words)
    if any(MACROS.search(name) for name in names):
        raise FileRefused("FILE-MACROS", WITH_MACROS)
    return found[0]


WITH_MACROS: Final = "The file holds macros or controls. Save it without them (.docx or .xlsx) and send that."


def _check_content(archive: zipfile.ZipFile, rows: list[zipfile.ZipInfo], depth: int) -> None:
    types = archive.open("[Content_Types].xml").read(RELATIONS)
    if b"macroenabled" in types.lower():
        raise FileRefused("FILE-MACROS", WITH_MACROS)
    for row in rows:
        with archive.open(row) as part:
            first = part.read(4)
            if first == b"PK\x03\x04":
                _check_within(part, row, depth)
            elif row.filename.endswith(".rels") and _fetches(first + part.read(RELATIONS)):
                words = "The file fetches a template or an object from another place. Save it without such links."
                raise FileRefused("FILE-REMOTE", words)


def _fetches(relations: bytes) -> bool:
    """A template on the writer's own disk is only a name; one at a web address is fetched when the file is opened."""
    rows = (row for row in relations.lower().split(b"<") if b"external" in row)
    return any(ELSEWHERE.search(row) for row in rows if any(kind in row for kind in FETCHED))


def _check_within(part: IO[bytes], row: zipfile.ZipInfo, depth: int) -> None:
    """A chart brings its sheet along, so an archive within is looked into, twice at most."""
    if depth > DEEPEST or row.file_size > LARGEST_WITHIN:
        words = "The file holds archives within archives. Take them out and send each paper by itself."
        raise FileRefused("FILE-BOMB", words)
    with tempfile.TemporaryFile() as inner:
        inner.write(b"PK\x03\x04")
        left = row.file_size
        while left > 0 and (piece := part.read(min(left, 65536))):
            inner.write(piece)
            left -= len(piece)
        check_archive(inner, depth=depth + 1)


def _broken() -> FileRefused:
    words = "The file begins as a Word or Excel document and cannot be read as one. Open it and save it anew."
    return FileRefused("FILE-BROKEN", words)
