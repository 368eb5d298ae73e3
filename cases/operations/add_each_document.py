from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files import File

from cases.models import Application
from cases.workflow.refusals import InvalidInput, Refused
from recognition.accounts.actors import Actor

from .check_document import checked, title_of
from .documents import THERE, shared_by, store


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file, by the name that it had where it was chosen; `why` is empty where it has been added.
    `is_here`: it was not, because the case has it already."""

    name: str
    why: str = ""
    is_here: bool = False


def add_each_document(
    *,
    application: Application,
    actor: Actor,
    kind: str,
    files: Sequence[File[Any]],
    at: datetime,
    title: str = "",
    sequence: str = "",
) -> list[Outcome]:
    """Several papers of one kind, each for itself: one that is not taken keeps no other out. One that the case has
    already, the same content under the same title, is not kept twice, so all may be sent again.

    Raises what is wrong with all of them (the kind, the sequence, the title, who asks) before any is kept.
    """
    shared = shared_by(application, actor, files, kind=kind, sequence=sequence)
    titles = [title_of(title, file, alone=len(files) == 1) for file in files]
    return [_add(application, actor, at, *one, shared) for one in zip(files, titles, strict=True)]


def _add(
    application: Application, actor: Actor, at: datetime, file: File[Any], title: str, shared: Mapping[str, Any]
) -> Outcome:
    name = PurePath(file.name or title).name
    try:
        store(application, actor, at, checked([file], title=title, at=at), shared, is_new=True)
    except InvalidInput as refused:
        return Outcome(name, " ".join(error.detail for error in refused.errors))
    except Refused as refused:
        return Outcome(name, refused.why, is_here=refused.rule == THERE)
    return Outcome(name)
