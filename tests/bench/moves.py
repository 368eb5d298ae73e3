"""A submission and a move through their operations, each in its own transaction that commits."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from cases.demo.facts import answers, approvals
from cases.demo.read import table
from cases.models import Application
from cases.operations.approvals import add_approval
from cases.operations.create_application import create_application
from cases.operations.submit import submit
from cases.operations.validation import start_validation
from recognition.accounts.actors import company, person
from recognition.accounts.models import ApiClient, User
from recognition.clock import now, today

from .measure import Figure, queries, seconds

TIMES = 25


def moves() -> Iterator[Figure]:
    client = company(ApiClient.objects.get(client_id="demo-company"))
    validator = person(User.objects.get(username="validator"))
    drafts = [_draft(client) for _ in range(TIMES + 1)]
    yield from _each("Submit", drafts, lambda case: submit(application=case, actor=client, at=now()))
    yield from _each(
        "A move (start validation)", drafts, lambda case: start_validation(application=case, actor=validator, at=now())
    )


def _each(name, cases, act) -> Iterator[Figure]:
    first, *others = cases
    count = queries(lambda: act(first))
    took = statistics.median(seconds(lambda case=case: act(case)) for case in others) * 1000
    yield Figure(f"{name}, through its operation", took, "ms", note=f"{count} queries")


def _draft(client) -> Application:
    plan = table("cases")[0]
    organisation = client.client.organisation
    case = create_application(actor=client, organisation=organisation, facts=_facts(plan), at=now())
    for fields in approvals(plan, 0, today()):
        add_approval(application=case, actor=client, fields=fields, at=now())
    return case


def _facts(plan) -> dict[str, object]:
    company = next(row for row in table("companies") if row["key"] == plan["company"])
    return answers(plan, company, 0, None)
