from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from cases.models import Application
from cases.workflow.lock import holding_new
from cases.workflow.perform import change
from cases.workflow.refusals import NotPermitted
from recognition.accounts.actors import Actor
from recognition.accounts.models import Organisation
from recognition.clock import local_date
from recognition.routes.load import published_on

from .eligibility_clock import form_deadline
from .facts import set_facts
from .references import next_reference


def create_application(
    *, actor: Actor, organisation: Organisation, facts: Mapping[str, object], at: datetime, any_regulator: bool = False
) -> Application:
    """A draft of the company's. Facts may be few at first; wrong ones raise `InvalidInput` and nothing is stored.

    A replay takes `any_regulator`, since what the rules say of an unknown one may be what it asks.
    """
    if not may_draft_for(actor, organisation):
        raise NotPermitted("PERMISSION", f"{actor.label} may not draft an application for {organisation}.")
    today = local_date(at)
    with transaction.atomic():
        application = Application(organisation=organisation, rule_set=published_on(today), created_at=at, updated_at=at)
        set_facts(application, facts, today=today, any_regulator=any_regulator)
        application.reference = next_reference(today.year)
        application.save()
        data = {"facts": application.facts}
        with holding_new(application):
            clock = form_deadline(application)
            change(application, "application_created", actor=actor, at=at, data=data, clock=clock)
    return application


def may_draft_for(actor: Actor, organisation: Organisation) -> bool:
    """Drafts are their company's alone: its client draws them up, for its own organisation."""
    return actor.client is not None and bool(actor.client.organisation_id == organisation.pk)
