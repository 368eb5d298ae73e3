"""Whether collectstatic has anything to do: it takes longer than all the rest of a second start."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from recognition.launch import places

STAMP = Path(os.environ.get("STATIC_ROOT") or places.ROOT / "staticfiles") / "made-from"


def are_stale() -> bool:
    return not STAMP.exists() or STAMP.read_text() != _fingerprint()


def are_done() -> None:
    STAMP.write_text(_fingerprint())


def _fingerprint() -> str:
    """The libraries by their pins, our own files by name, size and time."""
    digest = hashlib.sha256((places.ROOT / "requirements.txt").read_bytes())
    digest.update((places.ROOT / "recognition" / "settings.py").read_bytes())
    for path in sorted(_our_files()):
        facts = path.stat()
        digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _our_files() -> Iterator[Path]:
    for folder in (
        places.ROOT / "static",
        *places.ROOT.glob("recognition/**/static"),
        *places.ROOT.glob("cases/**/static"),
    ):
        yield from (path for path in folder.rglob("*") if path.is_file())
