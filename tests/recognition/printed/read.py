"""A PDF read back, as a reader for the blind would: its text, its language, its tags."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

BREAK = "\u200b"


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content), strict=True)


def text_of(content: bytes) -> str:
    text = " ".join(page.extract_text() for page in reader(content).pages)
    return " ".join(text.replace(BREAK, "").split())


def tags_of(content: bytes) -> list[str]:
    """Every tag of the structure tree, in reading order."""
    return list(_tags(reader(content).trailer["/Root"]["/StructTreeRoot"]))


def _tags(node: Any) -> Iterator[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from _tags(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from _tags(node["/K"])
