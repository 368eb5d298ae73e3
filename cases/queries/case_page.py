"""The rows that a case's pages show, each with what its template will ask for."""

from __future__ import annotations

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Prefetch, Q, QuerySet, Value

from cases.models import (
    Application,
    Assessment,
    ClockEntry,
    Consultation,
    Decision,
    Determination,
    Document,
    ExtensionRequest,
    InformationRequest,
    Note,
    Objection,
    ReferenceApproval,
    Reminder,
    RequestPoint,
)
from recognition.routes.models import Question


def determinations(case: Application) -> QuerySet[Determination]:
    """Newest first: that one counts."""
    return case.determinations.select_related("rule_set")


def approvals(case: Application) -> QuerySet[ReferenceApproval]:
    return case.reference_approvals.select_related("regulator")


def requests(case: Application) -> QuerySet[InformationRequest]:
    """Newest first."""
    return case.information_requests.prefetch_related("points", "extensions").order_by("-number")


def requests_in_short(case: Application) -> QuerySet[InformationRequest]:
    """Newest first, each with the number of its points (`asked`), and of the answered ones without an outcome."""
    answered = Q(state=InformationRequest.State.ANSWERED, by_point=True, points__outcome=None)
    counts = {"asked": Count("points"), "unworked": Count("points", filter=answered)}
    return case.information_requests.annotate(**counts).prefetch_related("extensions").order_by("-number")


def rounds() -> QuerySet[InformationRequest]:
    """To be read with a case. Newest first, each point with its papers, its outcome, where it came from and went."""
    points = RequestPoint.objects.select_related(
        "outcome__objection", "objection", "carried_from__request"
    ).prefetch_related("documents", "outcome__documents", "asked_again__request", "drafts")
    return InformationRequest.objects.prefetch_related(Prefetch("points", points), "extensions").order_by("-number")


def point_of(case: Application, about: str) -> RequestPoint | None:
    """`2-1` is point 1 of request 2."""
    request, _, point = about.partition("-")
    if not (request.isdecimal() and point.isdecimal() and len(about) < 10):
        return None
    rows = RequestPoint.objects.select_related("request", "outcome", "objection").prefetch_related("documents")
    return rows.filter(request__application=case, request__number=request, number=point).first()


def extension_asked(case: Application) -> ExtensionRequest | None:
    """The company's request for longer that nobody has answered yet."""
    rows = ExtensionRequest.objects.filter(request__application=case, state=ExtensionRequest.State.ASKED)
    return rows.select_related("request").first()


def objections(case: Application) -> QuerySet[Objection]:
    """Open ones first, the major ones before the others."""
    return case.objections.order_by("resolved_on", "grade", "number")


def assessments(case: Application) -> QuerySet[Assessment]:
    """Each with the codes of the sections that are done."""
    done = ArrayAgg("answers__section", filter=Q(answers__is_done=True), default=Value([]))
    return case.assessments.select_related("assessor", "signed_off_by").annotate(done=done)


def consultations(case: Application) -> QuerySet[Consultation]:
    return case.consultations.order_by("-id")


def documents(case: Application) -> QuerySet[Document]:
    """Newest first."""
    return case.documents.select_related("kind").order_by("-id")


def decisions(case: Application) -> QuerySet[Decision]:
    return case.decisions.select_related("recommended_by", "signed_by").order_by("-id")


def notes(case: Application) -> QuerySet[Note]:
    return case.notes.select_related("author")


def ledger(case: Application) -> QuerySet[ClockEntry]:
    return case.clock_entries.order_by("number")


def reminders(case: Application) -> QuerySet[Reminder]:
    return case.reminders.exclude(state=Reminder.State.DROPPED).order_by("on", "id")


def sent_reminders(case: Application) -> QuerySet[Reminder]:
    return case.reminders.filter(state=Reminder.State.SENT).order_by("on", "id")


def questions(case: Application) -> QuerySet[Question]:
    """Those that a company is asked, in the catalogue's order."""
    return questions_of(case.rule_set_id)


def questions_of(rule_set: int) -> QuerySet[Question]:
    return Question.objects.filter(rule_set_id=rule_set, is_computed=False)
