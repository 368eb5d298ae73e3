"""Some of the random rule sets again, by the real operations: imported, published, and a case led to its grant."""

from datetime import timedelta

import pytest

from cases.replay.play import replay
from cases.replay.scenario import parse
from recognition import clock
from recognition.accounts.actors import system
from recognition.routes.document import DocumentError, import_document
from recognition.routes.publishing import publish_shipped
from tests.recognition.routes.random_rule_sets import random_document
from tests.recognition.routes.test_no_dead_end import START, saved

pytestmark = pytest.mark.django_db


def life(route):
    """Submitted with nothing answered, routed by a person where the rules leave it to one, asked once, granted."""
    day = START + timedelta(days=3)
    events = [("submitted", START, {}), ("triage_decided", START, {"route": route, "reason": "Chosen."})]
    events += [("validated", day, {}), ("information_requested", day + timedelta(days=1), {})]
    events += [("information_received", day + timedelta(days=1), {}), ("granted", day + timedelta(days=2), {})]
    rows = [{"event": event, "on": on.isoformat(), **more} for event, on, more in events]
    return parse({"name": route, "facts": {}, "events": rows})


def led_by_the_operations(seed):
    document = random_document(seed)
    spec = saved(document)
    if spec is None:
        with pytest.raises(DocumentError):
            import_document(document)
        return "refused"
    publish_shipped(import_document(document), actor=system("test"), at=clock.now())
    for route in spec.entry_routes:
        answer = replay(life(route), today=START)
        assert answer["state"] in ("granted", "not_eligible"), (seed, route, answer["state"], answer["refused"])
    return "ended"


@pytest.mark.integration
@pytest.mark.parametrize("seed", range(24))
def test_a_random_rule_set(seed):
    led_by_the_operations(seed)


@pytest.mark.reliability
@pytest.mark.parametrize("seed", range(1000, 1250))
def test_many_random_rule_sets(seed):
    led_by_the_operations(seed)
