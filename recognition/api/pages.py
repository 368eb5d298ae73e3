"""Lists in pages that stay as they are while rows are added at the front."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

from .problems import Fault, Problem

LARGEST_KEY = 2**63 - 1


class CursorPages(CursorPagination):
    """By key, newest first. What a client made up is refused, not guessed at."""

    ordering = "-id"
    page_size = 25
    max_page_size = 100
    page_size_query_param = "page_size"
    page_size_query_description = "Rows on a page, from 1 to 100."
    cursor_query_description = "Where the page begins: follow `next` and `previous`, which bear it."

    def get_page_size(self, request: Request) -> int:
        given = request.query_params.get("page_size")
        if given is None:
            return self.page_size
        if not (given.isascii() and given.isdigit() and len(given) < 4 and 1 <= int(given) <= self.max_page_size):
            raise wrong_parameter("page_size", f"Give a whole number from 1 to {self.max_page_size}.")
        return int(given)

    def decode_cursor(self, request: Request) -> Cursor | None:
        try:
            cursor = super().decode_cursor(request)
        except NotFound:
            raise wrong_parameter("cursor", "Copy it from next or previous of the page before.") from None
        if cursor is not None and (cursor.offset or not _is_key(cursor.position)):
            raise wrong_parameter("cursor", "Copy it from next or previous of the page before.")
        return cursor


def _is_key(position: Any) -> bool:
    """Keys are distinct, so a cursor of ours always has one, and never an offset beside it."""
    text = str(position)
    return text.isascii() and text.isdigit() and int(text[:20]) <= LARGEST_KEY


def wrong_parameter(name: str, detail: str) -> Problem:
    return Problem("invalid-parameter", f"{name}: {detail}", faults=[Fault(f"/{name}", detail)])
