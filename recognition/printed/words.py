"""The same text for a mail, which has no type: headings and paragraphs as lines, lists with dashes and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from markdown_it.tree import SyntaxTreeNode

from .markdown import parsed


def as_words(text: str) -> str:
    return "\n\n".join(_blocks(parsed(text).children))


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[str]:
    for node in nodes:
        match node.type:
            case "bullet_list":
                yield "\n".join(f"- {_item(item)}" for item in node.children)
            case "ordered_list":
                numbers = count(int(node.attrs.get("start", 1)))
                yield "\n".join(f"{next(numbers)}. {_item(item)}" for item in node.children)
            case "table":
                yield "\n".join(_row(row) for part in node.children for row in part.children)
            case _:
                yield _line(node)


def _item(item: SyntaxTreeNode) -> str:
    first, *more = "\n".join(_blocks(item.children)).splitlines() or [""]
    return "\n".join([first, *(f"  {line}" for line in more)])


def _row(row: SyntaxTreeNode) -> str:
    return " | ".join(_line(cell) for cell in row.children)


def _line(node: SyntaxTreeNode) -> str:
    return "".join(_piece(child) for inline in node.children for child in inline.children)


def _piece(node: SyntaxTreeNode) -> str:
    if node.type in {"strong", "em"}:
        return "".join(map(_piece, node.children))
    if node.type == "hardbreak":
        return "\n"
    return " " if node.type == "softbreak" else node.content
