"""What a report is made of, as plain values: its page and its PDF draw the same ones."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """One of: `said`, a line of ours; `written`, what somebody wrote; `heading`; a table by `head` and `rows`."""

    said: str = ""
    written: str = ""
    heading: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """`missing` says what is not finished: while there is any, it is a draft."""

    reference: str
    title: str
    facts: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def is_draft(self) -> bool:
        return bool(self.missing)


def said(text: str) -> Block:
    return Block(said=text)


def written(text: str, *, otherwise: str = "") -> tuple[Block, ...]:
    return (Block(written=text),) if text.strip() else (said(otherwise),) if otherwise else ()
