"""Where every read of cases starts: what a person or a company may see at all."""

from __future__ import annotations

from django.db.models import QuerySet

from cases.models import Application
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import READ, SYSTEM, may

from .conflicts import Barred, barred_people, barring


def visible_to(actor: Actor) -> QuerySet[Application]:
    """Staff who may read see every case whose form or submission has come in, so no draft, nor one that was withdrawn
    as a draft, and none that a conflict of interest bars them from; a company sees its own and no other."""
    cases = Application.objects.all()
    if actor.client is not None:
        return cases.filter(organisation_id=actor.client.organisation_id)
    if may(actor, SYSTEM):
        return cases
    if actor.user is None or not may(actor, READ):
        return cases.none()
    return cases.filter(~barring(actor.user), form_received_on__isnull=False)


def sees(actor: Actor, application: Application, *, barred: Barred | None = None) -> bool:
    """The same of one case that has been read already, for who is about to be told of it: many people, many cases.
    Who asks for many gives everybody's conflicts."""
    if actor.client is not None:
        return application.organisation_id == actor.client.organisation_id
    if may(actor, SYSTEM):
        return True
    if actor.user is None or application.form_received_on is None or not may(actor, READ):
        return False
    if barred is not None:
        return not barred.bars(actor.user, application)
    return actor.user.pk not in barred_people(application)
