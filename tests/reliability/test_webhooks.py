"""What becomes of webhooks when the workers that deliver them are killed."""

from __future__ import annotations

from collections import Counter
from uuid import uuid4

import pytest

from recognition.accounts.models import Organisation
from recognition.clock import now
from recognition.webhooks.models import Delivery, Endpoint
from recognition.webhooks.secrets import make_secret
from tests.recognition.webhooks.receiver import Receiver, receiver

from .app import STEPS
from .processes import Started, beat, running, until, worker
from .sizes import size

pytestmark = [pytest.mark.reliability, pytest.mark.django_db(transaction=True)]
ANSWER_LOST = ("after_send", "after_mark")  # the company's server took it, and who was told so is dead
OPEN = {"WEBHOOKS_MAY_USE_HTTP": "1", "WEBHOOKS_MAY_CALL_PRIVATE": "1"}


def queue(count: int, server: Receiver) -> None:
    """Events of `count` cases for one endpoint, as they are enqueued."""
    company = Organisation.objects.create(name="Aldbrook", company_number="12345", contact_email="ra@aldbrook.example")
    url = f"http://127.0.0.1:{server.port}/hooks"
    endpoint = Endpoint.objects.create(organisation=company, url=url, created_at=now())
    make_secret(endpoint, at=now())
    Delivery.objects.bulk_create(
        Delivery(
            endpoint=endpoint,
            event=uuid4(),
            type="submitted",
            subject=f"IRP-2026-{number:06d}",
            body="{}",
            created_at=now(),
            next_attempt_at=now(),
        )
        for number in range(count)
    )


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_with_9_loses_no_delivery(step, folder, figure):
    count, kills = size(200), 0
    with receiver() as server:
        queue(count, server)
        with running(beat(folder, seconds=1)):
            while _waits():
                kills += _is_killed(
                    worker(folder, KILL_AT=step, KILL_RELAY="webhooks", KILL_ON=str(max(count // 10, 3)), **OPEN)
                )
        taken = Counter(headers["webhook-id"] for _, headers, _ in server.calls)

    lost, repeated = count - len(taken), sum(taken.values()) - len(taken)
    allowed = kills if step in ANSWER_LOST else 0
    name = f"Worker killed with -9 {step.replace('_', ' the ')}, {kills} times"
    figure(f"{name}: webhooks lost", lost, f"0 of {count}", passed=lost == 0 and kills > 0)
    figure(
        f"{name}: delivered again, under the same webhook-id",
        repeated,
        f"at most {allowed}, one for each lost answer",
        passed=repeated <= allowed,
    )


def _is_killed(victim: Started) -> bool:
    """Waits until the worker has killed itself, or has delivered the rest."""
    with running(victim):
        until(lambda: not victim.is_alive or not _waits(), seconds=180)
        return not victim.is_alive


def _waits() -> bool:
    return Delivery.objects.filter(state=Delivery.State.WAITING).exists()
