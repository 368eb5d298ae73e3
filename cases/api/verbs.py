"""What a company does with an application as a whole: file its form, submit it, withdraw it."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.operations.close import withdraw
from cases.operations.file_eligibility_form import file_eligibility_form
from cases.operations.submit import submit
from recognition.api.shapes import Nothing, StrictSerializer, Text
from recognition.clock import now

from .application_shapes import ApplicationSerializer
from .applications import changed
from .base import Verb
from .determination_shapes import FiledApplication
from .determinations import filed_members
from .parameters import REFERENCE


class EligibilityForm(Verb):
    @extend_schema(
        operation_id="eligibility_form_file",
        summary="File the eligibility form ahead of the submission",
        description="Due six weeks ahead for a new active substance, or where the outcome is triage; otherwise the "
        "form comes with the submission and this call is not needed.",
        parameters=[REFERENCE],
        request=Nothing,
        responses={200: FiledApplication},
        tags=["Applications"],
    )
    def post(self, request: Request, reference: str) -> Response:
        with self.changing(request, reference) as case:
            self.read(Nothing, request)
            case = file_eligibility_form(application=case, actor=self.actor, at=now())
        return changed(case, **filed_members(case))


class Submit(Verb):
    @extend_schema(
        operation_id="applications_submit",
        summary="Submit an application",
        description="Its route is determined as of today. If anything is missing, all of it is listed at once.",
        parameters=[REFERENCE],
        request=Nothing,
        responses={200: FiledApplication},
        tags=["Applications"],
    )
    def post(self, request: Request, reference: str) -> Response:
        with self.changing(request, reference) as case:
            self.read(Nothing, request)
            case = submit(application=case, actor=self.actor, at=now())
        return changed(case, **filed_members(case))


class WithdrawRequest(StrictSerializer):
    reason = Text(max_length=10_000)


class Withdraw(Verb):
    @extend_schema(
        operation_id="applications_withdraw",
        summary="Withdraw an application",
        description="For good: a withdrawn application cannot be taken up again.",
        parameters=[REFERENCE],
        request=WithdrawRequest,
        responses={200: ApplicationSerializer},
        tags=["Applications"],
    )
    def post(self, request: Request, reference: str) -> Response:
        with self.changing(request, reference) as case:
            reason = self.read(WithdrawRequest, request)["reason"]
            case = withdraw(application=case, actor=self.actor, reason=reason, at=now())
        return changed(case)
