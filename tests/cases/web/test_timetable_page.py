"""The timetable page: a life is played and shown with its reasons, a fault is named at its field, nothing is stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Application, ReferenceNumber
from recognition.audit.models import Entry
from recognition.outbox.models import Message
from tests.answers import CASE

URL = "/timetable/"
SCENARIOS = Path(__file__).parent.parent / "replay" / "scenarios"
SUBMITTED = ("submitted", 2, 3, 2026)


def answers(**changes: Any) -> dict[str, str]:
    """The form's fields of the sample case."""
    posted = {}
    for code, value in {**CASE, **changes}.items():
        if value in (None, ""):
            continue
        if code.endswith("_date"):
            year, month, day = value.split("-")
            posted |= {f"fact_{code}_year": year, f"fact_{code}_month": month, f"fact_{code}_day": day}
        else:
            posted[f"fact_{code}"] = ("no", "yes")[value] if isinstance(value, bool) else str(value)
    return posted


def events(*rows: tuple[str, int, int, int], **more: str) -> dict[str, str]:
    posted = {"rows": str(max(len(rows), 1)), **more}
    for n, (name, day, month, year) in enumerate(rows, 1):
        posted |= {f"event_{n}": name, f"on_{n}_day": str(day), f"on_{n}_month": str(month), f"on_{n}_year": str(year)}
    return posted


@pytest.fixture
def page(db, client, sign_in):
    sign_in("assessor")
    return client


def test_a_decision_date_is_shown_with_its_reason(page):
    answer = page.post(URL, {**answers(), **events(SUBMITTED, ("validated", 23, 3, 2026))})

    said = answer.content.decode()
    assert answer.status_code == 200
    for words in ("22 May 2026", "Recognition A", "Why this date?", "Submitted", "Validated", "the clock runs"):
        assert words in said
    assert said.index("23 March 2026") < said.index("22 May 2026")


def test_what_the_rules_do_not_allow_is_on_the_timeline_with_the_rule(page):
    rows = (SUBMITTED, ("validated", 23, 3, 2026), ("information_requested", 1, 4, 2026))

    said = page.post(URL, {**answers(orphan_requested=True), **events(*rows)}).content.decode()

    assert "Information requested: refused" in said
    assert "(B-STOP-DAY-70)" in said


def test_nothing_is_stored(page):
    def held():
        people = get_user_model().objects.count()
        return Application.objects.count(), Entry.objects.count(), Message.objects.count(), people

    before, numbers = held(), list(ReferenceNumber.objects.values_list("year", "last"))

    page.post(URL, {**answers(), **events(SUBMITTED)})

    assert held() == before
    assert list(ReferenceNumber.objects.values_list("year", "last")) == numbers


@pytest.mark.parametrize(
    ("posted", "field", "words"),
    [
        (events(("submitted", 31, 2, 2026)), "on_1", "must be a real date"),
        ({"rows": "1", "event_1": "submitted"}, "on_1", "Enter the date of event 1"),
        ({"rows": "1", "on_1_day": "1", "on_1_month": "3", "on_1_year": "2026"}, "event_1", "Select what happened"),
        (events(SUBMITTED, ("validated", 1, 3, 2026)), "on_2", "comes before the one above it"),
        (events(("triage_decided", 1, 3, 2026)), "route_1", "Select the route that was decided of event 1"),
        (events(("extension_granted", 1, 3, 2026)), "until_1", "Enter the new date for the reply of event 1"),
        ({**events(SUBMITTED), "fact_rr_mandated_pass_count": "many"}, "fact_rr_mandated_pass_count", "whole number"),
        ({**events(SUBMITTED), "fact_company_number": "1"}, "fact_company_number", "five digits"),
    ],
)
def test_bad_input_is_named_at_its_field(page, posted, field, words):
    answer = page.post(URL, {**answers(), **posted})

    said = answer.content.decode()
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert words in said
    assert f'href="#id_{field}' in said


def test_a_row_is_added_and_taken_away_without_a_script_and_nothing_typed_is_lost(page):
    typed = {**answers(), **events(SUBMITTED, ("validated", 23, 3, 2026), reason_2="Complete.")}

    more = page.post(URL, {**typed, "add": "1"})
    fewer = page.post(URL, {**typed, "remove": "1"})

    assert (more.status_code, more.context["form"].count) == (200, 3)
    assert "Take event 3 away" in more.content.decode()
    form = fewer.context["form"]
    assert form.count == 1
    assert (form["event_1"].value(), form["reason_1"].value()) == ("validated", "Complete.")
    assert form["fact_legal_basis"].value() == "51"
    assert not form.errors


@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*.json"))[:6], ids=lambda path: path.stem)
def test_a_scenario_is_pasted_played_and_fills_the_form(page, path):
    scenario = json.loads(path.read_text())

    answer = page.post(URL, {"scenario": json.dumps(scenario), "paste": "1"})

    assert answer.status_code == 200, answer.context["paste"].errors
    form = answer.context["form"]
    assert form.count == max(len(scenario["events"]), 1)
    assert form["fact_rr_code"].value() == scenario["facts"]["rr_code"]
    assert answer.context["played"].answer["state"] == scenario["expect"].get(
        "state", answer.context["played"].answer["state"]
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Paste a scenario"),
        ("{", "This is not JSON: line 1, column 2"),
        ("[1]", "must hold one JSON object"),
        ('{"facts": {"no_such": 1}}', "facts.no_such"),
        ('{"events": [{"on": "2026-03-02", "event": "flown"}]}', "events[0].event"),
        ('{"events": [{"on": "soon", "event": "submitted"}]}', "events[0].on"),
        ("[" * 100_000, "JSON"),
        (f'{{"name": "{"x" * 200_000}"}}', "longer than 200,000 characters"),
    ],
    ids=["empty", "cut", "list", "fact", "event", "date", "deep", "long"],
)
def test_a_bad_scenario_is_refused_with_its_place(page, text, words):
    answer = page.post(URL, {"scenario": text, "paste": "1"})

    assert answer.status_code == 422
    assert words in str(answer.context["paste"].errors) or words in answer.content.decode()


@pytest.mark.parametrize("role", ["validator", "assessor", "lead", "manager", "signatory", "auditor"])
def test_everyone_who_reads_cases_may_use_it(db, client, sign_in, role):
    sign_in(role)

    assert client.get(URL).status_code == 200


def test_an_administrator_and_a_stranger_may_not(db, client, sign_in):
    assert client.get(URL).status_code == 302
    sign_in("administrator")

    assert client.get(URL).status_code == 403
    assert reverse("timetable") not in client.get(reverse("regulators")).content.decode()


def test_the_empty_page_costs_few_queries(page):
    page.get(URL)
    with CaptureQueriesContext(connection) as queries:
        page.get(URL)

    assert len(queries) <= 6
