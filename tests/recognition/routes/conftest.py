"""The shipped rules as plain values, and the case that they are held against."""

import json
from datetime import date

import pytest

from recognition import clock
from recognition.accounts.actors import person
from recognition.accounts.models import Role, User
from recognition.routes.determination import determine
from recognition.routes.document import import_document
from recognition.routes.facts import check_facts
from recognition.routes.models import RuleSet
from recognition.routes.shipped import REGULATORS_FILE, shipped_document
from recognition.routes.spec import RegulatorSpec
from recognition.routes.spec_from import spec_from
from tests.answers import CASE

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="session")
def document():
    return shipped_document()


@pytest.fixture(scope="session")
def spec(document):
    rows = json.loads(REGULATORS_FILE.read_bytes())["regulators"]
    regulators = {
        row["code"]: RegulatorSpec(
            row["code"],
            row["name"],
            date.fromisoformat(row["recognised_from"]),
            procedures=tuple(row["procedures"]),
            partner=row["partner"],
        )
        for row in rows
    }
    return spec_from(document, regulators)


@pytest.fixture
def case():
    return dict(CASE)


@pytest.fixture
def judge(spec, case):
    """Judge the case with these answers changed; `None` leaves one unanswered."""

    def _judge(changes=None, *, on=TODAY, spec=spec, **dates):
        values, errors = check_facts(case | (changes or {}), spec, today=on)
        assert errors == []
        return determine(values, spec, **({"submitted_on": on, "today": on} | dates))

    return _judge


@pytest.fixture
def draft(db, document):
    """A draft of its own, with everything that the shipped version has."""
    return import_document(document | {"version": "2026-09-1"})


@pytest.fixture
def published(db):
    return RuleSet.objects.get(code="irp", version="2026-06-1")


@pytest.fixture
def administrator(db):
    return User.objects.create_user("rules-admin", role=Role.ADMINISTRATOR, is_staff=True)


@pytest.fixture
def second_administrator(db):
    return User.objects.create_user("rules-admin-2", role=Role.ADMINISTRATOR, is_staff=True)


@pytest.fixture
def by(administrator):
    return {"actor": person(administrator), "at": clock.now(), "reason": "The guidance has changed."}


@pytest.fixture
def by_second(second_administrator):
    return {"actor": person(second_administrator), "at": clock.now(), "reason": "Read and agreed."}
