"""Checks a bundle of evidence without the system that made it: only Python is needed.

    unzip BUNDLE.zip verify.py canonical.py
    python3 verify.py BUNDLE.zip [SHA-256 of its manifest, as the record has it]

It names every file that was changed, left out or put in, every entry of the record and every decision whose content is
not what was hashed, and ends with 1 if there is one.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator
from decimal import Decimal

try:
    from recognition.audit.canonical import digest
except ImportError:  # beside a bundle
    from canonical import digest  # type: ignore[import-not-found, no-redef]

MANIFEST, RECORD, SEALS = "manifest.json", "record.jsonl", "seals.json"
PIECE = 1024 * 1024


def faults(path: str, manifest: str = "") -> Iterator[str]:
    """Each fault in words; none where the bundle is what was made. `manifest` is the SHA-256 that its own must have."""
    try:
        with zipfile.ZipFile(path) as bundle:
            yield from _files(bundle, manifest)
            yield from _entries(bundle)
            yield from _seals(bundle)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        yield f"The bundle cannot be read: {error}"


def manifest_of(path: str) -> str:
    """The SHA-256 that the record has of this bundle, where it is the one that was made."""
    with zipfile.ZipFile(path) as bundle:
        return hashlib.sha256(bundle.read(MANIFEST)).hexdigest()


def _files(bundle: zipfile.ZipFile, manifest: str) -> Iterator[str]:
    text = bundle.read(MANIFEST)
    if manifest and hashlib.sha256(text).hexdigest() != manifest.lower():
        yield f"{MANIFEST}: it is not the one whose SHA-256 was given"
    listed = json.loads(text)["files"]
    names = [one for one in bundle.namelist() if one != MANIFEST]
    for name in sorted(set(names) | set(listed)):
        if name not in listed:
            yield f"{name}: it was put in"
        elif names.count(name) != 1:
            yield f"{name}: it is {'missing' if name not in names else 'there more than once'}"
        elif _hash(bundle, name) != listed[name]["sha256"]:
            yield f"{name}: it was changed"


def _hash(bundle: zipfile.ZipFile, name: str) -> str:
    found = hashlib.sha256()
    with bundle.open(name) as file:
        while piece := file.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def _entries(bundle: zipfile.ZipFile) -> Iterator[str]:
    for line in bundle.read(RECORD).decode().splitlines():
        entry = json.loads(line, parse_float=Decimal)
        hashed = entry.pop("hash")
        if digest(entry) != hashed:
            yield f"{RECORD}, entry {entry['id']}: its content is not what was recorded"


def _seals(bundle: zipfile.ZipFile) -> Iterator[str]:
    for one in json.loads(bundle.read(SEALS)):
        if hashlib.sha256(one["signed"].encode()).hexdigest() != one["seal"]:
            yield f"{SEALS}, decision {one['decision']}: what was signed is not what was sealed"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    found = list(faults(*sys.argv[1:3]))
    if found:
        sys.exit("\n".join(found))
    sys.stdout.write(f"The bundle is whole. SHA-256 of its manifest: {manifest_of(sys.argv[1])}\n")
