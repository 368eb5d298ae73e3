"""Secrets that must sign, so no hash will do: encrypted by a key from the environment, and shown once."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime, timedelta
from typing import Final

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

from .models import Endpoint, Secret

PREFIX: Final = "whsec_"
OVERLAP: Final = timedelta(hours=24)


def make_secret(endpoint: Endpoint, *, at: datetime) -> str:
    """A new one, in the form that receivers' libraries take. The one before signs for a day more; any older ends."""
    ends_at = at + OVERLAP
    endpoint.secrets.exclude(ends_at=None).delete()
    endpoint.secrets.filter(ends_at=None).update(ends_at=ends_at)
    raw = secrets.token_bytes(32)
    Secret.objects.create(endpoint=endpoint, encrypted=_keys().encrypt(raw), made_at=at)
    return PREFIX + base64.b64encode(raw).decode()


def signing_keys(endpoint: Endpoint, *, at: datetime) -> list[bytes]:
    """Newest first."""
    keys = _keys()
    return [keys.decrypt(bytes(row.encrypted)) for row in endpoint.secrets.all() if row.signs(at)]


def _keys() -> MultiFernet:
    """The first encrypts, every one of them decrypts, so that the key can be changed."""
    return MultiFernet([Fernet(key) for key in settings.WEBHOOK_KEYS])
