"""The broker is stopped while companies go on submitting: nothing is refused, nothing is lost, nothing overtakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest

from cases.models import Application
from recognition.celery import app
from recognition.outbox.models import Message
from tests.cases.api.caller import Caller
from tests.cases.journey import Journey

from .broker import Broker
from .conftest import nothing_waits
from .herd import multiply
from .processes import beat, running, until, worker
from .sizes import size

pytestmark = [pytest.mark.reliability, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def own_broker(folder, settings) -> Iterator[Broker]:
    """The broker and the cache of this process, too."""
    broker = Broker(folder)
    before, app.conf.broker_url = app.conf.broker_url, broker.url
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": f"{broker.url.rpartition('/')[0]}/1"}}
    yield broker
    app.conf.broker_url = before
    broker.stop()


def test_the_broker_is_away_during_500_submissions(folder, own_broker, mail_server, figure):
    count = size(500)
    journey = Journey().drafted().papers()
    multiply(journey.pk, count)
    company = Caller(client=journey.client)
    away = {"EMAIL_URL": mail_server.url, "REDIS_URL": own_broker.url, "CACHE_URL": f"{own_broker.url[:-1]}1"}
    with running(worker(folder, **away), beat(folder, seconds=60, **away)):
        own_broker.stop()
        answers = [_submitted(company, reference) for reference in _references()]
        waiting = Message.objects.filter(state=Message.State.WAITING).count()
        own_broker.start()
        took = until(nothing_waits, seconds=300)

    good = sum(status in (200, 201) for status in answers)
    figure(f"Broker stopped during {count} submissions: answered with success", good, count, passed=good == count)
    submitted = Application.objects.filter(state="received").count()
    figure("  cases received", submitted, count, passed=submitted == count)
    figure(f"  outbox of {waiting:,} empty after its return", f"{took:.0f} s", "under 120 s", passed=took < 120)
    lost = Message.objects.count() - len(set(mail_server.ids))
    figure("  mails lost", lost, 0, passed=lost == 0 and waiting >= count)
    figure(
        "  cases whose mails left out of order",
        _out_of_order(mail_server.keys),
        0,
        _out_of_order(mail_server.keys) == 0,
    )


def _submitted(company: Caller, reference: str) -> int:
    """The answer's status; the version submitted is the one that was just read, as the API demands."""
    read = company.get(f"/applications/{reference}/")
    return company.post(f"/applications/{reference}/submit/", {}, if_match=read.headers["ETag"]).status_code


def _references() -> list[str]:
    return list(Application.objects.order_by("pk").values_list("reference", flat=True))


def _out_of_order(keys: list[str]) -> int:
    """Cases whose mails arrived in another order than that in which they were enqueued."""
    rows = {key: (case, pk) for key, case, pk in Message.objects.values_list("key", "subject_id", "pk")}
    arrived: dict[str, list[int]] = defaultdict(list)
    for key in keys:
        case, pk = rows[key]
        arrived[case].append(pk)
    return sum(order != sorted(order) for order in arrived.values())
