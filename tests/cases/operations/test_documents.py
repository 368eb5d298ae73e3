"""Papers are kept as they came, with their hash; a newer version stands beside the older; nothing is half done."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cases.models import Document
from cases.operations import documents as operations
from cases.operations.documents import add_document, add_documents, remove_document
from cases.workflow.refusals import InvalidInput, NotPermitted, RuleRefused, WrongState
from recognition.audit.models import Entry
from tests.cases.journey import Journey, on_b
from tests.recognition.files.clamd_server import clamd
from tests.recognition.files.hostile import EICAR, PDF, REFUSED

pytestmark = [pytest.mark.integration, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def stored(store) -> list[str]:
    return [path.name for path in store.rglob("*") if path.is_file()]


def paper(content: bytes = PDF, name: str = "Letter of 1 May.pdf") -> ContentFile:
    return ContentFile(content, name)


def test_it_is_kept_with_the_hash_of_its_content(store):
    row = add_document(**Journey().received().by("validator"), kind="letter", file=paper(name="a.exe"), title="Letter")

    assert (row.media_type, row.size, row.sha256) == ("application/pdf", len(PDF), hashlib.sha256(PDF).hexdigest())
    assert default_storage.open(row.file.name).read() == PDF
    assert row.file.name.endswith(".pdf")
    assert (row.scan, row.scanner, row.from_company) == ("clean", "none: files are not scanned", False)
    entry = Entry.objects.get(action="document_added")
    assert (entry.data["document"], entry.data["sha256"]) == (row.pk, row.sha256)


def test_without_a_title_it_bears_its_files_name():
    rows = add_documents(
        **Journey().received().by("validator"), kind="letter", files=[paper(name="One.pdf"), paper(name="Two.pdf")]
    )

    assert [row.title for row in rows] == ["One", "Two"]


def test_the_same_file_twice_is_stored_twice(store):
    journey = Journey().drafted()
    for _ in range(2):
        add_document(**journey.by("company"), kind="rmp", file=paper())

    assert len(set(stored(store))) == 2


def test_a_new_version_leaves_the_older_as_it_was(store):
    journey = Journey().drafted()
    first = add_document(**journey.by("company"), kind="rmp", file=paper(), title="Plan")
    second = add_document(
        **journey.by("company"), kind="rmp", file=paper(b"More."), title="Plan", sequence="0001", replaces=first.pk
    )

    assert (second.version, second.replaces_id, second.sequence) == (2, first.pk, "0001")
    assert default_storage.open(first.file.name).read() == PDF
    with pytest.raises(InvalidInput, match="replaced already"):
        add_document(**journey.by("company"), kind="rmp", file=paper(), replaces=first.pk)


def test_once_submitted_a_new_version_comes_in_a_later_sequence():
    journey = on_b().drafted()
    first = add_document(**journey.by("company"), kind="rmp", file=paper())
    journey = _asked(journey)

    with pytest.raises(InvalidInput, match="later one"):
        add_document(**journey.by("company"), kind="rmp", file=paper(), sequence="0000", replaces=first.pk)
    later = add_document(**journey.by("company"), kind="rmp", file=paper(), sequence="0001", replaces=first.pk)
    assert later.version == 2


def _asked(journey: Journey) -> Journey:
    from cases.operations import validation
    from cases.operations.submit import submit

    submit(**journey.by("company"), papers_checked=True)
    validation.start_validation(**journey.by("validator"))
    validation.request_correction(**journey.by("validator"), defects="Module 1.8.2 is missing.")
    return journey


def test_a_company_sends_papers_where_something_is_asked_of_it_and_not_else():
    add_document(**on_b().asked().by("company"), kind="reply", file=paper())
    add_document(**Journey().asked().by("company"), kind="reply", file=paper())  # on A, where the clock runs on
    add_document(**Journey().corrected().by("company"), kind="rmp", file=paper())
    for journey in (Journey().assessing(), Journey().received(), Journey().withdrawn()):
        with pytest.raises(WrongState):
            add_document(**journey.by("company"), kind="rmp", file=paper())


def test_who_may_not_adds_nothing(store):
    journey, other = Journey().drafted(), Journey().drafted()
    for case, role in ((journey, "auditor"), (journey, "signatory"), (other, "company")):
        with pytest.raises(NotPermitted):
            add_document(**{**case.by(role), "application": journey.case}, kind="rmp", file=paper())

    assert stored(store) == []


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("kind", {"kind": "novel"}),
        ("sequence", {"sequence": "1"}),
        ("sequence", {"sequence": "٠٠٠١"}),
        ("title", {"title": "x" * 201}),
        ("replaces", {"replaces": 2**40}),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_stored(store, field, given):
    with pytest.raises(InvalidInput) as refused:
        add_document(**Journey().drafted().by("company"), **{"kind": "rmp", "file": paper(), **given})

    assert [error.field for error in refused.value.errors] == [field]
    assert stored(store) == []


def test_of_several_each_bad_one_is_named_and_none_is_kept(store):
    bad = [paper(REFUSED[what][1], f"{number}.docx") for number, what in enumerate(["a bomb", "zip slip"])]
    with pytest.raises(InvalidInput) as refused:
        add_documents(**Journey().received().by("validator"), kind="letter", files=[paper(), *bad])

    assert [error.detail[:8] for error in refused.value.errors] == ["0.docx: ", "1.docx: "]
    assert (stored(store), Document.objects.count()) == ([], 0)


@pytest.mark.parametrize("step", ["put", "_require_room", "_row", "_keep", "change"])
def test_an_exception_at_any_step_leaves_neither_row_nor_file_nor_entry(store, monkeypatch, step):
    """The second of two files is where it breaks, so the first was stored already."""
    journey, calls, real = Journey().received(), [], getattr(operations, step)
    before = (Entry.objects.count(), journey.case.version)

    def breaks(*args, **kwargs):
        calls.append(1)
        if len(calls) == 2 or step == "_require_room":
            raise RuntimeError(step)
        return real(*args, **kwargs)

    monkeypatch.setattr(operations, step, breaks)
    with pytest.raises(RuntimeError):
        add_documents(**journey.by("validator"), kind="letter", files=[paper(), paper(b"Two")])

    assert (stored(store), Document.objects.count()) == ([], 0)
    assert (Entry.objects.count(), journey.case.version) == before


def test_a_draft_loses_a_paper_with_its_file_and_the_record_keeps_its_hash(store):
    journey = Journey().drafted()
    first = add_document(**journey.by("company"), kind="rmp", file=paper())
    second = add_document(**journey.by("company"), kind="rmp", file=paper(b"Two."), replaces=first.pk)
    with pytest.raises(RuleRefused, match="newer version"):
        remove_document(**journey.by("company"), document=first.pk)

    remove_document(**journey.by("company"), document=second.pk)

    assert len(stored(store)) == 1
    assert Entry.objects.get(action="document_removed").data["sha256"] == second.sha256
    remove_document(**journey.by("company"), document=first.pk)
    assert stored(store) == []


def test_what_was_submitted_is_not_taken_off():
    journey = Journey().drafted()
    row = add_document(**journey.by("company"), kind="rmp", file=paper())
    with pytest.raises(WrongState):
        remove_document(**_asked(journey).by("company"), document=row.pk)


def test_malware_is_refused_at_once_and_not_kept(store, settings):
    with clamd() as (settings.CLAMD_URL, _), pytest.raises(InvalidInput, match="Eicar-Test-Signature"):
        add_document(**Journey().drafted().by("company"), kind="rmp", file=paper(EICAR, "a.txt"))

    assert stored(store) == []


def test_a_clean_file_says_who_found_it_so(settings):
    journey = Journey().drafted()
    with clamd() as (settings.CLAMD_URL, _):
        row = add_document(**journey.by("company"), kind="rmp", file=paper())

    assert (row.scan, row.scanner, row.scanned_at) == ("clean", "clamd", journey.at)
