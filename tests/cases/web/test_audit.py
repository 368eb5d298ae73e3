"""The record of a case on its page: whether it holds, and the bundle."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.operations.notes import add_note
from cases.queries.history import history_of
from recognition.audit.models import Entry
from tests.cases.journey import REACH, Journey


@pytest.fixture
def journey(db, today, sign_in):
    journey = REACH["assessing"]()
    today(journey)
    sign_in(journey.people.user("auditor"))
    return journey


def address(journey: Journey, more: str = "") -> str:
    return f"/cases/{journey.case.reference}/audit/{more}"


def test_a_record_that_holds_says_so_and_shows_its_anchor(client, journey):
    newest = history_of(journey.case).order_by("-id").first()
    said = client.get(address(journey)).content.decode()

    assert "checked just now" in said
    assert f"{newest.pk}:{newest.hash}" in said


def test_an_entry_that_was_changed_behind_our_back_is_named(client, journey):
    entry = history_of(journey.case).order_by("id")[1]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_entry SET reason = 'Another' WHERE id = %s", [entry.pk])
    said = client.get(address(journey)).content.decode()

    assert f"does not hold at entry {entry.pk}" in said


def test_the_bundle_comes_as_a_file_and_who_took_it_is_on_record(client, journey):
    answer = client.post(address(journey, "evidence/"))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))

    assert answer["Content-Disposition"].endswith(f'"{journey.case.reference}-evidence.zip"')
    assert "record.jsonl" in archive.namelist()
    assert Entry.objects.get(action="evidence_made").actor_label == str(journey.people.user("auditor"))


@pytest.mark.parametrize("role", ["assessor", "validator", "signatory"])
def test_others_have_no_such_page(client, journey, sign_in, role):
    sign_in(journey.people.user(role))

    assert client.get(address(journey)).status_code == 403
    assert client.post(address(journey, "evidence/")).status_code == 403
    assert "Audit</a>" not in client.get(f"/cases/{journey.case.reference}/").content.decode()


def test_a_case_that_is_not_there_is_not_found(client, journey):
    assert client.get("/cases/IRP-2020-999999/audit/").status_code == 404


def test_a_link_takes_nothing_out(client, journey):
    assert client.get(address(journey, "evidence/")).status_code == 405


def test_a_thousand_entries_come_by_pages_and_cost_no_more_queries(client, journey):
    counted = []
    for more in (0, 60):
        for number in range(more):
            add_note(**journey.by("lead"), text=f"Note {number}")
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address(journey))
        counted.append(len(queries))

    assert len(answer.context["entries"]) == 50
    assert answer.context["key_page"].after
    assert counted[0] == counted[1] <= 25
