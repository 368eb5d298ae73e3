"""A submission and a move through their operations, each in its own transaction that commits."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from itertools import count
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model

from cases.demo.facts import answers, approvals
from cases.demo.read import table
from cases.models import Application, ClockEntry, Deadline, Determination, Reminder
from cases.operations.approvals import add_approval
from cases.operations.create_application import create_application
from cases.operations.documents import add_document
from cases.operations.submit import submit
from cases.operations.validation import start_validation
from recognition.accounts.actors import company, person
from recognition.accounts.models import ApiClient, User
from recognition.clock import now, today
from recognition.outbox.models import Message
from tests.cases.journey import PAPERS

from .measure import Figure, queries, seconds

TIMES = 25
KINDS = (ClockEntry, Deadline, Reminder, Determination, Message)
_numbers = count(1_000)


def moves() -> Iterator[Figure]:
    """Each case beside its twin, whose floor writes the same kinds of rows in one transaction and knows no rule."""
    client = company(ApiClient.objects.get(client_id="demo-company"))
    validator = person(User.objects.get(username="validator"))
    drafts, twins = ([draft(client) for _ in range(TIMES + 1)] for _ in range(2))
    yield from _each("Submit", drafts, twins, lambda case: submit(application=case, actor=client, at=now()))
    yield from _each(
        "A move (start validation)",
        drafts,
        twins,
        lambda case: start_validation(application=case, actor=validator, at=now()),
    )


def _each(name, cases, twins, act) -> Iterator[Figure]:
    first, *others = cases
    asked, written = counted(first, act)
    took = _median(act, others)
    floor = _median(lambda case: bare(case, written), twins[1:])
    yield Figure(f"{name}, through its operation", took, "ms", note=f"{asked} queries")
    yield Figure("  its floor", floor, "ms", note=f"{queries(lambda: bare(twins[0], written))} queries")
    yield Figure("  ratio of the medians", took / floor, "x", 2.5)


def _median(act, cases) -> float:
    return statistics.median(seconds(lambda case=case: act(case)) for case in cases) * 1000


Written = dict[type[Model], list[Model]]


def counted(case, act) -> tuple[int, Written]:
    """The queries of the act, and the rows that it has left, by their model."""
    newest = {model: model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0 for model in KINDS}
    asked = queries(lambda: act(case))
    return asked, {model: list(model.objects.filter(pk__gt=newest[model])) for model in KINDS}


@transaction.atomic
def bare(case, written: Written) -> None:
    """Reads and locks the case, saves it, and inserts as many rows of each kind. The record's
    entry is left out, so that the record holds."""
    row = Application.objects.select_for_update().get(pk=case.pk)
    for model, rows in written.items():
        model.objects.bulk_create([_twin_of(one, row) for one in rows])
    row.save()


def _twin_of(row: Model, case: Application) -> Model:
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    given = {"application_id": case.pk, "subject_id": str(case.pk), "number": next(_numbers), "round": next(_numbers)}
    given |= {"key": f"floor-{next(_numbers)}", "uuid": uuid4()}
    return type(row)(**{name: given.get(name, value) for name, value in values.items()})


def draft(client) -> Application:
    plan = table("cases")[0]
    organisation = client.client.organisation
    case = create_application(actor=client, organisation=organisation, facts=facts_of(plan), at=now())
    for fields in approvals(plan, 0, today()):
        add_approval(application=case, actor=client, fields=fields, at=now())
    for kind in PAPERS:
        paper = ContentFile(f"A paper: {kind}.".encode(), f"{kind}.txt")
        add_document(application=case, actor=client, kind=kind, file=paper, at=now())
    return case


def facts_of(plan) -> dict[str, object]:
    company = next(row for row in table("companies") if row["key"] == plan["company"])
    return answers(plan, company, 0, None)
