"""Signatures as Standard Webhooks says: HMAC-SHA256 over id, time and body."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime


def signed_headers(keys: Sequence[bytes], *, name: str, at: datetime, body: bytes) -> dict[str, str]:
    """One signature for each key, so that a receiver may change its secret at any time of the overlap."""
    second = str(int(at.timestamp()))
    content = f"{name}.{second}.".encode() + body
    made = [base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode() for key in keys]
    return {
        "webhook-id": name,
        "webhook-timestamp": second,
        "webhook-signature": " ".join(f"v1,{one}" for one in made),
    }
