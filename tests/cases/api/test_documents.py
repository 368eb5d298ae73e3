"""Papers over the API: sent, listed, had again, taken off; hostile ones refused with the reason and the remedy."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Document
from cases.operations.documents import add_document
from recognition.accounts.web.form_size import MOST_TEXT
from recognition.api.models import KeptAnswer
from recognition.files import arriving
from tests.cases.journey import Journey, on_b
from tests.recognition.files.clamd_server import clamd
from tests.recognition.files.hostile import EICAR, PDF, REFUSED

from .caller import Form, assert_problem, pointers

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT, settings.UPLOAD_DIR = tmp_path / "media", tmp_path / "arriving"
    return tmp_path


@pytest.fixture
def draft(caller):
    return Journey(client=caller.client).drafted()


def place(journey: Journey) -> str:
    return f"/applications/{journey.case.reference}/documents/"


def form(content: bytes = PDF, name: str = "plan.pdf", **fields) -> Form:
    return Form.of(**{"kind": "rmp", "sequence": "0000", **fields}, file=(name, content))


def files(store) -> list[str]:
    return [path.name for path in store.rglob("*") if path.is_file()]


def test_sent_listed_and_had_again(caller, draft):
    sent = caller.post(place(draft), form())
    body = sent.json()

    assert sent.status_code == 201, sent.content
    assert body["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert (body["size"], body["media_type"], body["scan"]) == (len(PDF), "application/pdf", "clean")
    assert (body["kind"], body["title"], body["sequence"], body["version"]) == ("rmp", "plan", "0000", 1)
    assert sent.headers["ETag"] == body["etag"] == caller.get(f"/applications/{draft.case.reference}/").headers["ETag"]
    assert caller.get(sent.headers["Location"].partition("/api/v1")[2]).json() == body
    assert [row["id"] for row in caller.get(place(draft)).json()["results"]] == [body["id"]]

    content = caller.get(f"{place(draft)}{body['id']}/content")
    assert b"".join(content.streaming_content) == PDF
    assert content.headers["Content-Type"] == "application/pdf"
    assert content.headers["Content-Disposition"].startswith("attachment;")
    assert content.headers["X-Content-Type-Options"] == "nosniff"


def test_it_is_what_its_content_is_whatever_it_is_called(caller, draft):
    assert caller.post(place(draft), form(name="a.txt.exe")).json()["media_type"] == "application/pdf"


@pytest.mark.parametrize("what", REFUSED)
def test_a_hostile_file_is_refused_with_the_remedy_and_nothing_is_kept(caller, draft, store, what):
    problem = assert_problem(caller.post(place(draft), form(REFUSED[what][1])), 422, "invalid-input")

    assert pointers(problem) == {"/file"}
    assert len(problem["errors"][0]["detail"]) > 40
    assert files(store) == []
    assert not Document.objects.exists()


def test_malware_is_refused(caller, draft, store, settings):
    with clamd() as (settings.CLAMD_URL, _):
        problem = assert_problem(caller.post(place(draft), form(EICAR)), 422, "invalid-input")

    assert "Eicar-Test-Signature" in problem["errors"][0]["detail"]
    assert files(store) == []


def test_a_file_that_is_too_large_is_refused_and_no_more_than_the_limit_is_written(caller, draft, store, monkeypatch):
    monkeypatch.setattr(arriving, "LARGEST_FILE", 100_000)
    problem = assert_problem(caller.post(place(draft), form(b"x" * 200_000)), 413, "body-too-large")

    assert "200 MB" in problem["detail"]
    assert files(store) == []


def test_a_text_beside_the_file_that_no_form_may_hold_is_refused(caller, draft, store):
    problem = assert_problem(caller.post(place(draft), form(b"Text.", title="x" * MOST_TEXT)), 413, "body-too-large")

    assert problem["detail"]
    assert not Document.objects.exists()


def test_a_body_that_is_cut_short_is_refused(caller, draft, store):
    """As a Content-Length that is smaller than the body leaves it."""
    whole = form(b"x" * 10_000)
    problem = assert_problem(caller.post(place(draft), Form(whole[:-5_000])), 400, "bad-request")

    assert "did not arrive whole" in problem["detail"]
    assert files(store) == []


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"kind": "novel"}, "/kind"),
        ({"kind": ""}, "/kind"),
        ({"sequence": "1"}, "/sequence"),
        ({"title": "a\x00b"}, "/title"),
        ({"replaces": "first"}, "/replaces"),
        ({"replaces": 2**40}, "/replaces"),
        ({"state": "granted"}, "/state"),
        ({"scan": "clean"}, "/scan"),
        ({"sha256": "0" * 64}, "/sha256"),
    ],
)
def test_a_field_that_is_wrong_is_named(caller, draft, store, fields, at):
    assert pointers(assert_problem(caller.post(place(draft), form(**fields)), 422, "invalid-input")) == {at}
    assert files(store) == []


def test_no_file_and_two_files(caller, draft):
    assert pointers(assert_problem(caller.post(place(draft), Form.of(kind="rmp")), 422)) == {"/file"}
    one = form()
    two = Form(one[: one.rindex(b"--BoUnDaRy")] + one)
    assert pointers(assert_problem(caller.post(place(draft), two), 422)) == {"/file"}


def test_json_is_not_the_way(caller, draft):
    assert_problem(caller.post(place(draft), {"kind": "rmp"}), 415, "unsupported-media-type")


def test_a_repetition_gets_the_stored_answer_and_keeps_one_file(caller, draft, store):
    first, again = (caller.post(place(draft), form(), idempotency_key="k") for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert len(files(store)) == 1
    assert_problem(caller.post(place(draft), form(b"Other."), idempotency_key="k"), 422, "idempotency-key-reused")
    assert KeptAnswer.objects.count() == 1


def test_an_older_version_is_had_as_well(caller, draft):
    first = caller.post(place(draft), form()).json()
    second = caller.post(place(draft), form(b"New.", replaces=first["id"])).json()

    assert (second["version"], second["replaces"]) == (2, first["id"])
    assert b"".join(caller.get(f"{place(draft)}{first['id']}/content").streaming_content) == PDF


def test_taken_off_a_draft_and_not_off_a_submission(caller, draft, store):
    row = caller.post(place(draft), form()).json()
    gone = caller.delete(f"{place(draft)}{row['id']}/", if_match=row["etag"])

    assert gone.status_code == 204
    assert_problem(caller.get(f"{place(draft)}{row['id']}/"), 404)
    asked = on_b(client=caller.client).asked()
    kept = caller.post(place(asked), form(sequence="0001")).json()
    assert_problem(caller.delete(f"{place(asked)}{kept['id']}/"), 409, "wrong-state")


def test_nothing_is_sent_where_nothing_is_asked(caller):
    assert_problem(caller.post(place(Journey(client=caller.client).assessing()), form()), 409, "wrong-state")


def test_the_regulators_own_papers_are_not_seen(caller, store):
    journey = on_b(client=caller.client).asked()
    row = add_document(**journey.by("lead"), kind="assessment_report", file=ContentFile(b"Ours.", "a.txt"))

    assert caller.get(place(journey)).json()["results"] == []
    assert_problem(caller.get(f"{place(journey)}{row.pk}/"), 404)
    assert_problem(caller.get(f"{place(journey)}{row.pk}/content"), 404)


def test_what_is_not_scanned_is_not_served(caller, draft, settings, store):
    settings.CLAMD_URL = f"unix://{store}/away.sock"
    row = caller.post(place(draft), form()).json()

    assert row["scan"] == "pending"
    problem = assert_problem(caller.get(f"{place(draft)}{row['id']}/content"), 409, "wrong-state")
    assert "not been scanned" in problem["detail"]


def test_a_damaged_file_is_not_served(caller, draft, store):
    row = caller.post(place(draft), form()).json()
    (path,) = (path for path in store.rglob("*.pdf") if path.is_file())
    path.chmod(0o600)
    path.write_bytes(b"changed")

    assert_problem(caller.get(f"{place(draft)}{row['id']}/content"), 500, "document-damaged")


def test_the_queries_are_as_many_with_twenty_papers_as_with_one(caller, draft):
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert caller.get(place(draft)).status_code == 200
        return len(seen)

    caller.post(place(draft), form())
    one = cost()
    for _ in range(19):
        caller.post(place(draft), form())

    assert cost() == one <= 6
