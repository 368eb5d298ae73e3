"""Parameters of the addresses, as the document describes them and the router takes them."""

from __future__ import annotations

from typing import Final

from drf_spectacular.utils import OpenApiParameter

from cases.models import State
from recognition.api.pages import CursorPages

FORM: Final = "IRP-[0-9]{4}-[0-9]{6,9}"

REFERENCE: Final = OpenApiParameter(
    "reference",
    {"type": "string", "pattern": f"^{FORM}$", "example": "IRP-2026-000001"},
    OpenApiParameter.PATH,
    description="The application's reference.",
)
ROUND: Final = OpenApiParameter(
    "round",
    {"type": "integer", "minimum": 1, "example": 1},
    OpenApiParameter.PATH,
    description="Counts dates of one code: a second request has a second reply date.",
)
CURSOR: Final = OpenApiParameter("cursor", str, description=CursorPages.cursor_query_description)
PAGE_SIZE: Final = OpenApiParameter(
    "page_size",
    {"type": "integer", "minimum": 1, "maximum": CursorPages.max_page_size, "default": CursorPages.page_size},
    description=CursorPages.page_size_query_description,
)
PAGE_PARAMETERS: Final = [CURSOR, PAGE_SIZE]
LIST_PARAMETERS: Final = [
    *PAGE_PARAMETERS,
    OpenApiParameter("state", str, enum=State.values, description="Only applications in this state."),
    OpenApiParameter("innovation_passport", bool, description="Only those with an Innovation Passport, or without."),
    OpenApiParameter("route", str, description="Only applications on this route: A, B or N."),
    OpenApiParameter(
        "updated_since",
        {"type": "string", "format": "date-time"},
        description="Only those changed at or after this time, which bears its zone: 2026-03-02T09:00:00Z.",
    ),
]


class Reference:
    """What is no reference by its form is no address either: nothing is looked up for it."""

    regex = FORM

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
