"""Reference approvals of a draft: /applications/{reference}/reference-approvals/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from cases.models import Application, ReferenceApproval
from cases.operations.approvals import add_approval, change_approval, remove_approval
from recognition.api.etags import etag_of_version
from recognition.api.problems import invalid
from recognition.clock import now

from .application_shapes import ApprovalSerializer
from .approval_shapes import ApprovalAnswer, ApprovalChange, ApprovalList, ApprovalRequest
from .base import OfOneCase
from .parameters import REFERENCE

CHANGES = "It changes the application, whose new ETag comes with the answer."


class Approvals(OfOneCase):
    @extend_schema(
        operation_id="approvals_list",
        summary="Its reference approvals",
        parameters=[REFERENCE],
        responses=ApprovalList,
        tags=["Reference approvals"],
    )
    def get(self, request: Request, reference: str) -> Response:
        case = self.case(reference)
        rows = ApprovalSerializer(case.reference_approvals.all(), many=True).data
        return Response({"results": rows, "etag": etag_of_version(case.version)})

    @extend_schema(
        operation_id="approvals_create",
        summary="Add a reference approval to a draft",
        description=f"At most one is relied on, and on submission exactly one. {CHANGES}",
        parameters=[REFERENCE],
        request=ApprovalRequest,
        responses={201: ApprovalAnswer},
        tags=["Reference approvals"],
    )
    def post(self, request: Request, reference: str) -> Response:
        with self.changing(request, reference) as case:
            fields = _fields(request)
            row = add_approval(application=case, actor=self.actor, fields=fields, at=now())
        location = request.build_absolute_uri(reverse("api-approval", args=[reference, row.pk]))
        return _answer(row, status=201, headers={"Location": location})


class OneApproval(OfOneCase):
    @extend_schema(
        operation_id="approvals_read",
        summary="One reference approval",
        parameters=[REFERENCE],
        responses=ApprovalAnswer,
        tags=["Reference approvals"],
    )
    def get(self, request: Request, reference: str, approval: int) -> Response:
        return _answer(_row(self.case(reference), approval))

    @extend_schema(
        operation_id="approvals_change",
        summary="Change a reference approval of a draft",
        description=CHANGES,
        parameters=[REFERENCE],
        request=ApprovalChange,
        responses=ApprovalAnswer,
        tags=["Reference approvals"],
    )
    def patch(self, request: Request, reference: str, approval: int) -> Response:
        with self.changing(request, reference) as case:
            key, fields = _row(case, approval).pk, _fields(request)
            row = change_approval(application=case, approval=key, actor=self.actor, fields=fields, at=now())
        return _answer(row)

    @extend_schema(
        operation_id="approvals_remove",
        summary="Take a reference approval off a draft",
        description=CHANGES,
        parameters=[REFERENCE],
        responses={204: None},
        tags=["Reference approvals"],
    )
    def delete(self, request: Request, reference: str, approval: int) -> Response:
        with self.changing(request, reference) as case:
            key = _row(case, approval).pk
            remove_approval(application=case, approval=key, actor=self.actor, at=now())
            version = Application.objects.values_list("version", flat=True).get(pk=case.pk)
        return Response(status=204, headers={"ETag": etag_of_version(version)})


def _row(case: Application, approval: int) -> ReferenceApproval:
    row = next((row for row in case.reference_approvals.all() if row.pk == approval), None)
    if row is None:
        raise NotFound
    return row


def _fields(request: Request) -> Mapping[str, Any]:
    if not isinstance(request.data, Mapping):
        raise invalid("", "Send a JSON object.")
    return request.data


def _answer(row: ReferenceApproval, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    etag = etag_of_version(row.application.version)
    body = {**ApprovalSerializer(row).data, "etag": etag}
    return Response(body, status=status, headers={"ETag": etag, **(headers or {})})
