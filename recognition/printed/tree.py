"""Markdown as the values that the page's layout draws: text stays text in them, so it can never become typst's code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from .characters import LONGEST_WORD, breakable
from .markdown import parsed

Piece = dict[str, Any]
Line = list[Any]  # text as str, and pieces


def blocks_of(text: str) -> list[Piece]:
    """Headings start at the second level, below the title, and skip none (PDF/UA-1, 7.4.2). Those that are alike in the
    text stay alike."""
    blocks = _blocks(parsed(text).children)
    above: list[int] = []
    for block in blocks:
        if block["is"] == "heading":
            above = [*(level for level in above if level < block["level"]), block["level"]]
            block["level"] = len(above) + 1
    return blocks


def _blocks(nodes: Sequence[SyntaxTreeNode], longest: int = LONGEST_WORD) -> list[Piece]:
    return [_block(node, longest) for node in nodes]


def _block(node: SyntaxTreeNode, longest: int) -> Piece:
    match node.type:
        case "heading":
            return {"is": "heading", "level": int(node.tag[1]), "line": _line(node, longest)}
        case "bullet_list" | "ordered_list":
            items = [_blocks(item.children, max(longest - 4, 20)) for item in node.children]
            return {"is": node.type, "start": int(node.attrs.get("start", 1)), "items": items}
        case "table":
            return _table(node)
    return {"is": "paragraph", "line": _line(node, longest)}


def _table(node: SyntaxTreeNode) -> Piece:
    """Cells of one row more or fewer than the heading has are no matter here: the parser has put that right."""
    rows = [row.children for part in node.children for row in part.children]
    longest = max(LONGEST_WORD // len(rows[0]) - 1, 6)
    head, *body = [[_line(cell, longest) for cell in row] for row in rows]
    align = [str(cell.attrs.get("style", "")).removeprefix("text-align:") or "left" for cell in rows[0]]
    return {"is": "table", "align": align, "head": head, "rows": body}


def _line(node: SyntaxTreeNode, longest: int) -> Line:
    return [piece for inline in node.children for child in inline.children for piece in _pieces(child, longest)]


def _pieces(node: SyntaxTreeNode, longest: int) -> Iterator[Any]:
    if node.type in {"strong", "em"}:
        yield {"is": node.type, "line": [piece for child in node.children for piece in _pieces(child, longest)]}
    elif node.type == "hardbreak":
        yield {"is": "break"}
    else:
        yield " " if node.type == "softbreak" else breakable(node.content, longest)
