"""What a page is measured beside: bare views behind the same middleware that read the same rows and apply no rules."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import include, path
from rest_framework import serializers
from rest_framework.generics import ListAPIView

from cases.models import Application, Deadline
from recognition.audit.models import Entry

ROW = "{% for row in rows %}<tr><td>{{ row }}</td><td>{{ row.pk }}</td></tr>{% endfor %}"
TABLE = Engine().from_string(f"<table>{ROW}</table>")


@login_required
def worklist(request: HttpRequest) -> HttpResponse:
    """25 cases with their people, and their open dates."""
    people = ("organisation", "assessor", "validator", "lead")
    cases = list(Application.objects.select_related(*people).exclude(state="draft").order_by("-id")[:25])
    dates = list(Deadline.objects.filter(application__in=cases, is_open=True))
    return HttpResponse(TABLE.render(Context({"rows": [*cases, *dates]})))


@login_required
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """A case with everything that its page shows, a query for each kind of row."""
    people = ("organisation", "assessor", "validator", "lead", "rule_set")
    row = Application.objects.select_related(*people).get(reference=reference)
    parts = (
        row.deadlines,
        row.clock_entries,
        row.reference_approvals,
        row.determinations,
        row.assessments,
        row.objections,
        row.information_requests,
        row.documents,
        row.notes,
        row.decisions,
    )
    entries = Entry.objects.filter(subject_type="application", subject_id=str(row.pk)).order_by("-id")[:6]
    rows = [part for kind in parts for part in kind.all()] + list(entries)
    return HttpResponse(TABLE.render(Context({"rows": rows})))


class Row(serializers.ModelSerializer):
    class Meta:
        model = Application
        fields = ("reference", "state", "route", "product_name", "submitted_on", "created_at", "updated_at", "version")


class Applications(ListAPIView):
    """25 rows of the company's own, the newest first, behind the same authentication."""

    serializer_class = Row
    pagination_class = None
    throttle_classes = ()
    permission_classes = ()

    def get_queryset(self):
        own = Application.objects.filter(organisation=self.request.auth.application.organisation_id)
        return own.order_by("-id")[:25]


urlpatterns = [
    path("floor/applications/", Applications.as_view()),
    path("floor/", include("tests.bench.floor_api")),
    path("floor/worklist/", worklist),
    path("floor/cases/<str:reference>/", case),
    path("", include("recognition.urls")),
]
