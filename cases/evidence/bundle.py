"""What a bundle holds, and the bundle as a stream."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cases.models import Application, Decision, Document
from cases.queries.history import history_of
from recognition.audit import canonical as canonical_form
from recognition.audit.canonical import FIELDS, canonical
from recognition.files.content import SUFFIXES
from recognition.files.keeping import open_checked
from recognition.files.zipped import Entry, zipped
from recognition.routes.document import as_bytes, export_document
from recognition.routes.models import RuleSet

from . import rows, verify

HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Bundle:
    """`files` by their names, small ones; `documents` are read when their turn has come. `manifest` is the SHA-256 of
    manifest.json, which has the hash of all others."""

    files: dict[str, bytes]
    documents: dict[str, Document]

    @property
    def manifest(self) -> str:
        return hashlib.sha256(self.files[verify.MANIFEST]).hexdigest()


def bundle_of(case: Application, signed: Iterable[tuple[Decision, str]], *, with_documents: bool) -> Bundle:
    """Of a locked case. `signed` are its signed decisions, each with the text that its seal was computed from."""
    documents = _documents(case) if with_documents else {}
    files = {
        "README.txt": _readme(case),
        "canonical.py": Path(str(canonical_form.__file__)).read_bytes(),
        verify.RECORD: _record(case),
        verify.SEALS: _json([{"decision": row.pk, "seal": row.seal, "signed": text} for row, text in signed]),
        "verify.py": Path(str(verify.__file__)).read_bytes(),
        **{f"rule_sets/{row.code}-{row.version}.json": as_bytes(export_document(row)) for row in _rule_sets(case)},
        **{f"tables/{name}.jsonl": lines for name, lines in rows.tables(case)},
    }
    listed = {name: {"bytes": len(text), "sha256": hashlib.sha256(text).hexdigest()} for name, text in files.items()}
    listed |= {name: {"bytes": row.size, "sha256": row.sha256} for name, row in documents.items()}
    files[verify.MANIFEST] = _json({"case": case.reference, "files": dict(sorted(listed.items()))})
    return Bundle(files, documents)


def stream(bundle: Bundle) -> Iterator[bytes]:
    """A zip, piece by piece. Raises `FileDamaged` where a document is not what arrived: the zip then has no end."""
    return zipped(_entries(bundle))


def _entries(bundle: Bundle) -> Iterator[Entry]:
    yield from sorted(bundle.files.items())
    for name, row in sorted(bundle.documents.items()):
        yield name, open_checked(str(row.file.name), row.sha256)


def _readme(case: Application) -> bytes:
    newest = history_of(case).values_list("id", "hash").first() or (0, "")
    text = (HERE / "README.txt").read_text()
    return text.format(reference=case.reference, anchor=f"{newest[0]}:{newest[1]}").encode()


def _record(case: Application) -> bytes:
    entries = history_of(case).order_by("id").values(*FIELDS, "hash")
    return "".join(f"{canonical(entry)}\n" for entry in entries.iterator(chunk_size=500)).encode()


def _rule_sets(case: Application) -> Iterable[RuleSet]:
    keys = {case.rule_set_id, *case.determinations.values_list("rule_set", flat=True)}
    return RuleSet.objects.filter(pk__in=keys).order_by("pk")


def _documents(case: Application) -> dict[str, Document]:
    """Those that may be served, under names that are nobody's text."""
    return {
        f"documents/{row.pk}-{row.sha256[:12]}{SUFFIXES.get(row.media_type, '')}": row
        for row in case.documents.order_by("pk")
        if row.is_served and row.integrity == Document.Integrity.INTACT
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
