"""GET /applications/{reference}/events/: what the company may see of the timeline."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.notifications.topics import title
from cases.queries.api_public import BY, public_details, public_events
from recognition.api.pages import CursorPages
from recognition.audit.models import Entry

from .base import CaseView
from .parameters import PAGE_PARAMETERS, REFERENCE


class EventSerializer(serializers.Serializer):
    id = serializers.UUIDField(source="uuid")
    event = serializers.CharField(source="action")
    title = serializers.SerializerMethodField()
    at = serializers.DateTimeField()
    on = serializers.DateField(help_text="The day that it counts for, in London.")
    by = serializers.SerializerMethodField(help_text="regulator, company or system")
    from_state = serializers.CharField()
    to_state = serializers.CharField()
    details = serializers.SerializerMethodField()

    def get_title(self, entry: Entry) -> str:
        return title(entry.action)

    def get_by(self, entry: Entry) -> str:
        return BY[entry.actor_kind]

    @extend_schema_field({"type": "object", "additionalProperties": {}})
    def get_details(self, entry: Entry) -> dict[str, Any]:
        return public_details(entry)


class EventPage(serializers.Serializer):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = EventSerializer(many=True)


class Events(CaseView):
    @extend_schema(
        operation_id="applications_events",
        summary="What has happened to an application, newest first",
        parameters=[REFERENCE, *PAGE_PARAMETERS],
        responses=EventPage,
        tags=["Applications"],
    )
    def get(self, request: Request, reference: str) -> Response:
        pages = CursorPages()
        rows = pages.paginate_queryset(public_events(self.case(reference)), request, view=self) or []
        return pages.get_paginated_response(EventSerializer(rows, many=True).data)
