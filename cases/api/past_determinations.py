"""GET /applications/{reference}/determinations/: what the rules, or a person, have said of it, newest first."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from .base import CaseView
from .determination_shapes import DeterminationList
from .determinations import history_json
from .parameters import REFERENCE


class Determinations(CaseView):
    @extend_schema(
        operation_id="determinations_list",
        summary="Every determination of an application, newest first",
        description="The newest by the rules says what they make of the answers; a person's decision, once there is "
        "one, sets the route. Empty before the form or the submission has come in.",
        parameters=[REFERENCE],
        responses=DeterminationList,
        tags=["Applications"],
    )
    def get(self, request: Request, reference: str) -> Response:
        rows = self.case(reference).determinations.select_related("rule_set")
        return Response(DeterminationList({"results": [history_json(row) for row in rows]}).data)
