"""A note that names a person stands in their My work until they have read it, and in nobody else's."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.operations.declare_conflict import declare_conflict
from cases.operations.notes import add_note
from cases.web.history import EVENTS_A_PAGE
from recognition.accounts.actors import person
from tests.cases.journey import Journey

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>\u202egnp.exe"
ADDRESS = re.compile(r'href="([^"]+#note-\d+)"')
LINK = re.compile(r'<section[^>]*aria-labelledby="mentions">.*?href="([^"]+)"', re.DOTALL)


@pytest.fixture
def journey(today):
    journey = Journey().assessing()
    today(journey)
    return journey


def name(journey: Journey, count: int = 1, role: str = "assessor", text: str = "look at this") -> None:
    user = journey.people.user(role)
    for n in range(count):
        add_note(**journey.by("lead"), text=f"@{user.username} {text} {n}")


def work(client) -> str:
    return client.get("/work/").content.decode()


def test_it_leads_to_the_note_and_goes_once_it_is_read(client, sign_in, journey):
    name(journey, text=HOSTILE)
    sign_in(journey.people.user("assessor"))
    said = work(client)
    assert "You are named in a note (1)" in said
    assert "<script>alert" not in said
    page, _, note = unescape(LINK.search(said)[1]).partition("#")
    assert f'id="{note}"' in client.get(page).content.decode()

    client.post(reverse("case-mentions-read", args=[journey.case.reference]))

    assert "named in a note" not in work(client)


def test_it_leads_to_the_note_however_many_came_after_it(client, sign_in, journey, today):
    name(journey)
    for n in range(EVENTS_A_PAGE + 1):  # on the same day
        add_note(**journey.by("lead"), text=f"Nobody is named here {n}.")
    today(journey)
    sign_in(journey.people.user("assessor"))

    for page in ("my-work", "reminders"):
        address, _, note = unescape(ADDRESS.search(client.get(reverse(page)).content.decode())[1]).partition("#")
        history = client.get(address)
        assert f'id="{note}"' in history.content.decode(), page
        assert history.context["key_page"].before, "the newer ones are a press away"


@pytest.mark.parametrize("note", ["0", "x", "9" * 30, "\x00", "-1"])
def test_a_note_that_is_not_there_gives_the_whole_history(client, sign_in, journey, note):
    name(journey)
    sign_in(journey.people.user("assessor"))

    answer = client.get(reverse("case-history", args=[journey.case.reference]), {"note": note})
    assert answer.status_code == 200
    assert "Note added" in answer.content.decode()


def test_it_stands_in_nobody_elses(client, sign_in, journey):
    name(journey)
    sign_in(journey.people.user("lead"))
    assert "named in a note" not in work(client)


def test_a_conflict_takes_it_away(client, sign_in, journey):
    name(journey)
    user = sign_in(journey.people.user("assessor"))
    assert "(1)" in work(client)
    declare_conflict(
        application=journey.case, actor=person(user), person=user, kind="family", text="A cousin.", at=journey.at
    )
    assert "named in a note" not in work(client)


@pytest.mark.parametrize(("count", "says"), [(1, "1"), (25, "25"), (26, "25+")])
def test_the_count_and_a_flat_number_of_statements(client, sign_in, journey, count, says):
    sign_in(journey.people.user("assessor"))
    work(client)
    with CaptureQueriesContext(connection) as before:
        work(client)
    name(journey, count)
    with CaptureQueriesContext(connection) as after:
        said = work(client)
    assert f"You are named in a note ({says})" in said
    assert len(after) == len(before)
    assert len(after) <= 15, "\n".join(query["sql"] for query in after)
