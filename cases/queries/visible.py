"""Where every read of cases starts: what a person or a company may see at all."""

from __future__ import annotations

from django.db.models import QuerySet

from cases.models import Application
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import READ, SYSTEM, may


def visible_to(actor: Actor) -> QuerySet[Application]:
    """Staff who may read see every case whose form or submission has come in, so no draft, nor one that was withdrawn
    as a draft; a company sees its own and no other."""
    cases = Application.objects.all()
    if actor.client is not None:
        return cases.filter(organisation_id=actor.client.organisation_id)
    if may(actor, SYSTEM):
        return cases
    return cases.filter(form_received_on__isnull=False) if may(actor, READ) else cases.none()


def sees(actor: Actor, application: Application) -> bool:
    """The same of one case that has been read already, for who is about to be told of it: many people, many cases."""
    if actor.client is not None:
        return application.organisation_id == actor.client.organisation_id
    if may(actor, SYSTEM):
        return True
    return application.form_received_on is not None and may(actor, READ)
