from __future__ import annotations

import hashlib
import zipfile
from datetime import datetime

from django.core.files import File

from cases.models import Application, Document
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import RECORD

from .require import require, require_open, require_text

LIMIT = 20 * 1024 * 1024
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {
    "application/pdf": ".pdf",
    WORD: ".docx",
    "text/plain": ".txt",
}


def add_document(
    *, application: Application, actor: Actor, kind: str, title: str, file: File[bytes], at: datetime
) -> Document:
    """Keep a paper. Its type is read from its content: PDF, Word or plain text, up to 20 MB."""
    name = require_text(title, "title", "the document's title", limit=200)
    kind = require_text(kind, "kind", "the kind of document", limit=40)
    media_type, digest = _checked(file)
    with locked(application) as case:
        require(actor, RECORD, "Add a document")
        require_open(case, "Add a document")
        row = Document(application=case, kind=kind, title=name, media_type=media_type, size=file.size)
        row.sha256, row.added_by, row.added_at = digest, actor.label, at
        row.file.save(f"{case.reference}-{digest[:12]}{TYPES[media_type]}", file, save=False)
        row.save()
        change(case, "document_added", actor=actor, at=at, data={"title": name, "kind": kind, "sha256": digest})
    return row


def _checked(file: File[bytes]) -> tuple[str, str]:
    if not file.size:
        raise InvalidInput([FieldError("file", "The file is empty. Choose another.")])
    if file.size > LIMIT:
        raise InvalidInput([FieldError("file", "The file is larger than 20 MB. Split it.")])
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return _media_type(file), digest.hexdigest()


def _media_type(file: File[bytes]) -> str:
    head = file.read(8192)
    file.seek(0)
    found = _office(file) if head.startswith(b"PK") else _sniffed(head)
    file.seek(0)
    if found not in TYPES:
        raise InvalidInput([FieldError("file", "Only PDF, Word (.docx) and plain text files are taken.")])
    return found


def _sniffed(head: bytes) -> str:
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    return "text/plain" if _is_text(head) else ""


def _office(file: File[bytes]) -> str:
    """A Word document by the list of its parts, nothing unpacked; one with macros is not taken."""
    try:
        names = zipfile.ZipFile(file).namelist()  # type: ignore[arg-type]  # it reads and seeks as a file does
    except (zipfile.BadZipFile, OSError, ValueError):
        return ""
    is_word = {"[Content_Types].xml", "word/document.xml"} <= set(names)
    return WORD if is_word and not any(name.lower().endswith("vbaproject.bin") for name in names) else ""


def _is_text(head: bytes) -> bool:
    """UTF-8 without control characters. A character cut at the end of the sample does not count against it."""
    try:
        text = head.decode("utf-8", errors="strict" if len(head) < 8192 else "ignore")
    except UnicodeDecodeError:
        return False
    return "<script" not in text.lower() and all(char >= " " or char in "\r\n\t" for char in text)
