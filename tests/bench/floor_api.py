"""Bare REST framework views that read or write the same rows as a call of the API, and apply no rules."""

from __future__ import annotations

from itertools import count

from django.db import transaction
from django.urls import path
from rest_framework.response import Response
from rest_framework.views import APIView

from cases.models import Application, ReferenceApproval
from recognition.accounts.actors import company
from recognition.audit.record import Subject, record
from recognition.clock import now

from .moves import Written, bare

_numbers = count(1)
written: Written = {}  # what a submission writes, as the bench has seen it


class Bare(APIView):
    """Behind the same authentication; no scope, no throttle, no key, no version."""

    throttle_classes = ()
    permission_classes = ()

    def row(self, reference: str) -> Application:
        own = Application.objects.filter(organisation=self.request.auth.application.organisation_id)
        return own.get(reference=reference)


class Create(Bare):
    @transaction.atomic
    def post(self, request):
        """The draft and its entry in the record, without which the database would refuse it."""
        client, at = request.auth.application, now()
        case = Application(organisation=client.organisation, reference=f"FLOOR-{next(_numbers)}-{at:%H%M%S%f}"[:20])
        case.facts, case.created_at, case.updated_at = request.data["facts"], at, at
        case.rule_set_id = Application.objects.values_list("rule_set", flat=True).first()
        case.save()
        subject = Subject("application", str(case.pk), case.reference)
        record(at=at, actor=company(client), subject=subject, action="application_created", to_state="draft")
        return Response({"reference": case.reference}, status=201)


class Read(Bare):
    def get(self, request, reference):
        case = self.row(reference)
        approvals = ReferenceApproval.objects.filter(application=case).values("id", "regulator", "approved_on")
        names = ("reference", "state", "route", "facts", "submitted_on", "created_at", "updated_at", "version")
        return Response({**{name: getattr(case, name) for name in names}, "reference_approvals": list(approvals)})


class Submit(Bare):
    def post(self, request, reference):
        case = self.row(reference)
        bare(case, written)
        return Response({"reference": case.reference, "state": case.state})


urlpatterns = [
    path("create/", Create.as_view()),
    path("read/<str:reference>/", Read.as_view()),
    path("submit/<str:reference>/", Submit.as_view()),
]
