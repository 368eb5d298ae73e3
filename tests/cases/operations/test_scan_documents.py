"""What could not be scanned when it came waits, unserved, until the scanner answers."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from cases.operations import check_document
from cases.operations.documents import add_document
from cases.operations.read_document import read_document
from cases.operations.scan_documents import scan_pending
from cases.workflow.refusals import WrongState
from recognition.audit.models import Entry
from recognition.outbox.models import Message
from tests.cases.journey import Journey
from tests.recognition.files.clamd_server import clamd
from tests.recognition.files.hostile import EICAR

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def unscanned(settings, tmp_path):
    """A clean paper and one that is not, sent while the scanner was away."""
    settings.MEDIA_ROOT = tmp_path
    settings.CLAMD_URL = f"unix://{tmp_path}/away.sock"
    journey = Journey().drafted()
    rows = [
        add_document(**journey.by("company"), kind="rmp", file=ContentFile(content, "a.txt"))
        for content in (b"Clean.", EICAR)
    ]
    return journey, rows


def scan(journey) -> int:
    return scan_pending(clock=lambda: journey.at, until=journey.at + timedelta(minutes=1))


def states(rows):
    for row in rows:
        row.refresh_from_db()
    return [row.scan for row in rows]


def test_it_waits_unserved(unscanned):
    journey, rows = unscanned
    assert states(rows) == ["pending", "pending"]
    assert "does not answer" in rows[0].scan_said
    with pytest.raises(WrongState, match="not been scanned"):
        read_document(rows[0], at=journey.at)


def test_it_is_scanned_when_the_scanner_is_back(unscanned, settings):
    journey, rows = unscanned
    with clamd() as (settings.CLAMD_URL, _):
        assert scan(journey) == 2
        assert scan(journey) == 0

    assert states(rows) == ["clean", "refused"]
    assert read_document(rows[0], at=journey.at).read() == b"Clean."
    with pytest.raises(WrongState, match="Malware"):
        read_document(rows[1], at=journey.at)
    assert rows[1].scan_said == "Eicar-Test-Signature"
    assert Entry.objects.get(action="document_refused").data["document"] == rows[1].pk
    assert Message.objects.get(topic="document_refused").to == "regulatory@aldbrook.example"


def test_a_scanner_that_stays_away_is_asked_once_a_run(unscanned, monkeypatch):
    journey, rows = unscanned

    assert scan(journey) == 0
    assert states(rows) == ["pending", "pending"]


def test_a_file_that_the_scanner_will_not_take_does_not_hold_up_the_rest(unscanned, settings):
    journey, rows = unscanned
    with clamd() as (settings.CLAMD_URL, server):
        server.longest = 10
        assert scan(journey) == 1

    assert states(rows) == ["clean", "pending"]
    assert "size limit" in rows[1].scan_said


def test_a_large_file_is_left_to_the_worker(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(check_document, "SCANNED_AT_ONCE", 10)
    with clamd() as (settings.CLAMD_URL, server):
        row = add_document(**Journey().drafted().by("company"), kind="rmp", file=ContentFile(b"x" * 11, "a.txt"))

    assert (row.scan, server.scanned) == ("pending", [])
