"""The night's check tells of documents that the store has lost, and of files that nobody has."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cases.models import Document, NightCheck
from cases.nightly.store import disagreements
from cases.operations.documents import add_document
from recognition.clock import now
from tests.cases.journey import Journey

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def check(settings, tmp_path):
    settings.MEDIA_ROOT, settings.UPLOAD_DIR = tmp_path / "media", tmp_path / "arriving"
    later = now() + timedelta(hours=2)
    return NightCheck.objects.create(on=later.date(), started_at=later)


def added(journey: Journey, role: str) -> Document:
    return add_document(**journey.by(role), kind="rmp", title="Plan", file=ContentFile(b"A plan.", "a.txt"))


def told(check) -> list[str]:
    return [str(row) for row in disagreements(check)]


def test_a_store_that_agrees(check):
    added(Journey().received(), "validator")

    assert told(check) == []


def test_damage_and_strays(check):
    received, draft = added(Journey().received(), "validator"), added(Journey().drafted(), "company")
    Document.objects.filter(pk=received.pk).update(integrity="changed")
    Document.objects.filter(pk=draft.pk).update(integrity="missing")
    default_storage.save("documents/x/stray.txt", ContentFile(b"Nobody's."))

    assert told(check) == [
        f"Document damaged in the store: Document {received.pk}: Plan, changed in the store",
        f"Document damaged in the store: Document {draft.pk}: of a draft, missing from the store",
        "File in the store without a document: documents/x/stray.txt",
    ]
    assert [row.application for row in disagreements(check)] == [received.application, None, None]
