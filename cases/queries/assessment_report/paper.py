"""The report as a PDF. The same report and instant give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from recognition.printed import paragraphs, pdf, plain

from .blocks import Block, Report


def report_pdf(report: Report, *, at: datetime) -> bytes:
    text = "\n\n".join(_text(report))
    return pdf(title=report.title, text=text, facts=report.facts, reference=report.reference, at=at)


def _text(report: Report) -> Iterator[str]:
    if report.is_draft:
        yield "**Draft.** Not finished yet:"
        yield "\n".join(f"- {plain(one)}" for one in report.missing)
    for part in report.parts:
        yield f"# {plain(part.title)}"
        yield from (text for block in part.blocks for text in _block(block))


def _block(block: Block) -> Iterator[str]:
    if block.heading:
        yield f"## {plain(block.heading)}"
    if block.said:
        yield plain(block.said)
    if block.written:
        yield paragraphs(block.written)
    if block.head:
        yield "\n".join([_row(block.head), _row(["---"] * len(block.head), raw=True), *map(_row, block.rows)])


def _row(cells: Iterable[str], *, raw: bool = False) -> str:
    return f"| {' | '.join(cell if raw else plain(cell) or '–' for cell in cells)} |"
