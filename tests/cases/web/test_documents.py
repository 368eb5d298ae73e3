"""Papers on staff's pages: by module, with their versions, hash and scan."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Document
from cases.operations.documents import add_document
from recognition.files import arriving
from tests.cases.journey import Journey
from tests.recognition.files.hostile import PDF

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def journey(client, sign_in, today, settings, tmp_path):
    settings.MEDIA_ROOT, settings.UPLOAD_DIR = tmp_path / "media", tmp_path / "arriving"
    journey = Journey().received()
    today(journey)
    sign_in(journey.people.user("validator"))
    return journey


def shown(client, journey, **asked) -> str:
    return client.get(reverse("case-documents", args=[journey.case.reference]), asked).content.decode()


def add(client, journey, *contents: bytes, **typed):
    files = [SimpleUploadedFile(f"Paper {number}.pdf", content) for number, content in enumerate(contents)]
    url = reverse("act", args=[journey.case.reference, "add-document"])
    return client.post(url, {"kind": "rmp", "sequence": "", "title": "", "papers": files, **typed})


def test_many_at_once_each_by_the_name_of_its_file(client, journey):
    assert add(client, journey, PDF, b"Text.", PDF).status_code == 302

    assert list(Document.objects.values_list("title", flat=True)) == ["Paper 0", "Paper 1", "Paper 2"]
    page = shown(client, journey)
    assert "Module 1: administrative information" in page
    assert page.count("SHA-256") == 3
    assert "Not scanned: there is no scanner" in page


def test_none_chosen(client, journey):
    assert "Select the files" in add(client, journey).content.decode()


def test_one_that_is_too_large_is_said_at_its_field(client, journey, monkeypatch):
    monkeypatch.setattr(arriving, "LARGEST_FILE", 1000)

    answer = add(client, journey, b"x" * 5000)

    assert answer.status_code == 422
    assert "larger than 200 MB" in answer.content.decode()
    assert "Select the files" not in answer.content.decode()


def test_a_new_version_stands_before_the_older(client, journey):
    first = add_document(**journey.by("validator"), kind="letter", title="Letter", file=SimpleUploadedFile("a", PDF))
    url = reverse("act-about", args=[journey.case.reference, "replace-document", first.pk])
    assert client.post(url, {"title": "Letter", "file": SimpleUploadedFile("b", b"New.")}).status_code == 302

    page = shown(client, journey)
    assert "1 earlier version" in page
    assert page.index("version 2") < page.index("version 1")
    assert url not in page
    for about in (first.pk + 10**9, "x", "9" * 40):
        gone = reverse("act-about", args=[journey.case.reference, "replace-document", about])
        assert client.get(gone).status_code == 404


@pytest.mark.parametrize("scan", ["pending", "refused"])
def test_what_is_not_clean_has_no_link_and_is_not_had(client, journey, scan):
    row = add_document(**journey.by("validator"), kind="letter", title="Letter", file=SimpleUploadedFile("a", PDF))
    Document.objects.update(scan=scan)
    url = reverse("case-document", args=[journey.case.reference, row.pk])

    assert url not in shown(client, journey)
    assert client.get(url, follow=True).redirect_chain
    assert Document.Scan(scan).label in shown(client, journey)


@pytest.mark.parametrize(
    "damage", [{"scan": "pending"}, {"scan": "refused"}, {"integrity": "changed"}, {"integrity": "missing"}]
)
def test_the_overview_says_what_is_wrong_with_a_paper_instead_of_linking_it(client, journey, damage):
    row = add_document(**journey.by("validator"), kind="letter", title="Letter", file=SimpleUploadedFile("a", PDF))
    overview = reverse("case", args=[journey.case.reference])
    url = reverse("case-document", args=[journey.case.reference, row.pk])
    assert url in client.get(overview).content.decode()
    Document.objects.update(**damage)
    row.refresh_from_db()

    page = client.get(overview).content.decode()
    assert url not in page
    assert (row.get_scan_display() if "scan" in damage else row.get_integrity_display()) in page


def test_a_stranger_sends_nothing(client, journey, tmp_path, monkeypatch):
    """CSRF protection reads the form before anybody is asked who they are: not a byte is written by then."""
    monkeypatch.setattr(arriving, "ArrivedFile", None)
    client.logout()

    assert add(client, journey, PDF).status_code == 403
    assert not Document.objects.exists()


@pytest.fixture
def two(journey):
    """A letter from staff, in its second version, and a company's plan of module 1 in which malware was found."""
    letter = {**journey.by("validator"), "kind": "letter"}
    first = add_document(**letter, title="First letter", file=SimpleUploadedFile("a", PDF))
    add_document(**letter, title="Better letter", file=SimpleUploadedFile("b", b"New."), replaces=first.pk)
    plan = add_document(**{**letter, "kind": "rmp"}, title="Plan", file=SimpleUploadedFile("c", PDF))
    Document.objects.filter(pk=plan.pk).update(scan="refused", from_company=True)
    return journey


@pytest.mark.parametrize(
    ("asked", "seen", "chip"),
    [
        ({"module": "1"}, "Plan", "Module: Module 1: administrative information"),
        ({"kind": "letter"}, "Better letter", "Kind: "),
        ({"scan": "refused"}, "Plan", "Scan: Refused: malware found"),
        ({"source": "company"}, "Plan", "From: The company"),
        ({"source": "staff"}, "Better letter", "From: Staff"),
    ],
)
def test_a_filter_leaves_what_fits_and_stands_as_a_chip(client, two, asked, seen, chip):
    page = shown(client, two, **asked)
    names = [name for name in ("Plan", "Better letter") if f">{name}<" in page]

    assert (names, chip in page) == ([seen], True)


def test_replaced_versions_are_folded_or_not_shown(client, two):
    page = shown(client, two)
    fold = page.index("1 earlier version")

    assert page.rindex("<details", 0, fold) > page.index(">Better letter<")
    assert page.index(">First letter<") > fold
    assert "earlier version" not in shown(client, two, replaced="hidden")


def test_nothing_there_is_said_otherwise_than_nothing_that_fits(client, journey):
    assert "None has been added yet." in shown(client, journey)
    add(client, journey, PDF)
    page = shown(client, journey, module="5")
    assert "No document fits." in page
    assert "SHA-256" not in page


@pytest.mark.parametrize("asked", [{"module": "x' OR 1=1"}, {"kind": "<script>alert(1)</script>"}, {"scan": "\x00"}])
def test_a_value_that_nobody_offers_is_left_out(client, two, asked):
    page = shown(client, two, **asked)

    assert ">Plan<" in page
    assert "<script>alert" not in page


def test_a_page_costs_as_much_with_25_papers_as_with_one(client, journey, django_assert_max_num_queries):
    add(client, journey, PDF)
    shown(client, journey)
    with django_assert_max_num_queries(16) as few:
        shown(client, journey)
    cost = len(few)
    for number in range(4):
        add(client, journey, *[PDF] * 6, title=f"Part {number}")
    assert Document.objects.count() == 25
    with django_assert_max_num_queries(cost):
        shown(client, journey)
