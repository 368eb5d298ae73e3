"""Several files on one page: each for itself, with what became of it; those that failed are chosen again."""

from __future__ import annotations

import os
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Document
from cases.operations.declare_conflict import declare_conflict
from cases.operations.documents import MOST_AT_ONCE
from recognition.audit.models import Entry
from recognition.files import arriving
from recognition.files.keeping import stored_names
from recognition.files.limits import MOST_FILES
from tests.cases.api.caller import token_of
from tests.cases.journey import Journey
from tests.recognition.files.clamd_server import clamd
from tests.recognition.files.hostile import EICAR, PDF, REFUSED

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
BOMB = REFUSED["a bomb"][1]


@pytest.fixture
def journey(client, sign_in, today, settings, tmp_path):
    settings.MEDIA_ROOT, settings.UPLOAD_DIR = tmp_path / "media", tmp_path / "arriving"
    journey = Journey().received()
    today(journey)
    sign_in(journey.people.user("validator"))
    return journey


def send(client, journey, files: list[tuple[str, bytes]], headers=None, **typed):
    papers = [SimpleUploadedFile(name, content) for name, content in files]
    url = reverse("act", args=[journey.case.reference, "add-document"])
    return client.post(url, {"kind": "rmp", "sequence": "", "title": "", "papers": papers, **typed}, headers=headers)


def titles() -> list[str]:
    return list(Document.objects.order_by("pk").values_list("title", flat=True))


def test_good_ones_are_kept_beside_a_bad_one_and_each_is_told_of(client, journey):
    answer = send(client, journey, [("first.pdf", PDF), ("bomb.docx", BOMB), ("last.txt", b"Text.")], sequence="0003")
    page = answer.content.decode()

    assert (answer.status_code, titles()) == (422, ["first", "last"])
    assert "Error: " in page
    assert page.count("bomb.docx: The file would unpack to") == 2  # in the summary and at the field
    told = page.split("What became of each file")[1].split("<form")[0]
    assert re.findall(r"first.pdf|bomb.docx|last.txt|Not added|Added", told) == [
        *("first.pdf", "Added"),
        *("bomb.docx", "Not added"),
        *("last.txt", "Added"),
    ]
    assert 'value="0003"' in page  # what was typed stays, for the rest
    assert Entry.objects.filter(action="document_added").count() == 2
    assert len(list(stored_names())) == 2


def test_all_good_ones_lead_to_the_documents(client, journey):
    answer = send(client, journey, [("a.pdf", PDF), ("b.pdf", b"Text.")])

    assert (answer.status_code, answer["Location"]) == (302, reverse("case-documents", args=[journey.case.reference]))


def test_all_sent_again_keeps_none_twice(client, journey):
    """A reload of the answer sends the same once more, and so does whoever chooses all again."""
    files = [("first.pdf", PDF), ("bomb.docx", BOMB)]
    send(client, journey, files)
    page = send(client, journey, [*files, ("mended.txt", b"Mended.")]).content.decode()

    assert titles() == ["first", "mended"]
    assert "Here already" in page
    assert "first.pdf: " not in page  # that is no error
    assert len(list(stored_names())) == 2


def test_where_all_are_here_already_nothing_is_wrong_and_nothing_is_said_to_be_added(client, journey):
    told = client.get(send(client, journey, [("first.pdf", PDF)])["Location"])
    assert "have been added" in told.content.decode()
    answer = send(client, journey, [("first.pdf", PDF)])

    assert (answer.status_code, titles()) == (200, ["first"])
    assert "The same file is here already" in answer.content.decode()
    assert "have been added" not in answer.content.decode()


def test_one_of_the_same_name_with_another_content_is_another_paper(client, journey):
    assert send(client, journey, [("Plan.txt", b"One."), ("Plan.txt", b"Two.")]).status_code == 302
    assert titles() == ["Plan", "Plan"]


def test_one_that_is_too_large_keeps_no_other_out_wherever_it_stands(client, journey, monkeypatch):
    monkeypatch.setattr(arriving, "LARGEST_FILE", 1000)
    for number, place in enumerate((0, 1, 2)):
        files = [(f"small {number}.pdf", PDF), (f"other {number}.txt", b"Text.")]
        files.insert(place, ("huge.pdf", b"x" * 200_000))
        page = send(client, journey, files).content.decode()
        assert "huge.pdf: The file is larger than 200 MB" in page
        assert "small" in page.split("What became of each file")[1]

    assert len(titles()) == 6
    assert os.listdir(arriving.settings.UPLOAD_DIR) == []


def test_more_than_may_be_read_at_all_is_said_of_all_together(client, journey, monkeypatch):
    monkeypatch.setattr(arriving, "LARGEST_READ", 1000)
    answer = send(client, journey, [("a.pdf", PDF), ("b.txt", b"x" * 2000)])

    assert answer.status_code == 422
    assert "larger than 1,000 MB together" in answer.content.decode()
    assert "Select the files" not in answer.content.decode()


def test_too_many_are_refused_at_the_field_and_none_is_kept(client, journey):
    answer = send(client, journey, [(f"{n}.txt", f"{n}".encode()) for n in range(MOST_AT_ONCE + 1)])

    assert answer.status_code == 422
    assert f"Choose from 1 to {MOST_AT_ONCE} files." in answer.content.decode()
    assert titles() == []


def test_far_too_many_are_said_at_the_field_with_what_was_typed_beside_them(client, journey):
    """A folder of a dossier has thousands: neither is each an open file meanwhile, nor is the title gone."""
    answer = send(client, journey, [(f"{n}.txt", f"{n}".encode()) for n in range(MOST_FILES + 1)], title="Module 3")

    assert answer.status_code == 422
    assert f"Choose from 1 to {MOST_AT_ONCE} files." in answer.content.decode()
    assert 'value="Module 3"' in answer.content.decode()
    assert len(answer.wsgi_request.FILES.getlist("papers")) == MOST_FILES
    assert titles() == []


@pytest.mark.parametrize(("typed", "said"), [({"sequence": "1"}, "four digits"), ({"title": "x" * 201}, "Shorten")])
def test_what_is_wrong_with_all_of_them_keeps_none(client, journey, typed, said):
    answer = send(client, journey, [("a.pdf", PDF), ("b.txt", b"Text.")], **typed)

    assert (answer.status_code, titles()) == (422, [])
    assert said in answer.content.decode()


def test_what_a_scanner_finds_is_refused_and_its_neighbour_kept(client, journey, settings):
    with clamd() as (settings.CLAMD_URL, _):
        page = send(client, journey, [("bad.txt", EICAR), ("good.pdf", PDF)]).content.decode()

    assert titles() == ["good"]
    assert "bad.txt: The virus scanner found" in page


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("../../etc/passwd", "passwd"),
        ("<script>alert(1)<%2fscript>.pdf", "<script>alert(1)<%2fscript>"),
        ("Plan\u202efdp.exe", "Planfdp"),
        ("Pl\u200ban.pdf", "Plan"),
        ("=cmd()!A1.pdf", "=cmd()!A1"),
        ("x" * 300 + ".pdf", "x" * 200),
        (".pdf", ".pdf"),
    ],
)
def test_a_hostile_name_is_text(client, journey, name, title):
    page = send(client, journey, [(name, PDF), ("bomb.docx", BOMB)]).content.decode()

    assert titles() == [title]
    assert "<script>alert(1)" not in page


def test_a_long_name_fits_behind_the_title_that_all_have(client, journey):
    send(client, journey, [("y" * 240 + ".txt", b"One."), ("z.txt", b"Two.")], title="Part")

    assert titles() == [f"Part ({'y' * 193})", "Part (z)"]


def test_an_assessor_with_a_declared_conflict_finds_no_such_case(client, journey, sign_in):
    assessor = journey.people.user("assessor")
    declare_conflict(**journey.by("lead"), person=assessor, kind="financial", text="Shares.")
    sign_in(assessor)

    assert send(client, journey, [("a.pdf", PDF)]).status_code == 404
    assert titles() == []


def test_who_only_reads_adds_nothing(client, journey, sign_in):
    sign_in(journey.people.user("auditor"))

    assert send(client, journey, [("a.pdf", PDF), ("b.txt", b"Text.")]).status_code == 403
    assert titles() == []


def test_a_company_with_its_token_is_a_stranger_to_the_page(client, journey):
    client.logout()
    other = Journey().drafted()
    answer = send(client, journey, [("a.pdf", PDF)], headers={"authorization": f"Bearer {token_of(other.company)}"})

    assert (answer.status_code, titles()) == (403, [])
