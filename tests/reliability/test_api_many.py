"""A thousand submissions in parallel from twenty companies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest
from django.db import connection

from cases.models import Application
from recognition.audit.verify import verify
from recognition.clock import today
from tests.cases.journey import APPROVAL, FACTS, PAPERS, client_of

from .site import company_at, site
from .sizes import size

pytestmark = [pytest.mark.reliability, pytest.mark.django_db(transaction=True)]
COMPANIES = 20


def submitted(company: httpx.Client) -> Iterator[httpx.Response]:
    """Each answer on the way from nothing to a submission."""
    approved_on = (today() - timedelta(days=300)).isoformat()
    draft = company.post("applications/", json={"facts": FACTS})
    yield draft
    path = f"applications/{draft.json()['reference']}/"
    approval = company.post(f"{path}reference-approvals/", json={**APPROVAL, "approved_on": approved_on})
    yield approval
    for kind in PAPERS:
        paper = company.post(
            f"{path}documents/", data={"kind": kind}, files={"file": ("paper.txt", f"A paper: {kind}.".encode())}
        )
        yield paper
    yield company.post(f"{path}submit/", json={}, headers={"If-Match": paper.headers["ETag"]})


def test_1000_submissions_from_20_companies(folder, figure):
    each = size(50, least=2)
    count, before = COMPANIES * each, deadlocks()
    with site(folder) as url:
        companies = [company_at(url, client_of()) for _ in range(COMPANIES)]
        with ThreadPoolExecutor(COMPANIES) as pool:
            work = [company for company in companies for _ in range(each)]
            answers = list(pool.map(lambda company: list(submitted(company)), work))
        for company in companies:
            company.close()
    statuses = Counter(answer.status_code for row in answers for answer in row)
    references = {row[-1].json()["reference"] for row in answers if row[-1].status_code == 200}
    faults = sum(number for status, number in statuses.items() if status >= 500)
    stored = Application.objects.filter(state="received").count()
    figure(
        f"{count:,} submissions from {COMPANIES} companies: distinct references",
        len(references),
        count,
        count == len(references),
    )
    figure("  received", stored, count, passed=stored == count)
    figure(f"  answers of 5xx among {sum(statuses.values()):,}", faults, 0, passed=faults == 0)
    figure("  deadlocks", deadlocks() - before, 0, passed=deadlocks() == before)
    figure("  the record holds", verify().bad is None, True, passed=verify().bad is None)


def deadlocks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])
