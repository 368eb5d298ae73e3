"""The words that a scenario may use."""

from __future__ import annotations

from typing import Final

KEYS: Final = {"name", "policy", "facts", "events", "as_of", "expect"}

# The policies that a replay may read otherwise, and their values as JSON.
POLICIES: Final[dict[str, tuple[str, ...]]] = {
    "age_boundary": ('"inclusive"', '"exclusive"'),
    "resume_counts_reply_day": ("true", "false"),
    "reversion": ('"keep_day_zero"', '"new_day_zero"'),
    "statutory_from": ('"submitted"', '"compliant"'),
}

EVENTS: Final = (
    "eligibility_form_received",
    "triage_decided",
    "submitted",
    "correction_requested",
    "correction_received",
    "validated",
    "major_objection_raised",
    "major_objection_resolved",
    "information_requested",
    "extension_granted",
    "information_received",
    "late_reply_accepted",
    "reverted",
    "consultation_started",
    "advice_received",
    "provisional_opinion_notified",
    "representations_requested",
    "granted",
    "refused",
    "withdrawn",
)

# What an event must say beside its date.
NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "triage_decided": ("route",),
    "extension_granted": ("until",),
    "advice_received": ("advice",),
    "refused": ("grounds",),
}
