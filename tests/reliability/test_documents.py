"""Documents on a real gunicorn: memory, hostile files, and a web process that is killed in uploads."""

from __future__ import annotations

import hashlib
import http.client
import random
import time
from datetime import timedelta
from pathlib import Path

import pytest

from cases.models import Document
from cases.operations.check_documents import half_received, strays
from recognition.clock import now
from recognition.files.keeping import FileDamaged, hash_of, open_checked, stored_names
from tests.cases.api.caller import token_of
from tests.cases.journey import Journey
from tests.recognition.files.clamd_server import clamd
from tests.recognition.files.hostile import EICAR, PDF, REFUSED

from .killed_web import STEPS
from .processes import until
from .sizes import size
from .web import MEGABYTE, web

pytestmark = [pytest.mark.reliability, pytest.mark.django_db(transaction=True)]
LARGEST = 200 * MEGABYTE
EXTRA = 60
SLOWEST = 2.0


@pytest.fixture
def store(settings, folder) -> dict[str, str]:
    settings.MEDIA_ROOT, settings.UPLOAD_DIR = folder / "media", folder / "arriving"
    return {"MEDIA_ROOT": str(settings.MEDIA_ROOT), "UPLOAD_DIR": str(settings.UPLOAD_DIR)}


@pytest.fixture
def company():
    """Where its papers go, and its token."""
    journey = Journey().drafted()
    return f"/api/v1/applications/{journey.case.reference}/documents/", token_of(journey.company)


def written(folder: Path, content: bytes, name: str = "paper") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_two_hundred_megabytes_take_no_memory(folder, store, company, figure):
    place, token = company
    large = folder / "large.pdf"
    with large.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        for _ in range(199):
            file.write(random.Random(1).randbytes(MEGABYTE))
        file.write(bytes(LARGEST - file.tell() - 7) + b"\n%%EOF\n")
    with web(folder, **store) as server:
        assert server.send(place, token, written(folder, PDF))[0] == 201  # all is imported, the connection is open
        before, begun = server.memory("VmRSS"), time.monotonic()
        server.forget_most()
        status, body = server.send(place, token, large)
        took, most = time.monotonic() - begun, server.memory("VmHWM") - before
        server.forget_most()
        got = server.fetch(f"{place}{body['id']}/content", token)
        read = server.memory("VmHWM") - before

    assert (status, body["size"], got) == (201, LARGEST, LARGEST)
    with large.open("rb") as file:
        assert body["sha256"] == hash_of(file)
    figure("Memory that an upload of 200 MB takes (MB)", most, f"under {EXTRA}", most < EXTRA)
    figure("Memory that a download of 200 MB takes (MB)", read, f"under {EXTRA}", read < EXTRA)
    figure("Seconds that an upload of 200 MB takes", took, "told only", passed=True)


def test_hostile_files_cost_little(folder, store, company, figure):
    place, token = company
    slowest = most = 0.0
    with clamd() as (url, _), web(folder, CLAMD_URL=url, **store) as server:
        assert server.send(place, token, written(folder, PDF))[0] == 201
        before = server.memory("VmRSS")
        server.forget_most()
        for what, content in {**{name: row[1] for name, row in REFUSED.items()}, "EICAR": EICAR}.items():
            paper, begun = written(folder, content), time.monotonic()
            status, body = server.send(place, token, paper)
            slowest = max(slowest, time.monotonic() - begun)
            assert (status, body["type"].rpartition("errors/")[2]) == (422, "invalid-input/"), what
        most = server.memory("VmHWM") - before

    assert Document.objects.count() == 1
    count = len(REFUSED) + 1
    figure(f"Slowest refusal of {count} hostile files (s)", slowest, f"under {SLOWEST}", slowest < SLOWEST)
    figure(f"Memory that refusing {count} hostile files takes (MB)", most, "under 200", most < 200)


def test_a_body_that_ends_early_is_not_kept(folder, store, company, figure):
    """A declared length that lies, either way: the connection ends before it, or the body goes on after it."""
    place, token = company
    paper = written(folder, PDF + b" " * 300_000 + b"%%EOF")
    with web(folder, **store) as server:
        status, _ = server.send(place, token, paper, **{"Content-Length": "150000"})
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.putrequest("POST", place)
        kind = "multipart/form-data; boundary=x"
        for name, value in {"Authorization": f"Bearer {token}", "Content-Type": kind}.items():
            connection.putheader(name, value)
        connection.putheader("Content-Length", "500000")
        connection.endheaders()
        connection.send(b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf of it')
        connection.close()
        until(lambda: not list(half_received(before=now() + timedelta(hours=1))), seconds=60)

    figure("Files kept of bodies whose length lied", Document.objects.count(), "0 of 2", not Document.objects.exists())
    assert status == 400


def _is_whole(row: Document, digest: str) -> bool:
    try:
        open_checked(row.file.name, digest).close()
    except FileDamaged:
        return False
    return row.sha256 == digest


def test_killed_in_uploads(folder, store, company, figure):
    place, token = company
    count, paper = size(200), written(folder, PDF + b" " * MEGABYTE + b"%%EOF")
    digest = hashlib.sha256(paper.read_bytes()).hexdigest()
    with web(folder, application="tests.reliability.killed_web", **store) as server:
        for number in range(count):
            until(lambda: server.worker > 0, seconds=60)
            with pytest.raises((http.client.HTTPException, OSError)):
                server.send(place, token, paper, **{"X-Kill-At": STEPS[number % len(STEPS)]})
    later = now() + timedelta(hours=1)
    rows = list(Document.objects.all())
    held, listed = set(stored_names()), set(strays(before=later))
    halves = list(half_received(before=later))
    damaged = [row.pk for row in rows if not _is_whole(row, digest)]
    unlisted = held - {row.file.name for row in rows} - listed

    figure(f"Rows without their whole file, web killed in {count} uploads", len(damaged), 0, not damaged)
    figure("Files without a row that the sweep does not list", len(unlisted), 0, not unlisted)
    figure("Stray files listed", f"{len(listed)} stored, {len(halves)} half received", "told only", passed=True)
    share = count // len(STEPS)
    assert share <= len(rows) <= share + 1  # those that were killed after the commit
    assert len(listed) >= 3 * share
    assert len(halves) >= share
