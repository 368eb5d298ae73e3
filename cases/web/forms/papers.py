"""How a form that lets a person choose among a case's papers calls each."""

from __future__ import annotations

from cases.models import Document


def called(paper: Document) -> str:
    kind = str(paper.kind)
    return ", ".join([paper.title, *([] if kind == paper.title else [kind.lower()]), f"version {paper.version}"])
