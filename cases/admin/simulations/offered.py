"""What the page of a version offers beside its own moves."""

from __future__ import annotations

from django.urls import reverse

from cases.models import Simulation
from recognition.routes.admin.links import offer
from recognition.routes.models import RuleSet

State = RuleSet.State


@offer
def simulate_and_publish(row: RuleSet) -> list[tuple[str, str]]:
    """A proposal is published from the newest simulation of it that was worked to its end."""
    if row.state == State.RETIRED:
        return []
    links = [(reverse("simulations-of", args=[row.pk]), "Simulate")]
    newest = Simulation.objects.filter(rule_set=row, state=Simulation.State.FINISHED).first()
    if row.state == State.PROPOSED and newest is not None:
        links.append((reverse("simulation-publish", args=[newest.pk]), "Publish"))
    return links
