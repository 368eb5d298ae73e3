"""What an entry of the record is called in words, on the timeline and in mails."""

from __future__ import annotations

from typing import Final

TITLES: Final[dict[str, str]] = {
    "application_created": "Application drafted",
    "draft_changed": "Draft changed",
    "eligibility_found": "Eligibility form received: a route is open",
    "triage_needed": "Eligibility form received: in triage",
    "submitted_to_triage": "Submission received: in triage",
    "not_eligible_found": "Not eligible",
    "route_set": "Route decided in triage",
    "route_of_submission_set": "Route decided in triage",
    "found_not_eligible_in_triage": "Found not eligible in triage",
    "overridden_to_not_eligible": "Found not eligible",
    "route_overridden": "Route overridden",
    "submitted": "Submission received",
    "lapsed": "Lapsed without a submission",
    "validation_started": "Validation started",
    "fee_recorded": "Fee recorded",
    "correction_requested": "Correction requested",
    "correction_received": "Correction received",
    "found_invalid": "Submission found invalid",
    "validated": "Submission validated: day 0",
    "people_assigned": "People assigned",
    "assessment_begun": "Assessment begun",
    "assessment_completed": "Assessment completed",
    "objection_raised": "Objection raised",
    "objection_resolved": "Objection resolved",
    "information_requested": "Information requested: the clock is stopped",
    "information_requested_on_running_clock": "Information requested",
    "information_received": "Reply received: the clock runs",
    "information_received_on_running_clock": "Reply received",
    "extension_granted": "Reply date extended",
    "reply_overdue": "Reply overdue",
    "late_reply_accepted": "Late reply accepted: the clock runs",
    "late_reply_accepted_on_running_clock": "Late reply accepted",
    "reverted_to_b": "Timetable reverted to Recognition B",
    "reverted_to_national": "Timetable reverted to the national 210 days",
    "consultation_started": "Commission consulted",
    "positive_advice_received": "Positive advice received",
    "positive_advice_received_while_stopped": "Positive advice received",
    "negative_advice_received": "Negative advice received",
    "provisional_opinion_notified": "Provisional opinion notified",
    "representations_requested": "Representations requested",
    "grant_recommended": "Grant recommended",
    "refusal_recommended": "Refusal recommended",
    "recommendation_returned": "Recommendation returned",
    "recommendation_returned_while_stopped": "Recommendation returned",
    "recommendation_returned_to_representations": "Recommendation returned",
    "granted": "Authorisation granted",
    "refused": "Application refused",
    "withdrawn": "Application withdrawn",
    "document_added": "Document added",
    "note_added": "Note added",
    "reminder_sent": "Reminder sent",
    "contacts_changed": "Contacts changed",
}


def title(action: str) -> str:
    return TITLES.get(action, action.replace("_", " ").capitalize())
