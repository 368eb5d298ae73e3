"""The store is held against the rows: changed, lost and stray files are found, and never given out."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from cases.models import Document
from cases.operations.check_documents import check_documents, half_received, strays
from cases.operations.documents import add_document
from cases.operations.read_document import read_document
from recognition.clock import now
from recognition.files.keeping import FileDamaged
from tests.cases.journey import Journey

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def rows(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.UPLOAD_DIR = tmp_path / "arriving"
    journey = Journey().drafted()
    return [
        add_document(**journey.by("company"), kind="rmp", file=ContentFile(b"Paper %d" % number, "a.txt"))
        for number in range(3)
    ]


def change(row: Document) -> None:
    path = Path(default_storage.path(row.file.name))
    path.chmod(0o600)
    path.write_bytes(b"Paper X")


def check(**later):
    at = now() + timedelta(**later)
    return check_documents(clock=lambda: at, until=at + timedelta(minutes=1))


def states():
    return list(Document.objects.order_by("pk").values_list("integrity", flat=True))


def test_each_is_read_once_a_night(rows):
    assert check() == (3, 0)
    assert check() == (0, 0)
    assert check(days=1) == (3, 0)


def test_what_changed_or_went_is_found(rows):
    change(rows[0])
    default_storage.delete(rows[1].file.name)

    assert check() == (3, 2)
    assert states() == ["changed", "missing", "intact"]


def test_what_a_backup_brought_back_is_intact_again(rows):
    change(rows[0])
    check()
    Path(default_storage.path(rows[0].file.name)).write_bytes(b"Paper 0")

    check(days=1)

    assert states()[0] == "intact"


@pytest.mark.parametrize("how", ["changed", "missing"])
def test_a_damaged_file_is_not_given_out(rows, how):
    change(rows[0]) if how == "changed" else default_storage.delete(rows[0].file.name)

    with pytest.raises(FileDamaged):
        read_document(rows[0], at=now())

    assert states()[0] == how


def test_files_without_a_row_are_listed_and_nothing_else(rows, settings):
    default_storage.save("documents/IRP-2026-000001/stray.txt", ContentFile(b"Nobody's."))
    settings.UPLOAD_DIR.mkdir()
    (settings.UPLOAD_DIR / "tmpabc.upload").write_bytes(b"half")

    assert list(strays(before=now() + timedelta(seconds=5))) == ["documents/IRP-2026-000001/stray.txt"]
    assert [path.name for path in half_received(before=now() + timedelta(seconds=5))] == ["tmpabc.upload"]


def test_a_file_that_is_just_being_stored_is_no_stray(rows):
    default_storage.save("documents/IRP-2026-000001/young.txt", ContentFile(b"On its way."))

    assert list(strays(before=now() - timedelta(hours=1))) == []


def test_the_command_says_what_is_wrong_and_takes_strays_away(rows):
    change(rows[0])
    default_storage.save("documents/x/stray.txt", ContentFile(b"Nobody's."))
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("check_documents", "--older-than", "-1", stdout=said)

    assert f"damaged  document {rows[0].pk}" in said.getvalue()
    assert "Changed in the store" in said.getvalue()
    assert "stray  documents/x/stray.txt" in said.getvalue()
    with pytest.raises(CommandError):
        call_command("check_documents", "--older-than", "-1", "--delete-strays", stdout=StringIO())
    assert not default_storage.exists("documents/x/stray.txt")
    assert default_storage.exists(rows[1].file.name)


def test_the_command_is_content_with_a_store_that_agrees(rows):
    said = StringIO()
    call_command("check_documents", stdout=said)

    assert said.getvalue() == "3 documents, 0 damaged.\n0 files without a row.\n"
