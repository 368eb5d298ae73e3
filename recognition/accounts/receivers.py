from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from oauth2_provider.signals import app_authorized

from recognition.clock import now

from .models import ApiClient


@receiver(app_authorized, dispatch_uid="accounts.note_use")
def note_use(token: Any, **_: Any) -> None:
    """A client's last use is the last token it drew, so that a forgotten credential can be found and ended."""
    ApiClient.objects.filter(pk=token.application_id).update(last_used_at=now())
