"""Papers taken out as one zip: what the page shows, under safe names, with a list of hashes and of what is not in."""

from __future__ import annotations

import hashlib
import io
import subprocess
import tracemalloc
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Document
from cases.operations.declare_conflict import declare_conflict
from cases.operations.documents import add_document
from cases.operations.zip_documents import CONTENTS
from recognition.audit.models import Entry
from recognition.files.limits import MEGABYTE
from tests.cases.api.caller import token_of
from tests.cases.journey import Journey
from tests.recognition.files.hostile import PDF

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
HOSTILE = [
    "<script>alert(1)</script>",
    "Plan\u202efdp.exe",
    "Pl\u200ban",
    "../../etc/passwd",
    "=cmd|'/c calc'!A1",
    "x" * 200,
    "Two\r\nlines",
    "CON",
    "Same",
    "same",
    "Same",
]


@pytest.fixture
def journey(client, sign_in, today, settings, tmp_path):
    settings.MEDIA_ROOT, settings.UPLOAD_DIR = tmp_path / "media", tmp_path / "arriving"
    journey = Journey().received()
    today(journey)
    sign_in(journey.people.user("validator"))
    return journey


def added(journey, title="Plan", content=PDF, kind="rmp", **more) -> Document:
    file = SimpleUploadedFile("paper", content)
    return add_document(**journey.by("validator"), kind=kind, title=title, file=file, **more)


def address(journey) -> str:
    return reverse("case-documents-zip", args=[journey.case.reference])


def taken(client, journey, **asked) -> zipfile.ZipFile:
    answer = client.get(address(journey), asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None
    return archive


def listed(archive: zipfile.ZipFile) -> str:
    return archive.read(CONTENTS).decode()


def test_by_module_each_as_it_arrived_and_the_list_last(client, journey):
    rows = [added(journey), added(journey, "Letter", b"Dear all.", "letter")]
    archive = taken(client, journey)

    names = archive.namelist()
    assert names[-1] == CONTENTS
    assert "Module 1 administrative information/0000 Plan v1.pdf" in names
    assert sorted(archive.read(name) for name in names[:-1]) == sorted([PDF, b"Dear all."])
    assert all(row.sha256 in listed(archive) for row in rows)
    assert "Nothing was left out." in listed(archive)


def test_the_list_is_checked_by_the_usual_command(client, journey, tmp_path):
    for number, title in enumerate(HOSTILE):
        added(journey, title, f"Paper {number}".encode())
    taken(client, journey).extractall(tmp_path / "out")
    check = ["sha256sum", "--check", "--strict", CONTENTS]

    said = subprocess.run(check, cwd=tmp_path / "out", capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout.count(": OK"), said.stderr) == (0, len(HOSTILE), "")


def test_hostile_titles_are_text_on_the_page_and_safe_names_in_the_zip(client, journey):
    for number, title in enumerate(HOSTILE):
        added(journey, title, f"Paper {number}".encode())
    page = client.get(reverse("case-documents", args=[journey.case.reference])).content.decode()
    archive = taken(client, journey)

    names = [PurePosixPath(name) for name in archive.namelist()[:-1]]
    assert "<script>alert" not in page
    assert len({str(name).casefold() for name in names}) == len(HOSTILE)
    for name in names:
        assert (len(name.parts), name.name[:5], name.suffix) == (2, "0000 ", ".txt")
        assert str(name).isprintable()
        assert len(name.name.encode()) < 200
    lines = listed(archive).splitlines()
    assert all(line[0] == "#" or line[64:66] == "  " for line in lines)
    assert sum(line[64:66] == "  " and line[0] != "#" for line in lines) == len(HOSTILE)
    assert "\u202e" not in listed(archive)


def test_what_cannot_be_given_out_is_left_out_and_named_with_its_reason(client, journey):
    good, waits, refused, changed, gone = (added(journey, name) for name in ("Good", "Waits", "Bad", "Changed", "Gone"))
    Document.objects.filter(pk=waits.pk).update(scan="pending")
    Document.objects.filter(pk=refused.pk).update(scan="refused")
    Path(changed.file.path).write_bytes(b"Another.")
    Path(gone.file.path).unlink()
    archive = taken(client, journey)

    left = {line.split(" (")[0][2:]: line for line in listed(archive).splitlines() if "version 1" in line}
    assert archive.namelist() == [f"Module 1 administrative information/0000 {good.title} v1.pdf", CONTENTS]
    assert "# Left out: 4" in listed(archive)
    assert "not been scanned" in left["Waits"]
    assert "Malware was found" in left["Bad"]
    assert "not as it arrived" in left["Changed"]
    assert "not as it arrived" in left["Gone"]
    states = dict(Document.objects.values_list("title", "integrity"))
    assert (states["Changed"], states["Gone"], states["Good"]) == ("changed", "missing", "intact")


def test_the_page_says_how_many_are_left_out(client, journey):
    added(journey)
    Document.objects.filter(pk=added(journey, "Bad").pk).update(scan="refused")
    page = client.get(reverse("case-documents", args=[journey.case.reference])).content.decode()

    assert "Download this file as a zip" in page
    assert "Left out and named in the list: 1" in page


def test_where_nothing_can_be_given_out_there_is_no_zip(client, journey):
    added(journey)
    Document.objects.update(scan="refused")
    page = reverse("case-documents", args=[journey.case.reference])

    assert "as a zip" not in client.get(page).content.decode()
    answer = client.get(address(journey), {"module": "1"}, follow=True)
    assert answer.redirect_chain == [(f"{page}?module=1", 302)]
    assert "None of these documents can be given out" in answer.content.decode()


def test_it_is_what_the_filters_leave(client, journey):
    first = added(journey, "First letter", kind="letter")
    added(journey, "Better letter", b"New.", "letter", replaces=first.pk)
    added(journey)

    letters = taken(client, journey, kind="letter")
    regulator = "Regulator's papers"
    assert letters.namelist()[:-1] == [
        f"{regulator}/0000 Better letter v2.txt",
        f"{regulator}/Earlier versions/0000 First letter v1.pdf",
    ]
    assert "# Kind: " in listed(letters)
    newest = taken(client, journey, kind="letter", replaced="hidden")
    assert newest.namelist()[:-1] == [f"{regulator}/0000 Better letter v2.txt"]


def test_each_module_has_its_own_under_the_filters_in_force(client, journey):
    added(journey)
    added(journey, "Letter", kind="letter")
    page = client.get(reverse("case-documents", args=[journey.case.reference]), {"source": "staff"}).content.decode()

    assert f"{address(journey)}?source=staff&amp;module=1" in page
    assert len(taken(client, journey, source="staff", module="1").namelist()) == 2


def test_taking_papers_out_is_recorded_as_little_as_reading_one_is(client, journey):
    row = added(journey)
    before = Entry.objects.count()
    one = client.get(reverse("case-document", args=[journey.case.reference, row.pk]))
    assert b"".join(one.streaming_content) == PDF
    taken(client, journey)

    assert Entry.objects.count() == before


def test_a_company_reaches_no_page_with_its_token(client, journey):
    """Neither its own case nor another's: the way of a company is the API."""
    added(journey)
    client.logout()
    other = Journey().drafted()
    answer = client.get(address(journey), headers={"authorization": f"Bearer {token_of(other.company)}"})

    assert (answer.status_code, answer["Location"].startswith("/sign-in")) == (302, True)


def test_an_assessor_with_a_declared_conflict_finds_no_such_case(client, journey, sign_in):
    added(journey)
    assessor = journey.people.user("assessor")
    sign_in(assessor)
    assert client.get(address(journey)).status_code == 200
    declare_conflict(**journey.by("lead"), person=assessor, kind="financial", text="Shares.")

    assert client.get(address(journey)).status_code == 404


def test_it_is_neither_asked_for_in_head_nor_sent(client, journey):
    """A HEAD would read every file to say nothing."""
    added(journey)

    assert client.head(address(journey)).status_code == 405
    assert client.post(address(journey)).status_code == 405


def test_large_files_take_no_memory(client, journey):
    for number in range(3):
        added(journey, f"Large {number}", b"%PDF-1.7\n" + bytes(12 * MEGABYTE) + b"\n%%EOF\n")
    answer, size, digest = client.get(address(journey)), 0, hashlib.sha256()
    tracemalloc.start()
    try:
        for piece in answer.streaming_content:
            size += len(piece)
            digest.update(piece)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert size > 36 * MEGABYTE
    assert most < 8 * MEGABYTE


def test_what_it_costs_does_not_grow_with_the_papers(client, journey, django_assert_max_num_queries):
    added(journey)
    with django_assert_max_num_queries(8) as few:
        taken(client, journey)
    for _ in range(9):
        added(journey)
    with django_assert_max_num_queries(len(few)):
        assert len(taken(client, journey).namelist()) == 11
