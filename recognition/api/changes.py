"""The API's own changelog, newest first: what a company's developers read before they take up a new version.

A version has three numbers. The last goes up for a mend, the middle one for what is new and breaks nobody. What would
break somebody is refused by `compare_api` and becomes /api/v2/.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Version:
    number: str
    changes: tuple[str, ...]


CHANGES: Final = (
    Version(
        "1.0.0",
        (
            "Eligibility checks, drafts, reference approvals, documents and submissions.",
            "The clock of an application, with the reasons for each date, and its public events.",
            "Requests for information: replies point by point with documents, and requests for longer.",
            "Decisions with their letter; innovation passports; webhooks.",
            "Secrets that are rotated with an overlap of seven days.",
        ),
    ),
)
