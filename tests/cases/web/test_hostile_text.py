"""Whatever people or companies wrote is shown as text: on every page of a case, in every list, and in mail."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from cases.operations.notes import add_note
from cases.operations.peer_checks import ask_peer_check, return_assessment
from cases.operations.raise_information_request import raise_information_request
from cases.web.frame import PAGES
from recognition.outbox.models import Message
from tests.cases.checklists import by, colleague, completed, sections
from tests.cases.journey import POINT, Journey, on_b
from tests.hostile import EVERYTHING, HOSTILE

from .hostile_rows import fill_every_field, text_fields

RAW = re.compile(r"<script>alert|onmouseover=alert\(1\) x=\"[^&]|<h1>Not a heading|<img[^>]+evil", re.IGNORECASE)
WRITTEN_HERE = {
    *("cases.Note.text", "cases.Objection.text", "cases.RequestPoint.text", "accounts.Organisation.name"),
    *("cases.SectionAnswer.findings", "cases.SectionAnswer.report", "cases.SectionAnswer.page"),
    *("cases.Assessment.findings", "cases.PeerCheck.comment", "cases.PeerComment.text"),
}
LISTS = ("worklist", "my-work", "stops", "reminders", "calendar", "away", "settings", "checks", "outbox", "webhooks")


@pytest.fixture
def written(db, today) -> Journey:
    """A case on which much was written, and every text field of every row then made hostile."""
    journey = on_b().assessing().after(70).objected()
    add_note(**journey.by("assessor"), text="A note.")
    _returned(completed(journey, "quality"))
    raise_information_request(**journey.by("lead"), points=[POINT])
    today(journey.after(2))
    return journey


def _returned(journey: Journey) -> None:
    """A discipline that its peer check returned, with a comment on a section."""
    checker = colleague("quality")
    ask_peer_check(**journey.by("assessor"), discipline="quality", checker=checker.pk)
    said = {sections(journey, "quality")[0]: "On this section."}
    return_assessment(**by(journey, checker), discipline="quality", comment="On the whole.", comments=said)


def _addresses(reference: str) -> dict[str, str]:
    """Every page of a case, with those that are no part of its sub-navigation."""
    pages = {name: reverse(name, args=[reference]) for name in (*PAGES, "case-report", "case-next-request")}
    disciplines = ("quality", "clinical")
    return pages | {one: reverse("case-discipline", args=[reference, one]) for one in disciplines}


def test_fields_that_people_write_are_found_by_themselves():
    found = {f"{field.model._meta.label}.{field.name}" for field in text_fields()}

    assert found >= WRITTEN_HERE


def test_every_field_is_text_on_the_pages_of_a_case(client, sign_in, written):
    names = fill_every_field()
    sign_in(written.people.user("manager"))
    shown: set[int] = set()
    for name, address in _addresses(written.case.reference).items():
        answer = client.get(address)
        page = answer.content.decode()
        assert answer.status_code == 200, name
        assert not RAW.search(page), (name, RAW.search(page))
        shown |= {int(number) for number in re.findall(r"H(\d+)&lt;script", page)}
    missing = {label for number, label in names.items() if number not in shown}
    assert WRITTEN_HERE & missing == set()


@pytest.mark.parametrize("name", LISTS)
def test_every_field_is_text_in_the_lists(client, sign_in, written, name):
    fill_every_field()
    sign_in(written.people.user("manager"))
    answer = client.get(reverse(name), {"view": "all"})

    assert answer.status_code == 200
    assert not RAW.search(answer.content.decode())


@pytest.mark.parametrize("name", HOSTILE)
def test_what_a_person_writes_is_on_the_page_as_written(client, sign_in, db, today, name):
    journey = Journey().received()
    today(journey)
    sign_in(journey.people.user("validator"))
    text = HOSTILE[name][:9_900]
    add_note(**journey.by("validator"), text=text)

    page = client.get(reverse("case-history", args=[journey.case.reference])).content.decode()

    assert not RAW.search(page)
    assert journey.case.notes.get().text == text.strip()


def test_what_is_asked_goes_into_the_mail_as_text(db, today):
    journey = on_b(facts={"product_name": EVERYTHING[:190], "contact_name": EVERYTHING[:110]}).assessing().after(70)
    raise_information_request(**journey.by("lead"), points=[replace(POINT, text=EVERYTHING)])

    bodies = list(Message.objects.values_list("subject", "body_text", "body_html"))

    assert bodies
    for subject, text, html in bodies:
        assert "\n" not in subject
        assert not RAW.search(html)
        assert "49" not in re.sub(r"\D49\D|\d{3,}", "", "") or text  # the template in the text is not run
    assert any("{{ 7|add:42 }}" in text for _, text, _ in bodies)


def test_a_nul_is_refused_and_the_rest_of_the_text_stays(client, sign_in, db, today):
    journey = Journey().received()
    today(journey)
    sign_in(journey.people.user("validator"))
    answer = client.post(reverse("act", args=[journey.case.reference, "add-note"]), {"text": "Before\x00after"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "ull character" in page or "NUL" in page
    assert "Before" in page
