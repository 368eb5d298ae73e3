"""What only the procedure may set is sent to every call: refused or ignored, and never stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.apps import apps

from cases.models import Application

from .caller import Caller, Form
from .url_map import Call, World, calls

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
MARK = "Forbidden-7f3a"
FORBIDDEN: Mapping[str, Any] = {
    "state": "granted",
    "route": "N",
    "organisation": 1,
    "organisation_id": 1,
    "reference": "IRP-1999-000001",
    "rule_set": 1,
    "decision": {"outcome": "grant", "reasons": MARK},
    "submitted_on": "1999-01-01",
    "form_received_on": "1999-01-01",
    "day_zero": "1999-01-01",
    "due_on": "1999-01-01",
    "reply_due_on": "1999-01-01",
    "replied_on": "1999-01-01",
    "granted_until": "1999-01-01",
    "created_at": "1999-01-01T00:00:00Z",
    "updated_at": "1999-01-01T00:00:00Z",
    "version": 4711,
    "fee_reference": MARK,
    "lead": 1,
    "assessor": 1,
    "scan": "clean",
    "sha256": MARK,
    "added_by": MARK,
    "requested_by": MARK,
}
CHANGES = [call for call in calls() if call.method in ("POST", "PATCH")]
CASES = ["cases", "accounts", "outbox", "audit"]


def bodies(call: Call) -> Iterator[Any]:
    """Beside what the call takes, each alone and all at once, on top and where facts and answers stand."""
    own = call.body if isinstance(call.body, dict) else {}
    if isinstance(call.body, Form):
        yield Form.of(kind="cover_letter", title="Letter", file=("a.txt", b"Dear"), **_plain())
        return
    for name, value in FORBIDDEN.items():
        yield {**own, name: value}
    yield {**own, **FORBIDDEN}
    for inside, whole in own.items():
        if isinstance(whole, dict):
            yield {**own, inside: {**whole, **FORBIDDEN}}
        elif isinstance(whole, list) and whole and isinstance(whole[0], dict):
            yield {**own, inside: [{**whole[0], **FORBIDDEN}]}


def _plain() -> dict[str, str]:
    return {name: str(value) for name, value in FORBIDDEN.items()}


def stored_marks() -> list[str]:
    """Every row of ours that bears the mark, or a day that no test lives in."""
    found = []
    for model in (model for label in CASES for model in apps.get_app_config(label).get_models()):
        for row in model.objects.values():
            if any(MARK in str(value) or str(value).startswith("1999-01-01") for value in row.values()):
                found.append(f"{model.__name__} {row}")
    return found


def protected(case: Application) -> tuple[Any, ...]:
    return (
        case.state, case.route, case.organisation_id, case.reference, case.rule_set_id, case.submitted_on,
        case.form_received_on, case.created_at, case.fee_reference, case.lead_id, case.assessor_id,
        case.information_requests.get().reply_due_on, case.decisions.count(),
    )  # fmt: skip


@pytest.mark.parametrize("call", CHANGES, ids=str)
def test_it_is_never_stored(call):
    world = World()
    caller, before = Caller(world.client), protected(world.journey.case)
    path, taken = call.path(world.values), 0

    for body in bodies(call):
        answer = caller.call(call.method, path, body, if_match="*")
        assert answer.status_code < 500
        taken += answer.status_code < 400
        assert protected(world.journey.case) == before, body

    assert stored_marks() == []
    assert not Application.objects.filter(reference__startswith="IRP-1999").exists()
    assert not Application.objects.exclude(pk=world.journey.pk).exclude(state="draft").exists()
    assert not taken, "it is told that there is no such field"


def test_the_search_would_find_it():
    """Or the table above would prove nothing."""
    world = World()
    Application.objects.filter(pk=world.journey.pk).update(product_name=MARK)

    assert any(row.startswith("Application") for row in stored_marks())
