"""The seal of a decision: SHA-256 over exactly what was signed, by whom and when."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

from cases.models import Decision


def seal_of(decision: Decision, *, signed_by: str, signed_at: datetime) -> str:
    return hashlib.sha256(sealed_text(decision, signed_by=signed_by, signed_at=signed_at).encode()).hexdigest()


def sealed_text(decision: Decision, *, signed_by: str, signed_at: datetime) -> str:
    """People stand in it by their user names, which stay; the time is UTC, as the database gives it back."""
    signed = {
        "reference": decision.application.reference,
        "outcome": decision.outcome,
        "grounds": decision.grounds,
        "reasons": decision.reasons,
        "conditions": decision.conditions,
        "recommended_by": decision.recommended_by.get_username(),
        "recommended_on": decision.recommended_on.isoformat(),
        "signed_by": signed_by,
        "signed_at": signed_at.astimezone(UTC).isoformat(),
    }
    if decision.letter_sha256:  # of the PDF that the company is sent; decisions signed before letters had none
        signed["letter"] = decision.letter_sha256
    return json.dumps(signed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
