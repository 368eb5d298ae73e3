"""Versions: what a client has read, and whether that is still what there is."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from .problems import Problem


def etag_of_version(version: int) -> str:
    return f'"v{version}"'


def check_match(request: Request, etag: str, *, needed: bool) -> None:
    """Raises `Problem`: 428 where `If-Match` is needed and missing, 412 where it names another version. To be asked
    while the row is locked, or a change could come between."""
    given = request.headers.get("If-Match")
    if given is None and needed:
        words = "Send the ETag that you last read for this application as If-Match."
        raise Problem("precondition-required", words)
    if given is not None and not _names(given, etag):
        words = f"It is no longer at version {given[:60]}. Read it again before you change it."
        raise Problem("stale-version", words)


def answer_with_etag(request: Request, body: Any, etag: str = "", *, cache: str = "private, no-cache") -> Response:
    """The body with its ETag, or 304 without one where the client has it already."""
    etag = etag or f'"{_digest(body)}"'
    headers = {"ETag": etag, "Cache-Control": cache}
    given = request.headers.get("If-None-Match")
    if given is not None and _names(given.replace("W/", ""), etag):
        return Response(status=304, headers=headers)
    return Response(body, headers=headers)


def _names(given: str, etag: str) -> bool:
    return given.strip() == "*" or etag in [part.strip() for part in given.split(",")]


def _digest(body: Any) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest()[:32]
