"""What comes in: a reply answers every point, a paper is what its content says."""

import hashlib
import zipfile
from io import BytesIO

import pytest
from django.core.files.base import ContentFile

from cases.operations.documents import add_document
from cases.operations.replies import receive_information
from cases.workflow.refusals import InvalidInput, NotPermitted
from recognition.outbox.models import Message
from tests.cases.journey import Journey, on_b

pytestmark = pytest.mark.django_db

HOSTILE = {
    "nothing": b"",
    "a program": b"\x7fELF\x02\x01\x01" + bytes(64),
    "a drawing with script": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "an archive": b"PK\x03\x04" + bytes(64),
    "bytes that are no text": b"\xff\xfe\x00\x01",
}


def _zip(*names):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


HOSTILE["an archive of something else"] = _zip("word.txt")
HOSTILE["a Word document with macros"] = _zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")


def test_a_word_document_is_taken(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = ContentFile(_zip("[Content_Types].xml", "word/document.xml"), "a.docx")
    row = add_document(**Journey().received().by("validator"), kind="report", title="Report", file=file)
    assert row.file.name.endswith(".docx")


def test_each_point_has_to_be_answered():
    journey = on_b().asked().after(5)
    with pytest.raises(InvalidInput) as error:
        receive_information(**journey.by("company"), answers={1: " ", 7: "What?"})
    assert [row.field for row in error.value.errors] == ["answers/1", "answers/7"]
    assert journey.case.state == "awaiting_information"


def test_the_answers_are_kept_with_their_points():
    journey = on_b().asked().after(5)
    request = receive_information(**journey.by("company"), answers={1: " As asked. "})
    assert (request.state, request.points.get().answer) == ("answered", "As asked.")
    assert str(request.replied_on) == "2026-05-09"


def test_a_paper_is_kept_with_the_hash_of_its_content(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    content = b"%PDF-1.7\n%%EOF\n"
    row = add_document(
        **Journey().received().by("validator"),
        kind="cover_letter",
        title="Cover letter",
        file=ContentFile(content, "a.exe"),
    )
    assert (row.media_type, row.size, row.sha256) == ("application/pdf", 15, hashlib.sha256(content).hexdigest())
    assert row.file.read() == content
    assert row.file.name.endswith(".pdf")


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_and_not_kept(settings, tmp_path, what):
    settings.MEDIA_ROOT = tmp_path
    journey = Journey().received()
    with pytest.raises(InvalidInput, match="file:"):
        add_document(**journey.by("validator"), kind="x", title="x", file=ContentFile(HOSTILE[what], "x.pdf"))
    assert list(tmp_path.rglob("*.*")) == []


def test_an_auditor_adds_nothing(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    journey = Journey().received()
    with pytest.raises(NotPermitted):
        add_document(**journey.by("auditor"), kind="x", title="x", file=ContentFile(b"text", "x.txt"))
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


def test_a_notice_goes_to_the_contact_that_the_application_names():
    journey = on_b().asked()
    message = Message.objects.get(topic="information_requested", to="regulatory@aldbrook.example")
    assert journey.people.user("lead").get_username() not in message.body_text
    assert journey.case.reference in message.subject
