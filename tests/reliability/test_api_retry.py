"""One key, one effect: fifty times at once, and with the process killed on either side of the commit."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import httpx
import pytest

from cases.models import Application
from recognition.api.models import KeptAnswer
from tests.cases.journey import client_of

from .site import company_at, site
from .sizes import size

pytestmark = [pytest.mark.reliability, pytest.mark.django_db(transaction=True)]
BODY = {"facts": {"product_name": "Cardelin"}}


def post(company: httpx.Client, key: str) -> httpx.Response:
    return company.post("applications/", json=BODY, headers={"Idempotency-Key": key})


def test_the_same_key_50_times_at_once(folder, figure):
    rounds = size(20, least=3)
    wrong = made = kept = refused = 0
    with site(folder) as url, company_at(url, client_of()) as company, ThreadPoolExecutor(50) as pool:
        for _ in range(rounds):
            before, key = Application.objects.count(), str(uuid.uuid4())
            answers = list(pool.map(lambda _, key=key: post(company, key), range(50)))
            made += Application.objects.count() - before
            first = next(row for row in answers if row.status_code == 201).content
            kept += sum(row.status_code == 201 and row.content == first for row in answers)
            refused += sum(row.status_code == 409 and b"request-under-way" in row.content for row in answers)
    wrong = rounds * 50 - kept - refused
    figure(f"The same key 50 times at once, {rounds} times: applications", made, rounds, passed=made == rounds)
    figure(f"  answered the one answer {kept:,} or 409 {refused:,} times: otherwise", wrong, 0, passed=wrong == 0)


@pytest.mark.parametrize("step", ["before-commit", "after-commit"])
def test_the_process_is_killed(folder, figure, step):
    """A retry gets the answer, whether the first attempt had come to its commit or not; nothing is made twice."""
    count = size(100, least=5)
    client = client_of()
    lost = again = 0
    with site(folder, workers=2, threads=1) as url, company_at(url, client) as company:
        for number in range(count):
            key = f"{step}-{number}"
            with suppress(httpx.TransportError):
                post(company, key)
                raise AssertionError(f"{key}: the process was not killed")
            kept = KeptAnswer.objects.filter(key=key).first()
            assert (kept is not None) == (step == "after-commit")
            answer = _until_answered(company, key)
            lost += answer.status_code != 201
            again += kept is not None and answer.headers.get("Idempotent-Replayed") == "true"
    made = Application.objects.filter(organisation=client.organisation).count()
    figure(f"Web process killed {step}, {count} times: retries without an answer", lost, 0, passed=lost == 0)
    figure("  applications made", made, count, passed=made == count)
    if step == "after-commit":
        figure("  retries that got the stored answer", again, count, passed=again == count)


def _until_answered(company: httpx.Client, key: str) -> httpx.Response:
    """As a client's library does: again while there is no connection."""
    for _ in range(20):
        with suppress(httpx.TransportError):
            return post(company, key)
    raise AssertionError(f"{key}: there was no answer at all")
