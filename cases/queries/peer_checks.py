"""Peer checks that wait for a person, and assessments that came back to them. Each list starts at `visible_to`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Assessment, PeerCheck
from cases.models.state import UNDER_ASSESSMENT
from recognition.accounts.actors import Actor

from .visible import visible_to

SHOWN_FOR: Final = timedelta(days=7)  # a sign-off, which leaves nothing to do; what was returned stays until it is done
State = PeerCheck.State


def asked_of(actor: Actor) -> QuerySet[PeerCheck]:
    """Who has waited longest comes first. A case that has gone on, or was withdrawn, waits for nobody's check."""
    return _seen(actor).filter(checker=actor.user, state=State.ASKED).order_by("id")


def came_back_to(actor: Actor, *, at: datetime) -> QuerySet[PeerCheck]:
    """Newest first: to who asked and to who answers for it. What was returned, while its assessment is open again."""
    later = PeerCheck.objects.filter(assessment=OuterRef("assessment"), pk__gt=OuterRef("pk"))
    returned = Q(state=State.RETURNED) & ~Q(assessment__state=Assessment.State.COMPLETE)
    signed_off = Q(state__in=(State.SIGNED_OFF, State.TAKEN_BACK), closed_at__gt=at - SHOWN_FOR)
    own = Q(asked_by=actor.user) | Q(assessment__assessor=actor.user)
    rows = _seen(actor).filter(own, returned | signed_off, ~Exists(later)).exclude(checker=actor.user)
    return rows.order_by("-closed_at", "-id")


def _seen(actor: Actor) -> QuerySet[PeerCheck]:
    cases = visible_to(actor).filter(state__in=UNDER_ASSESSMENT).order_by()
    rows = PeerCheck.objects.filter(assessment__application__in=cases.values("pk"))
    return rows.select_related("assessment__application", "checker", "asked_by")
