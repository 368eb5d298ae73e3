from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest
from oauth2_provider.models import get_access_token_model

from recognition.clock import now

from .models import ApiClient, CalendarFeed, User
from .web.idle import stay_awake


@receiver(post_save, sender=get_access_token_model(), dispatch_uid="accounts.note_use")
def note_use(instance: Any, created: bool, **_: Any) -> None:
    """A client's last use is the last token it drew, so that a forgotten credential can be found and ended."""
    if created:
        ApiClient.objects.filter(pk=instance.application_id).update(last_used_at=now())


@receiver(post_save, sender=User, dispatch_uid="accounts.end_feed")
def end_feed(instance: User, **_: Any) -> None:
    """Who leaves takes no calendar along: the address stays dead, should they come back."""
    if not instance.is_active:
        CalendarFeed.objects.filter(user=instance).delete()


@receiver(user_logged_in, dispatch_uid="accounts.stay_awake")
def begin_awake(request: HttpRequest, **_: Any) -> None:
    """So that the first page after it need not write the session again."""
    stay_awake(request)
