"""Papers of a case: kept, replaced by a newer version, taken off a draft. Nothing is overwritten."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction

from cases.models import Application, Document, State
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput, RuleRefused
from recognition.accounts.actors import Actor
from recognition.files.content import SUFFIXES
from recognition.files.keeping import discard, put
from recognition.routes.models import DocumentKind

from .change_draft import require_company
from .check_document import Checked, checked, require_may_add
from .require import require_state, require_text

MOST_OF_A_CASE = 2000
MOST_AT_ONCE = 20
THERE = "DOCUMENT-THERE"


def add_document(
    *,
    application: Application,
    actor: Actor,
    kind: str,
    file: File[Any],
    at: datetime,
    title: str = "",
    sequence: str = "",
    replaces: int | None = None,
) -> Document:
    """Keep a paper, which is what its content says. Without a `title` it bears its file's name; with `replaces` it is
    the next version of that document."""
    (row,) = add_documents(
        application=application,
        actor=actor,
        kind=kind,
        files=[file],
        at=at,
        title=title,
        sequence=sequence,
        replaces=replaces,
    )
    return row


def add_documents(
    *,
    application: Application,
    actor: Actor,
    kind: str,
    files: Sequence[File[Any]],
    at: datetime,
    title: str = "",
    sequence: str = "",
    replaces: int | None = None,
) -> list[Document]:
    """Several papers of one kind, all or none. Raises `InvalidInput` that names each file that is not taken.

    A file is in the store before its row is committed, so there is no row without its file; where the rows are not
    committed the files are taken away again. A process killed in between leaves a stray, which the sweep lists.
    """
    shared = shared_by(application, actor, files, kind=kind, sequence=sequence)
    return store(application, actor, at, checked(files, title=title, at=at), shared, replaces=replaces)


def store(
    application: Application,
    actor: Actor,
    at: datetime,
    found: Sequence[Checked],
    shared: Mapping[str, Any],
    *,
    replaces: int | None = None,
    is_new: bool = False,
) -> list[Document]:
    """Files that may be kept, all or none. `is_new`: raises `RuleRefused` where the case has one of them already."""
    names: list[str] = []
    try:
        for one in found:
            stem = f"{application.reference}/{one.sha256[:12]}"
            names.append(put(one.file, stem=stem, suffix=SUFFIXES[one.media_type]))
        with locked(application) as case:
            require_may_add(case, actor)
            _require_room(case, len(found))
            if is_new:
                _require_new(case, found, shared)
            rows = [_row(case, actor, at, one, name, shared) for one, name in zip(found, names, strict=True)]
            if replaces is not None:
                _follow(case, rows[0], replaces)
            for row in rows:
                _keep(case, actor, at, row)
    except BaseException:  # also a worker that is told to end
        for name in names:
            discard(name)
        raise
    return rows


def remove_document(*, application: Application, document: int, actor: Actor, at: datetime) -> None:
    """Take a paper off a draft, with its file; the version before it counts again. The record keeps its hash."""
    with locked(application) as case:
        require_company(case, actor)
        require_state(case, [State.DRAFT], "Take a document off")
        row = case.documents.get(pk=document)
        if Document.objects.filter(replaces=row).exists():
            raise RuleRefused("DOCUMENT-REPLACED", "A newer version replaces this document. Take that one off first.")
        data, name = _data(row), str(row.file.name)
        row.delete()
        change(case, "document_removed", actor=actor, at=at, data=data)
        transaction.on_commit(lambda: discard(name))


def shared_by(
    case: Application, actor: Actor, files: Sequence[File[Any]], *, kind: str, sequence: str
) -> dict[str, Any]:
    """What all rows have of files that come together, once it is sure that they may come at all."""
    require_may_add(case, actor)
    if not 0 < len(files) <= MOST_AT_ONCE:
        raise InvalidInput([FieldError("file", f"Choose from 1 to {MOST_AT_ONCE} files.")])
    kind = require_text(kind, "kind", "the kind of document", limit=40)
    found = DocumentKind.objects.filter(code=kind).first()
    errors = []
    if found is None:
        errors.append(FieldError("kind", "There is no such kind of document. Take a code of the list of kinds."))
    number = sequence.strip() or case.ectd_sequence or "0000"
    if not re.fullmatch(r"[0-9]{4}", number):
        errors.append(FieldError("sequence", "Give the sequence as four digits, such as 0000."))
    if errors:
        raise InvalidInput(errors)
    return {"kind": found, "sequence": number}


def _require_room(case: Application, more: int) -> None:
    if case.documents.count() + more > MOST_OF_A_CASE:
        raise RuleRefused("DOCUMENTS-MANY", f"An application has room for {MOST_OF_A_CASE:,} documents.")


def _require_new(case: Application, found: Sequence[Checked], shared: Mapping[str, Any]) -> None:
    """What was sent again, by a press of reload or with those that failed, is not kept twice."""
    for one in found:
        if case.documents.filter(sha256=one.sha256, title=one.title, **shared).exists():
            raise RuleRefused(THERE, "The same file is here already, under the same title.")


def _row(case: Application, actor: Actor, at: datetime, one: Checked, name: str, shared: Mapping[str, Any]) -> Document:
    return Document(
        application=case,
        title=one.title,
        file=name,
        media_type=one.media_type,
        size=one.file.size,
        sha256=one.sha256,
        from_company=actor.client is not None,
        added_by=actor.label,
        added_at=at,
        **one.scanned,
        **shared,
    )


def _follow(case: Application, row: Document, replaces: int) -> None:
    """A submission is never changed behind its back: what replaces a paper of it comes in a later sequence (G5)."""
    older = case.documents.filter(pk=replaces, from_company=row.from_company, letters=None).first()
    if older is None:
        raise InvalidInput([FieldError("replaces", "There is no such document here that could be replaced.")])
    if Document.objects.filter(replaces=older).exists():
        words = "It has been replaced already. Name its newest version."
        raise InvalidInput([FieldError("replaces", words)])
    if case.state != State.DRAFT and row.from_company and row.sequence <= older.sequence:
        words = f"The document that it replaces is of sequence {older.sequence}. A new version comes in a later one."
        raise InvalidInput([FieldError("sequence", words)])
    row.replaces, row.version, row.kind = older, older.version + 1, older.kind


def _keep(case: Application, actor: Actor, at: datetime, row: Document) -> None:
    row.save()
    action = "document_received" if row.from_company else "document_added"
    change(case, action, actor=actor, at=at, data=_data(row))


def _data(row: Document) -> dict[str, Any]:
    names = ("title", "sequence", "version", "size", "sha256", "scan")
    return {"document": row.pk, "kind": row.kind_id, **{name: getattr(row, name) for name in names}}
