"""Files in the store: put there under a name that nothing else has, read with their hash checked again, listed."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from django.core.files import File
from django.core.files.storage import default_storage

PIECE: Final = 1024 * 1024
FOLDER: Final = "documents"


class FileDamaged(Exception):
    """What the store gives is not what was put there. `is_missing` where it gives nothing at all."""

    def __init__(self, name: str, *, is_missing: bool) -> None:
        super().__init__(f"{name} {'is not in the store' if is_missing else 'has changed in the store'}")
        self.is_missing = is_missing


def hash_of(file: IO[bytes] | File[bytes]) -> str:
    """SHA-256 in hex. The file is at its start afterwards."""
    digest = hashlib.sha256()
    file.seek(0)
    while piece := file.read(PIECE):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def put(file: File[bytes], *, stem: str, suffix: str) -> str:
    """Store the file, on the disk before this returns, and give its name. Nothing is ever stored over another."""
    name = default_storage.save(f"{FOLDER}/{stem}-{uuid.uuid4().hex}{suffix}", file)
    if path := _path_of(name):
        _to_disk(path)
        _to_disk(path.parent)
    return name


def discard(name: str) -> None:
    default_storage.delete(name)


def open_checked(name: str, sha256: str) -> File[Any]:
    """The file at its start, after all of it was read and found to be what was stored. Raises `FileDamaged`."""
    try:
        file = default_storage.open(name, "rb")
    except FileNotFoundError:
        raise FileDamaged(name, is_missing=True) from None
    if hash_of(file) != sha256:
        file.close()
        raise FileDamaged(name, is_missing=False)
    return file


def stored_names(folder: str = FOLDER) -> Iterator[str]:
    """Every file below the folder. A folder that there is not has none."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for inner in folders:
        yield from stored_names(f"{folder}/{inner}")


def _path_of(name: str) -> Path | None:
    """Its place on this machine, where the store is a folder."""
    try:
        return Path(default_storage.path(name))
    except NotImplementedError:
        return None


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
