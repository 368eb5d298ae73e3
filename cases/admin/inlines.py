"""What stands below a case. A document's file is not linked: papers are read on the case's own pages."""

from __future__ import annotations

from cases.models import (
    Assessment,
    ClockEntry,
    Consultation,
    Deadline,
    Decision,
    Determination,
    Document,
    InformationRequest,
    Note,
    Objection,
    ReferenceApproval,
    Reminder,
)

from .reading import ReadOnlyInline


class ApprovalInline(ReadOnlyInline):
    model = ReferenceApproval
    with_ = ("regulator",)
    fields = ("regulator", "procedure", "approved_on", "approval_type", "review_type", "status", "relied_on")


class DeterminationInline(ReadOnlyInline):
    model = Determination
    fields = ("on", "kind", "outcome", "hits", "flags", "decided_by", "reason")


class DeadlineInline(ReadOnlyInline):
    model = Deadline
    fields = ("name", "round", "started_on", "due_on", "status", "non_working_day", "as_of")


class ReminderInline(ReadOnlyInline):
    model = Reminder
    fields = ("on", "deadline", "round", "step", "state", "tells", "sent_at")


class ClockEntryInline(ReadOnlyInline):
    model = ClockEntry
    fields = ("number", "on", "clock", "act", "route", "until", "outcome", "corrects", "actor_label", "reason")


class ObjectionInline(ReadOnlyInline):
    model = Objection
    fields = ("number", "discipline", "grade", "text", "raised_on", "raised_by", "resolved_on", "resolution")


class RequestInline(ReadOnlyInline):
    model = InformationRequest
    fields = ("number", "state", "stops_clock", "requested_on", "requested_by", "reply_due_on", "replied_on")


class AssessmentInline(ReadOnlyInline):
    model = Assessment
    with_ = ("assessor",)
    fields = ("discipline", "state", "assessor", "completed_on", "findings")


class ConsultationInline(ReadOnlyInline):
    model = Consultation
    fields = ("started_on", "reason", "advice", "advice_on", "opinion_notified_on", "representations_requested_on")


class DecisionInline(ReadOnlyInline):
    model = Decision
    with_ = ("recommended_by", "signed_by")
    fields = ("outcome", "grounds", "state", "recommended_by", "recommended_on", "signed_by", "signed_at", "seal")


class DocumentInline(ReadOnlyInline):
    model = Document
    fields = ("kind", "title", "media_type", "size", "sha256", "added_by", "added_at")


class NoteInline(ReadOnlyInline):
    model = Note
    with_ = ("author",)
    fields = ("at", "author", "text")
