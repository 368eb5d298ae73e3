"""What is asked of a paper before it is kept, and of whoever brings it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files import File

from cases.models import Application, Document, State
from cases.workflow.refusals import FieldError, InvalidInput, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import RECORD
from recognition.files.clamd import ScannerUnavailable
from recognition.files.content import media_type_of
from recognition.files.keeping import hash_of
from recognition.files.limits import LARGEST_FILE, MEGABYTE, TOO_LARGE
from recognition.files.refused import FileRefused
from recognition.files.scanner import NullScanner, scanner

from .change_draft import require_company
from .require import require, require_open, require_text

LONGEST_TITLE = 200
# A larger file is scanned by the worker: who sends it need not wait for that.
SCANNED_AT_ONCE = 10 * MEGABYTE
COMPANY_ADDS_IN = (
    State.DRAFT,
    State.ELIGIBLE,
    State.CORRECTION_REQUESTED,
    State.AWAITING_INFORMATION,
    State.REPLY_OVERDUE,
    State.REPRESENTATIONS,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept. `scanned` holds the row's fields about its scan."""

    file: File[Any]
    title: str
    media_type: str
    sha256: str
    scanned: dict[str, Any] = field(default_factory=dict)


def require_may_add(case: Application, actor: Actor) -> None:
    """Staff add papers to every open case; a company to its draft, and later only where something is asked of it."""
    if actor.client is None:
        require(actor, RECORD, "Add a document")
        require_open(case, "Add a document")
        return
    require_company(case, actor)
    if case.state in COMPANY_ADDS_IN or case.information_requests.filter(state="open").exists():
        return
    require_open(case, "Add a document")
    words = "Add a document: not possible now, because nothing is asked of the company."
    raise WrongState("STATE", words)


def checked(files: Sequence[File[Any]], *, title: str, at: datetime) -> list[Checked]:
    """Raises `InvalidInput` that says of every file that is not taken why it is not."""
    found, errors = [], []
    for number, file in enumerate(files):
        try:
            found.append(_checked(file, title_of(title, file, alone=len(files) == 1), at))
        except FileRefused as refused:
            name = f"{PurePath(file.name or f'File {number + 1}').name}: " if len(files) > 1 else ""
            errors.append(FieldError("file", f"{name}{refused.why}"))
    if errors:
        raise InvalidInput(errors)
    return found


def _checked(file: File[Any], title: str, at: datetime) -> Checked:
    if file.size > LARGEST_FILE:
        raise FileRefused("FILE-SIZE", TOO_LARGE)
    media_type = media_type_of(file)  # type: ignore[arg-type]  # it reads and seeks as a file does
    scanned = _scanned(file, at)
    return Checked(file, title, media_type, getattr(file, "sha256", "") or hash_of(file), scanned)


def _scanned(file: File[Any], at: datetime) -> dict[str, Any]:
    """At once where that is quick. A scanner that does not answer is no reason to turn a company away: the file waits,
    unserved, until it has been scanned."""
    who = scanner()
    if file.size > SCANNED_AT_ONCE and not isinstance(who, NullScanner):
        return {"scan": Document.Scan.PENDING}
    try:
        found = who.scan(file)  # type: ignore[arg-type]
    except ScannerUnavailable as error:
        return {"scan": Document.Scan.PENDING, "scan_said": str(error)[:300]}
    if found:
        words = f"The virus scanner found “{found[:100]}” in the file. Nothing was stored. Clean it and send it again."
        raise FileRefused("FILE-MALWARE", words)
    return {"scan": Document.Scan.CLEAN, "scanner": who.name, "scanned_at": at}


def title_of(title: str, file: File[Any], *, alone: bool) -> str:
    """As it was given, with the file's name behind it where several come together; without one, the file's name, of
    which no more is taken than there is room for."""
    own = "".join(char for char in PurePath(file.name or "").stem if char.isprintable()).strip()
    given = title.strip()
    room = LONGEST_TITLE - len(given) - len(" ()")
    if given and own and not alone and room > 0:
        given = f"{given} ({own[:room].strip()})"
    return require_text(
        given or own[:LONGEST_TITLE] or "Document", "title", "the document's title", limit=LONGEST_TITLE
    )
