"""A bundle of evidence: whole, the same for the same case, and no change of it goes unseen."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from cases.evidence.bundle import stream
from cases.evidence.verify import faults
from cases.models import Application, Decision, Document, SettledDuplicate
from cases.operations.documents import add_document
from cases.operations.make_evidence import make_evidence
from cases.operations.settle_duplicate import settle_duplicate
from cases.workflow.refusals import NotPermitted
from recognition.audit.models import Entry
from recognition.files.keeping import FileDamaged
from tests.cases.journey import REACH, Journey

HOSTILE = "\u202egnp.exe</script><script>\u200b../../etc/passwd"


@pytest.fixture
def journey(db) -> Journey:
    return REACH["granted"]()


def made(journey: Journey, **options) -> bytes:
    return b"".join(stream(make_evidence(**journey.by("auditor"), **options)))


@pytest.fixture
def bundle(journey, tmp_path) -> Path:
    path = tmp_path / "bundle.zip"
    path.write_bytes(made(journey))
    return path


def changed(path: Path, name: str, change: Callable[[bytes], bytes] | None) -> None:
    """Writes one file of the zip anew; `None` leaves it out."""
    with zipfile.ZipFile(path) as old:
        files = {one: old.read(one) for one in old.namelist()}
    files[name] = change(files.get(name, b"")) if change else b""
    with zipfile.ZipFile(path, "w") as new:
        for one, text in files.items():
            if one != name or change:
                new.writestr(one, text)


def read(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def test_it_is_whole_and_has_every_entry_and_table(journey, bundle):
    entries = [json.loads(line) for line in read(bundle, "record.jsonl").splitlines()]
    ledger = read(bundle, "tables/cases_clockentry.jsonl").splitlines()

    assert list(faults(str(bundle))) == []
    assert [one["action"] for one in entries][-1] == "granted"
    assert len(ledger) == journey.case.clock_entries.count()
    assert "rule_sets/irp-2026-06-1.json" in zipfile.ZipFile(bundle).namelist()


def test_it_can_be_checked_with_python_alone(bundle, tmp_path):
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path / "out", ["verify.py", "canonical.py"])
    answer = subprocess.run(
        [sys.executable, "verify.py", str(bundle)],
        cwd=tmp_path / "out",
        env={},  # nothing of this project can be imported there
        capture_output=True,
        text=True,
        check=False,
    )

    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith("The bundle is whole.")


def test_the_same_case_gives_the_same_bundle(journey):
    journey.people.user("auditor")
    first = make_evidence(**journey.by("auditor"))
    with_the_first_on_record = make_evidence(**journey.by("auditor"))
    differing = {name for name, text in first.files.items() if with_the_first_on_record.files[name] != text}

    assert differing == {"record.jsonl", "README.txt", "manifest.json"}  # the making of the first is in the second


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("tables/cases_decision.jsonl", lambda text: text.replace(b"grant", b"refuse"), "it was changed"),
        ("tables/cases_deadline.jsonl", None, "it is missing"),
        ("tables/more.jsonl", lambda text: b"{}", "it was put in"),
        (
            "record.jsonl",
            lambda text: text.replace(b'"action":"granted"', b'"action":"refused"'),
            "not what was recorded",
        ),
        ("seals.json", lambda text: text.replace(b"grant", b"refuse"), "not what was sealed"),
    ],
)
def test_what_was_tampered_with_is_named(bundle, name, change, said):
    changed(bundle, name, change)

    assert any(name in one and said in one for one in faults(str(bundle)))


def test_a_forger_who_writes_the_manifest_anew_is_found_by_the_record(bundle, journey):
    entry = Entry.objects.get(action="evidence_made")
    assert list(faults(str(bundle), entry.data["manifest"])) == []
    changed(bundle, "manifest.json", lambda text: text + b" ")

    assert list(faults(str(bundle), entry.data["manifest"])) == [
        "manifest.json: it is not the one whose SHA-256 was given"
    ]


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04"])
def test_what_is_no_bundle_is_said_to_be_none(tmp_path, content):
    path = tmp_path / "x.zip"
    path.write_bytes(content)

    assert "cannot be read" in " ".join(faults(str(path)))


def test_the_command_says_which_file_is_not_what_it_was(bundle):
    call_command("verify_evidence", str(bundle))
    changed(bundle, "README.txt", lambda text: b"Trust me.")

    with pytest.raises(CommandError, match=r"README\.txt: it was changed"):
        call_command("verify_evidence", str(bundle))


def test_documents_come_with_it_when_asked_for_under_names_that_are_nobodys(db, tmp_path):
    journey = Journey().received()
    paper = ContentFile(b"A paper.", "paper.txt")
    add_document(**journey.by("lead"), kind="other", title=HOSTILE, file=paper)
    Document.objects.update(scan="clean")
    path = tmp_path / "bundle.zip"
    path.write_bytes(made(journey, with_documents=True))

    names = [name for name in zipfile.ZipFile(path).namelist() if name.startswith("documents/")]
    assert (len(names), names[0].isascii(), ".." in names[0]) == (1, True, False)
    assert read(path, names[0]) == "A paper."
    assert list(faults(str(path))) == []


def test_a_document_that_the_store_has_changed_breaks_the_bundle_off(db, settings):
    journey = Journey().received()
    add_document(**journey.by("lead"), kind="other", title="A", file=ContentFile(b"A paper.", "paper.txt"))
    Document.objects.update(scan="clean")
    row = Document.objects.get()
    Path(row.file.path).write_bytes(b"Another.")

    with pytest.raises(FileDamaged):
        made(journey, with_documents=True)


@pytest.mark.parametrize("role", ["assessor", "validator", "signatory", "administrator"])
def test_who_may_not_inspect_makes_none_and_nothing_is_recorded(journey, role):
    with pytest.raises(NotPermitted):
        make_evidence(**journey.by(role))

    assert not Entry.objects.filter(action="evidence_made").exists()


def test_the_case_does_not_change_by_being_looked_at(journey):
    before = Application.objects.filter(pk=journey.pk).values().get()
    made(journey)

    assert Application.objects.filter(pk=journey.pk).values().get() == before
    assert Decision.objects.get(application=journey.pk).seal


def test_a_settled_duplicate_is_in_the_bundles_of_both_and_of_no_third(db):
    first = Journey().received()
    second = Journey(people=first.people).received()
    third = Journey(people=first.people).received()
    words = {"other": first.case.reference, "verdict": "distinct", "reason": "Told apart by telephone."}
    settle_duplicate(**second.by("validator"), **words)

    name = "tables/cases_settledduplicate.jsonl"
    (row,) = SettledDuplicate.objects.all()
    for journey in (first, second):
        (line,) = make_evidence(**journey.by("auditor")).files[name].decode().splitlines()
        assert json.loads(line)["id"] == row.pk
    assert name not in make_evidence(**third.by("auditor")).files


def test_it_holds_nothing_of_another_case(journey):
    other = Journey().received().case
    archive = zipfile.ZipFile(io.BytesIO(made(journey)))
    everything = b"".join(archive.read(name) for name in archive.namelist())

    assert other.reference.encode() not in everything
