"""What a company may see of its own cases: the one list. What does not stand here is not shown.

Never a note, a person's name, an assessment, an objection as staff discuss it, or what staff say among themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import QuerySet

from cases.models import Application, Document
from recognition.audit.models import Entry
from recognition.routes import ledger

from .history import history_of

# An event, and what may be told of it beside its day: keys of the entry's data, and `reason` where it was written
# for the company.
EVENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "application_created": (),
    "draft_changed": (),
    "contacts_changed": (),
    "eligibility_found": ("outcome", "rule_set"),
    "triage_needed": ("outcome", "rule_set"),
    "submitted_to_triage": ("outcome", "rule_set"),
    "not_eligible_found": ("outcome", "rule_set"),
    "route_set": ("route",),
    "route_of_submission_set": ("route",),
    "found_not_eligible_in_triage": (),
    "overridden_to_not_eligible": (),
    "route_overridden": ("route",),
    "answers_corrected": (),
    "route_redetermined": ("route", "rule_set"),
    "redetermined_for_triage": ("outcome", "rule_set"),
    "redetermined_out_of_triage": ("route", "rule_set"),
    "submission_redetermined_out_of_triage": ("route", "rule_set"),
    "redetermined_not_eligible": (),
    "submitted": ("outcome", "rule_set"),
    "lapsed": (),
    "passport_recorded": (),
    "joint_advice_recorded": ("partner", "advised_on"),
    "validation_started": (),
    "correction_requested": ("reason",),
    "correction_received": (),
    "found_invalid": ("reason",),
    "validated": ("route",),
    "information_requested": ("request", "points"),
    "information_requested_on_running_clock": ("request", "points"),
    "information_received": ("request",),
    "information_received_on_running_clock": ("request",),
    "extension_requested": ("until", "reason"),
    "extension_declined": ("reason",),
    "extension_granted": ("until",),
    "reply_overdue": (),
    "late_reply_accepted": ("request",),
    "late_reply_accepted_on_running_clock": ("request",),
    "reverted_to_b": ("route",),
    "reverted_to_national": ("route",),
    "provisional_opinion_notified": ("reason",),
    "representations_requested": (),
    "granted": (),
    "refused": (),
    "date_corrected": ("date", "was", "becomes"),
    "withdrawn": (),
    "document_received": ("document", "kind", "title", "sequence", "version", "sha256"),
    "document_removed": ("document", "title"),
    "document_refused": ("document", "title"),
}

# The Commission's consultation is the regulator's own step until its opinion is notified.
CLOCKS: Final = frozenset(
    {
        ledger.ELIGIBILITY,
        ledger.VALIDATION,
        ledger.CORRECTION,
        ledger.TRIAGE,
        ledger.ROUTE,
        ledger.STATUTORY,
        ledger.REPLY,
        ledger.REPRESENTATIONS,
        ledger.AUTHORISATION,
        ledger.PASSPORT,
        ledger.JOINT_ADVICE,
    }
)

BY: Final = {"person": "regulator", "company": "company", "system": "system"}


def public_events(application: Application) -> QuerySet[Entry]:
    return history_of(application).filter(action__in=EVENTS)


def public_documents(application: Application) -> QuerySet[Document]:
    """The papers that it has sent itself: what the regulator adds may be another authority's, in confidence."""
    return application.documents.filter(from_company=True).select_related("kind")


def public_details(entry: Entry) -> dict[str, Any]:
    """Of an entry's data and reason, what the list allows."""
    held = {**entry.data, "reason": entry.reason}
    return {name: held[name] for name in EVENTS[entry.action] if held.get(name) not in (None, "")}
