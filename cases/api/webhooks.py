"""Where a company's system wants to be told of events: /webhook-endpoints/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from cases.workflow.refusals import RuleRefused, WrongState
from recognition.api.pages import CursorPages
from recognition.api.shapes import Nothing
from recognition.clock import now
from recognition.webhooks import endpoints as operations
from recognition.webhooks.models import Delivery, Endpoint
from recognition.webhooks.secrets import OVERLAP

from .base import CaseView
from .parameters import PAGE_PARAMETERS
from .webhook_shapes import (
    DeliveryPage,
    DeliverySerializer,
    EndpointChange,
    EndpointPage,
    EndpointRequest,
    EndpointSerializer,
    EndpointWithSecret,
    NewSecret,
    endpoint_json,
)

SCOPE: Final = "webhooks:write"
TAGS: Final = ["Webhooks"]


class ShownOnce(Response):
    """An answer with a secret; `kept_data` is what a repetition of the request is given instead."""

    kept_data: Mapping[str, Any]


class WebhookView(CaseView):
    """Reading needs the scope as well: an endpoint's address is told only to whom it concerns."""

    scopes = dict.fromkeys(("GET", "HEAD", "POST", "PATCH", "DELETE"), SCOPE)

    def endpoints(self) -> QuerySet[Endpoint]:
        return Endpoint.objects.filter(organisation=self.request.auth.application.organisation_id)

    def endpoint(self, key: int) -> Endpoint:
        row = self.endpoints().filter(pk=key).first()
        if row is None:
            raise NotFound
        return row


class Endpoints(WebhookView):
    @extend_schema(
        operation_id="webhook_endpoints_list",
        summary="Your webhook endpoints, newest first",
        parameters=PAGE_PARAMETERS,
        responses=EndpointPage,
        tags=TAGS,
    )
    def get(self, request: Request) -> Response:
        pages = CursorPages()
        rows = pages.paginate_queryset(self.endpoints(), request, view=self) or []
        return pages.get_paginated_response(EndpointSerializer(rows, many=True).data)

    @extend_schema(
        operation_id="webhook_endpoints_create",
        summary="Be told of events",
        description="Each event is a POST of a CloudEvent (1.0, structured JSON), signed as Standard Webhooks says. "
        "Answer with a 2xx within 15 seconds; anything else is tried again for a day. Events of one application come "
        "in order, and may come twice: `webhook-id` tells. A repetition of this call with its Idempotency-Key does not "
        "show the secret again.",
        request=EndpointRequest,
        responses={201: EndpointWithSecret},
        tags=TAGS,
    )
    def post(self, request: Request) -> Response:
        fields = self.read(EndpointRequest, request)
        organisation = request.auth.application.organisation
        try:
            row, secret = operations.make_endpoint(organisation=organisation, actor=self.actor, fields=fields, at=now())
        except operations.TooManyEndpoints:
            words = f"A company may have {operations.MOST} endpoints. Take one away first."
            raise RuleRefused("ENDPOINTS-MANY", words) from None
        location = request.build_absolute_uri(reverse("api-webhook-endpoint", args=[row.pk]))
        answer = ShownOnce(endpoint_json(row, secret=secret), status=201, headers={"Location": location})
        answer.kept_data = endpoint_json(row, secret="")
        return answer


class OneEndpoint(WebhookView):
    @extend_schema(
        operation_id="webhook_endpoints_read",
        summary="One webhook endpoint",
        responses=EndpointSerializer,
        tags=TAGS,
    )
    def get(self, request: Request, endpoint: int) -> Response:
        return Response(endpoint_json(self.endpoint(endpoint)))

    @extend_schema(
        operation_id="webhook_endpoints_change",
        summary="Change a webhook endpoint, or switch it off and on",
        request=EndpointChange,
        responses=EndpointSerializer,
        tags=TAGS,
    )
    def patch(self, request: Request, endpoint: int) -> Response:
        row = self.endpoint(endpoint)
        fields = self.read(EndpointChange, request)
        changed = operations.change_endpoint(endpoint=row, actor=self.actor, fields=fields, at=now())
        return Response(endpoint_json(changed))

    @extend_schema(
        operation_id="webhook_endpoints_remove",
        summary="Take a webhook endpoint away",
        description="With all that still waits for it, and its list of deliveries.",
        responses={204: None},
        tags=TAGS,
    )
    def delete(self, request: Request, endpoint: int) -> Response:
        operations.remove_endpoint(endpoint=self.endpoint(endpoint), actor=self.actor, at=now())
        return Response(status=204)


class RotateSecret(WebhookView):
    @extend_schema(
        operation_id="webhook_endpoints_rotate_secret",
        summary="Get a new secret",
        description="For a day each call bears the signatures of both, so that your receiver can change at any time.",
        request=Nothing,
        responses={200: NewSecret},
        tags=TAGS,
    )
    def post(self, request: Request, endpoint: int) -> Response:
        row = self.endpoint(endpoint)
        self.read(Nothing, request)
        at = now()
        shown = {
            "secret": operations.rotate_secret(endpoint=row, actor=self.actor, at=at),
            "older_signs_until": at + OVERLAP,
        }
        answer = ShownOnce(shown)
        answer.kept_data = {**shown, "secret": ""}
        return answer


class Deliveries(WebhookView):
    @extend_schema(
        operation_id="webhook_deliveries_list",
        summary="What was delivered, what waits and what was given up, newest first",
        parameters=PAGE_PARAMETERS,
        responses=DeliveryPage,
        tags=TAGS,
    )
    def get(self, request: Request, endpoint: int) -> Response:
        pages = CursorPages()
        found = self.endpoint(endpoint).deliveries.defer("body")
        rows = pages.paginate_queryset(found, request, view=self) or []
        return pages.get_paginated_response(DeliverySerializer(rows, many=True).data)


class RetryDelivery(WebhookView):
    @extend_schema(
        operation_id="webhook_deliveries_retry",
        summary="Try again what was given up",
        request=Nothing,
        responses={200: DeliverySerializer},
        tags=TAGS,
    )
    def post(self, request: Request, endpoint: int, delivery: int) -> Response:
        row = Delivery.objects.filter(endpoint=self.endpoint(endpoint), pk=delivery).first()
        if row is None:
            raise NotFound
        self.read(Nothing, request)
        try:
            row = operations.retry(delivery=row, actor=self.actor, at=now())
        except operations.NotGivenUp as refused:
            raise WrongState("STATE", str(refused)) from None
        return Response(DeliverySerializer(row).data)
