"""POST and GET /applications/, GET and PATCH /applications/{reference}/."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.models import Application
from cases.operations.change_draft import change_draft
from cases.operations.create_application import create_application
from recognition.api.etags import answer_with_etag, etag_of_version
from recognition.api.pages import CursorPages
from recognition.clock import now

from .application_shapes import ApplicationPage, ApplicationSerializer, application_json, applications_json
from .base import CaseView, OfOneCase
from .facts import FactsSerializer, merged
from .filters import filtered
from .parameters import LIST_PARAMETERS, REFERENCE

LOCATION: Final = OpenApiParameter("Location", str, OpenApiParameter.HEADER, response=[201])
ETAG: Final = OpenApiParameter("ETag", str, OpenApiParameter.HEADER, response=[200, 201])


class Applications(CaseView):
    @extend_schema(
        operation_id="applications_list",
        summary="Your applications, newest first",
        parameters=LIST_PARAMETERS,
        responses=ApplicationPage,
        tags=["Applications"],
    )
    def get(self, request: Request) -> Response:
        pages = CursorPages()
        rows = pages.paginate_queryset(filtered(self.cases(), request.query_params), request, view=self) or []
        return pages.get_paginated_response(applications_json(rows))

    @extend_schema(
        operation_id="applications_create",
        summary="Draft an application",
        description="A draft may know little yet; what is wrong is refused all the same. Nothing is submitted by this.",
        request=FactsSerializer,
        parameters=[LOCATION, ETAG],
        responses={201: ApplicationSerializer},
        tags=["Applications"],
    )
    def post(self, request: Request) -> Response:
        facts, self.pointers = merged(self.read(FactsSerializer, request))
        client = request.auth.application
        case = create_application(actor=self.actor, organisation=client.organisation, facts=facts, at=now())
        location = reverse("api-application", args=[case.reference])
        headers = {"Location": request.build_absolute_uri(location), "ETag": etag_of_version(case.version)}
        return Response(application_json(case), status=201, headers=headers)


class OneApplication(OfOneCase):
    @extend_schema(
        operation_id="applications_read",
        summary="One application",
        parameters=[REFERENCE, ETAG],
        responses={200: ApplicationSerializer},
        tags=["Applications"],
    )
    def get(self, request: Request, reference: str) -> Response:
        case = self.case(reference)
        return answer_with_etag(request, application_json(case), etag_of_version(case.version))

    @extend_schema(
        operation_id="applications_change",
        summary="Change a draft",
        description="What is sent is merged into the answers. Once filed, only the three contact answers can change.",
        request=FactsSerializer,
        parameters=[REFERENCE, ETAG],
        responses={200: ApplicationSerializer},
        tags=["Applications"],
    )
    def patch(self, request: Request, reference: str) -> Response:
        with self.changing(request, reference) as case:
            facts, self.pointers = merged(self.read(FactsSerializer, request))
            case = change_draft(application=case, actor=self.actor, facts=facts, at=now())
        return changed(case)


def changed(case: Application, **members: object) -> Response:
    """The application as it stands after the call."""
    headers = {"ETag": etag_of_version(case.version)}
    return Response({**application_json(case), **members}, headers=headers)
