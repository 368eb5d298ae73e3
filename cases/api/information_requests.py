"""Requests for information, and the reply to one: /applications/{reference}/information-requests/."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from cases.models import Application, InformationRequest
from cases.operations.extensions import request_extension
from cases.operations.replies import receive_information
from cases.queries.timetables import timetable_of
from cases.workflow.refusals import WrongState
from recognition.api.etags import etag_of_version
from recognition.api.problems import Fault, invalid_input
from recognition.clock import now, today

from .base import CaseView, Verb
from .parameters import REFERENCE
from .request_shapes import (
    ExtensionAnswer,
    ExtensionAsked,
    ExtensionSerializer,
    ReplyRequest,
    RequestAnswer,
    RequestList,
    RequestSerializer,
)


class InformationRequests(CaseView):
    @extend_schema(
        operation_id="information_requests_list",
        summary="What the regulator has asked, and what was answered",
        parameters=[REFERENCE],
        responses=RequestList,
        tags=["Information requests"],
    )
    def get(self, request: Request, reference: str) -> Response:
        case = self.case(reference)
        rows = case.information_requests.prefetch_related("points__documents", "extensions")
        return Response({"results": [request_json(case, row) for row in rows]})


class Reply(Verb):
    @extend_schema(
        operation_id="information_requests_reply",
        summary="Reply to a request for information",
        description="Every point needs its answer, in one reply, with the documents that belong to it. Where the clock "
        "stands, it runs again from today.",
        parameters=[REFERENCE],
        request=ReplyRequest,
        responses={200: RequestAnswer},
        tags=["Information requests"],
    )
    def post(self, request: Request, reference: str, number: int) -> Response:
        with self.changing(request, reference) as case:
            asked = _require_open(case, number)
            given = self.read(ReplyRequest, request)["answers"]
            answers, papers = self._answers(asked, given), {row["point"]: row.get("documents", []) for row in given}
            row = receive_information(application=case, actor=self.actor, answers=answers, documents=papers, at=now())
        case = self.case(reference)
        etag = etag_of_version(case.version)
        return Response({**request_json(case, row), "etag": etag}, headers={"ETag": etag})

    def _answers(self, asked: InformationRequest, given: list[dict[str, Any]]) -> dict[int, str]:
        """By point, as the operation takes them; `pointers` remembers where each stood in the request."""
        numbers = [row["point"] for row in given]
        faults = [
            Fault(f"/answers/{index}/point", f"Point {number} is answered twice.")
            for index, number in enumerate(numbers)
            if number in numbers[:index]
        ]
        if faults:
            raise invalid_input(faults)
        self.pointers = {f"answers/{point.number}": "/answers" for point in asked.points.all()}
        self.pointers |= {f"answers/{number}": f"/answers/{index}/text" for index, number in enumerate(numbers)}
        self.pointers |= {f"documents/{number}": f"/answers/{index}/documents" for index, number in enumerate(numbers)}
        return {row["point"]: row["text"] for row in given}


class Extension(Verb):
    @extend_schema(
        operation_id="information_requests_extension",
        summary="Ask for longer to reply",
        description="A person grants or declines it, and you are told. Until then the reply stays due as it is, so ask "
        "in time. One at a time can be asked, within the days that the route gives in all.",
        parameters=[REFERENCE],
        request=ExtensionAsked,
        responses={201: ExtensionAnswer},
        tags=["Information requests"],
    )
    def post(self, request: Request, reference: str, number: int) -> Response:
        with self.changing(request, reference) as case:
            _require_open(case, number)
            given = self.read(ExtensionAsked, request)
            row = request_extension(application=case, actor=self.actor, at=now(), **given)
        etag = etag_of_version(self.case(reference).version)
        return Response({**ExtensionSerializer(row).data, "etag": etag}, status=201, headers={"ETag": etag})


def _require_open(case: Application, number: int) -> InformationRequest:
    row = case.information_requests.filter(number=number).first()
    if row is None:
        raise NotFound
    if row.state != InformationRequest.State.OPEN:
        raise WrongState("REPLY-OPEN", f"Request {number} is not open: it is “{row.get_state_display()}”.")
    return row


def request_json(case: Application, row: InformationRequest) -> dict[str, Any]:
    """The reply date of the open request is the clock's, with its extensions."""
    due_on = row.reply_due_on
    if row.state == InformationRequest.State.OPEN:
        planned = timetable_of(case, today=today()).deadline("information_reply")
        due_on = planned.due_on if planned else due_on
    return {**RequestSerializer(row).data, "reply_due_on": due_on}
