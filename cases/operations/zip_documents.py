"""Papers of a case taken out together: one zip, with a list of what is in it and of what is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from cases.models import Document
from cases.workflow.refusals import WrongState
from recognition.clock import LONDON
from recognition.files.content import SUFFIXES
from recognition.files.keeping import FileDamaged
from recognition.files.names import Names, one_line, safe
from recognition.files.zipped import Entry, zipped
from recognition.routes.models import DocumentKind

from .read_document import read_document

CONTENTS: Final = "Contents.txt"
DAMAGED: Final = "The file in the store is not as it arrived, or is missing. It has been reported."
HEAD: Final = """\
# {reference}: documents, taken out on {at:%d %B %Y at %H:%M}
# {narrowed}
# Each file has the SHA-256 that it arrived with. To compare them, unpack and run: sha256sum --check {contents}
"""


def zip_documents(
    rows: Sequence[Document], *, reference: str, at: datetime, narrowed: Sequence[str] = ()
) -> Iterator[bytes]:
    """A zip, piece by piece, each file as the reader of one gives it. What cannot be given out is left out, and the
    list, which comes last, says so and why. `narrowed` says in words which of the case's documents were asked for."""
    return zipped(_entries(rows, reference, at, narrowed))


def _entries(rows: Sequence[Document], reference: str, at: datetime, narrowed: Sequence[str]) -> Iterator[Entry]:
    names, kept, left = Names(), list[str](), list[str]()
    replaced = {row.replaces_id for row in rows}
    for row in rows:
        try:
            file = read_document(row, at=at)
        except (WrongState, FileDamaged) as refused:
            left.append(f"# {_called(row)}: {DAMAGED if isinstance(refused, FileDamaged) else refused}")
            continue
        name = names.given(_stem(row, is_replaced=row.pk in replaced), SUFFIXES.get(row.media_type, ""))
        yield name, file
        kept += ["#", f"# {_called(row)}", f"{row.sha256}  {name}"]
    which = "; ".join(one_line(words) for words in narrowed) or "All documents of the case"
    head = HEAD.format(reference=reference, at=at.astimezone(LONDON), narrowed=which, contents=CONTENTS)
    last = [f"# Left out: {len(left)}", *left] if left else ["# Nothing was left out."]
    yield CONTENTS, "\n".join([head.rstrip(), *kept, "#", *last, ""]).encode()


def _stem(row: Document, *, is_replaced: bool) -> str:
    """It begins with digits, so that it is no command, no option, no formula and none of a system's own names."""
    folder = safe(dict(DocumentKind.Module.choices)[row.kind.module])
    earlier = "Earlier versions/" if is_replaced else ""
    return f"{folder}/{earlier}{row.sequence} {safe(row.title) or 'document'} v{row.version}"


def _called(row: Document) -> str:
    added = f"added by {row.added_by} on {row.added_at.astimezone(LONDON):%d %B %Y}"
    return one_line(f"{row.title} ({row.kind.name}, sequence {row.sequence}, version {row.version}, {added})")
