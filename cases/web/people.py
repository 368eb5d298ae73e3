"""Who looks, and which case they asked for: the first two lines of every page of casework."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from cases.models import Application
from cases.queries.visible import visible_to
from recognition.accounts.actors import Actor, actor_for
from recognition.accounts.permissions import READ, may
from recognition.routes.text import unfit


def reader(request: HttpRequest) -> Actor:
    """Who looks. Raises PermissionDenied for those who read no cases, such as administrators."""
    actor = actor_for(request)
    if not may(actor, READ):
        raise PermissionDenied("This role does not see cases.")
    return actor


def visible_case(actor: Actor, reference: str) -> Application:
    """Raises Http404 alike for a case that is not there and for one that this person may not know of."""
    rows = visible_to(actor).select_related(
        "organisation", "rule_set", "assessor", "lead", "validator", "innovation_passport"
    )
    case = None if unfit(reference) else rows.filter(reference=reference).first()  # the database takes no NUL
    if case is None:
        raise Http404("There is no such case.")
    return case
