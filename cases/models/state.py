from typing import Final

from django.db import models


class State(models.TextChoices):
    """Where a case stands (domain 4.6). `awaiting_signature` is ours: a recommendation that waits for its signature."""

    DRAFT = "draft", "Draft"
    TRIAGE = "triage", "In triage"
    NOT_ELIGIBLE = "not_eligible", "Not eligible"
    ELIGIBLE = "eligible", "Eligible, not yet submitted"
    RECEIVED = "received", "Received"
    VALIDATING = "validating", "In validation"
    CORRECTION_REQUESTED = "correction_requested", "Correction requested"
    ASSESSING = "assessing", "In assessment"
    AWAITING_INFORMATION = "awaiting_information", "Awaiting information"
    REPLY_OVERDUE = "reply_overdue", "Reply overdue"
    CONSULTATION = "consultation", "In consultation"
    REPRESENTATIONS = "representations", "Representations"
    AWAITING_SIGNATURE = "awaiting_signature", "Awaiting signature"
    GRANTED = "granted", "Granted"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    INVALID = "invalid", "Invalid"
    LAPSED = "lapsed", "Lapsed"


CLOSED: Final = (
    State.NOT_ELIGIBLE,
    State.GRANTED,
    State.REFUSED,
    State.WITHDRAWN,
    State.INVALID,
    State.LAPSED,
)
# The case's validator has it until day 0, its assessor from then on.
IN_VALIDATION: Final = (State.RECEIVED, State.VALIDATING, State.CORRECTION_REQUESTED)
AFTER_DAY_ZERO: Final = (
    State.ASSESSING,
    State.AWAITING_INFORMATION,
    State.REPLY_OVERDUE,
    State.CONSULTATION,
    State.REPRESENTATIONS,
    State.AWAITING_SIGNATURE,
)
# While the disciplines may write, ask one another and be asked.
UNDER_ASSESSMENT: Final = tuple(state for state in AFTER_DAY_ZERO if state != State.AWAITING_SIGNATURE)
