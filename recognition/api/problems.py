"""A problem as RFC 9457 writes it: raised anywhere in a call, answered in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from rest_framework.exceptions import APIException

from .catalogue import KINDS, Kind

MEDIA_TYPE: Final = "application/problem+json"
ERRORS_AT: Final = "/api/v1/errors/"


@dataclass(frozen=True, slots=True)
class Fault:
    """One field that is wrong; `pointer` is a JSON pointer (RFC 6901)."""

    pointer: str
    detail: str


class Problem(APIException):
    """`slug` is a kind of the catalogue; `members` stand in the answer beside the standard ones."""

    def __init__(
        self,
        slug: str,
        detail: str,
        *,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.kind = KINDS[slug]
        self.status_code = self.kind.status
        self.words = detail
        self.faults = tuple(faults)
        self.headers = dict(headers or {})
        self.members = dict(members or {})


def invalid(pointer: str, detail: str) -> Problem:
    """One field is wrong."""
    return invalid_input([Fault(pointer, detail)])


def invalid_input(faults: Sequence[Fault]) -> Problem:
    count = "One field is" if len(faults) == 1 else f"{len(faults)} fields are"
    return Problem("invalid-input", f"{count} wrong. Nothing was stored.", faults=faults)


def body_of(
    kind: Kind, detail: str, *, path: str, faults: Sequence[Fault] = (), members: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The members of the answer, in the order in which people read them."""
    body: dict[str, Any] = {
        "type": f"{settings.SERVICE_URL.rstrip('/')}{ERRORS_AT}{kind.slug}/",
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": path,
        **(members or {}),
    }
    if faults:
        body["errors"] = [{"pointer": fault.pointer, "detail": fault.detail} for fault in faults]
    return body
