"""Kept figures of a stage that is over, where they differ from what the record gives."""

from __future__ import annotations

from cases.models import Finding
from cases.queries.performance.ended import FIGURES
from cases.workflow.keep_stages import Wrong

from .standing import Found


def figures_found(one: Wrong) -> Found:
    pairs = ((name, _plain(getattr(one.was, name)), getattr(one.is_, name)) for name in FIGURES)
    said = [
        f"{name.replace('_', ' ')} kept as {_words(was)}, is {_words(now)}" for name, was, now in pairs if was != now
    ]
    return Found(Finding.Kind.FIGURES_DIFFER, f"Line {one.is_.number} of the ledger: {'; '.join(said)}.")


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _words(value: object) -> str:
    return "none" if value is None else str(value)
