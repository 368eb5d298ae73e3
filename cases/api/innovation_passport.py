"""/applications/{reference}/innovation-passport/: the passport that it carries, and its partners' advice."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from cases.models import Application
from cases.operations.innovation_passport import record_advice, record_passport
from cases.queries.passports import passport_of
from recognition.api.etags import etag_of_version
from recognition.api.shapes import StrictSerializer, Text
from recognition.clock import now

from .base import CaseView
from .parameters import REFERENCE
from .passport_shapes import PassportAnswer

TAGS = ["Innovation Passport"]


class PassportRequest(StrictSerializer):
    number = Text(max_length=40)
    awarded_on = serializers.DateField()
    indication = Text(max_length=500)


class AdviceRequest(StrictSerializer):
    partner = Text(max_length=120)
    advised_on = serializers.DateField()
    advice = Text(max_length=10_000)


class Passport(CaseView):
    takes_match = frozenset({"POST"})

    @extend_schema(
        operation_id="passport_read",
        summary="Its Innovation Passport",
        description="404 where it carries none.",
        parameters=[REFERENCE],
        responses=PassportAnswer,
        tags=TAGS,
    )
    def get(self, request: Request, reference: str) -> Response:
        return answer(self.case(reference))

    @extend_schema(
        operation_id="passport_record",
        summary="Record its Innovation Passport, or put it right",
        description="It stands beside the route and never changes it. The award starts the points of joint advice that "
        "the rules name, if they name any.",
        parameters=[REFERENCE],
        request=PassportRequest,
        responses={201: PassportAnswer},
        tags=TAGS,
    )
    def post(self, request: Request, reference: str) -> Response:
        with self.changing(request, reference) as case:
            record_passport(application=case, actor=self.actor, at=now(), **self.read(PassportRequest, request))
        return answer(self.case(reference), status=201)


class PassportAdviceView(CaseView):
    takes_match = frozenset({"POST"})

    @extend_schema(
        operation_id="passport_advice_record",
        summary="Record the advice of a partner of the pathway",
        parameters=[REFERENCE],
        request=AdviceRequest,
        responses={201: PassportAnswer},
        tags=TAGS,
    )
    def post(self, request: Request, reference: str) -> Response:
        with self.changing(request, reference) as case:
            record_advice(application=case, actor=self.actor, at=now(), **self.read(AdviceRequest, request))
        return answer(self.case(reference), status=201)


def answer(case: Application, *, status: int = 200) -> Response:
    found = passport_of(case)
    if found is None:
        raise NotFound
    etag = etag_of_version(case.version)
    body = PassportAnswer({"passport": found, "etag": etag}).data
    return Response(body, status=status, headers={"ETag": etag})
