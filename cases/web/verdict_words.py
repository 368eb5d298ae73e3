"""What a determination and its flags are called."""

from __future__ import annotations

from typing import Final

OUTCOMES: Final = {
    "A": "Recognition A",
    "B": "Recognition B",
    "TRIAGE": "Triage: a person decides",
    "NOT_ELIGIBLE": "Not eligible",
}
FLAGS: Final = {
    "boundary": "A date lies exactly at an age limit: a day more or less would change the outcome.",
    "late_lead_time": "The eligibility form came later than it was due ahead of the planned submission.",
}
