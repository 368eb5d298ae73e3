"""The same promises on a bucket: a real HTTP server that speaks S3."""

from datetime import timedelta

import boto3
import pytest
from django.core.files.base import ContentFile
from moto.server import ThreadedMotoServer

from cases.operations.check_documents import check_documents, strays
from cases.operations.documents import add_document, remove_document
from cases.operations.read_document import read_document
from recognition.clock import now
from recognition.env import Environment
from recognition.files.keeping import FileDamaged
from recognition.files.storage import documents
from tests.cases.journey import Journey

from .hostile import PDF

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def bucket(endpoint, settings, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "tests")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "tests")
    variables = {"TESTING": "1", "S3_BUCKET": "papers", "S3_ENDPOINT_URL": endpoint, "S3_REGION": "eu-west-2"}
    bucket = boto3.resource("s3", endpoint_url=endpoint, region_name="eu-west-2").Bucket("papers")
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    settings.STORAGES = {**settings.STORAGES, "default": documents(Environment(variables))}
    yield bucket
    bucket.objects.all().delete()
    bucket.delete()


def added(content: bytes = PDF):
    journey = Journey().drafted()
    return journey, add_document(**journey.by("company"), kind="rmp", file=ContentFile(content, "a.pdf"))


def test_kept_and_read_again(bucket):
    content = b"%PDF-1.7\n" + bytes(20 * 1024 * 1024) + b"\n%%EOF\n"
    journey, row = added(content)

    assert [one.key for one in bucket.objects.all()] == [row.file.name]
    with read_document(row, at=journey.at) as file:
        assert file.read() == content


def test_changed_and_missing_are_found(bucket):
    (_, first), (journey, second) = added(), added()
    bucket.Object(first.file.name).put(Body=b"changed")
    bucket.Object(second.file.name).delete()
    at = now()

    assert check_documents(clock=lambda: at, until=at + timedelta(minutes=1)) == (2, 2)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.integrity, second.integrity) == ("changed", "missing")
    with pytest.raises(FileDamaged):
        read_document(second, at=journey.at)


def test_strays_are_listed(bucket):
    added()
    bucket.Object("documents/IRP-2026-000001/stray.pdf").put(Body=PDF)

    assert list(strays(before=now() + timedelta(minutes=1))) == ["documents/IRP-2026-000001/stray.pdf"]
    assert list(strays(before=now() - timedelta(minutes=1))) == []


def test_nothing_is_left_of_what_failed(bucket, monkeypatch):
    from cases.operations import documents as operations

    def breaks(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(operations, "change", breaks)
    with pytest.raises(RuntimeError):
        added()

    assert list(bucket.objects.all()) == []


def test_taken_off_a_draft(bucket, django_capture_on_commit_callbacks):
    journey, row = added()
    with django_capture_on_commit_callbacks(execute=True):
        remove_document(**journey.by("company"), document=row.pk)

    assert list(bucket.objects.all()) == []
