"""My work: what the day begins with, for whom, at what cost."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.operations import replies, validation
from cases.operations.assign import assign
from cases.queries.working_days import last_working_day
from recognition.accounts.models import Assessor
from tests.cases.journey import REACH, Journey, on_b, user_of

from .worklists import copies, listed

SECTION = re.compile(r'<h2[^>]* id="([a-z-]+)".*?</section>', re.DOTALL)
REFERENCE = re.compile(r'cases-list__reference" href="/cases/(IRP-\d{4}-\d{6})/"')


def sections(client) -> dict[str, list[str]]:
    said = client.get("/work/").content.decode()
    return {found[1]: REFERENCE.findall(found[0]) for found in SECTION.finditer(said)}


def test_the_day_begins_here(db, client, sign_in):
    sign_in("assessor")

    assert client.get("/")["Location"] == "/work/"


def test_who_sees_no_cases_has_no_work(db, client, sign_in):
    sign_in("administrator")

    assert client.get("/")["Location"] == "/admin/"
    assert client.get("/work/").status_code == 403


@pytest.mark.parametrize("rows", [1, 25, 100])
def test_at_most_twelve_queries(db, client, sign_in, today, rows):
    journey = on_b().asked()
    copies(journey.case, rows - 1)
    today(journey)
    sign_in(journey.people.user("lead"))
    client.get("/work/")

    with CaptureQueriesContext(connection) as seen:
        found = sections(client)

    assert len(found["mine"]) == min(rows, 5)
    assert len(seen) <= 12, "\n".join(query["sql"] for query in seen)


def test_each_list_is_the_start_of_the_worklist_that_it_opens(many, client, sign_in):
    sign_in(many["overdue"].people.user("lead"))
    said = client.get("/work/").content.decode()

    for found in SECTION.finditer(said):
        link = re.search(r'href="/cases/\?([^"]*)"', found[0])
        if link and REFERENCE.findall(found[0]):
            assert listed(client, link[1].replace("&amp;", "&")) == REFERENCE.findall(found[0]), found[1]


def test_overdue_and_due_and_stopped_of_mine_alone(many, client, sign_in):
    sign_in(many["stopped"].people.user("lead"))

    found = sections(client)

    assert found["stopped"] == found["mine"] == [many["stopped"].case.reference]
    assert found["overdue"] == []


def test_a_reply_of_the_last_working_day_is_back(db, client, sign_in, today):
    journey = on_b().asked()
    while journey.day.weekday() != 4:
        journey.after(1)
    replies.receive_information(**journey.by("company"), answers={1: "Below the limit."})
    journey.after(3)  # a Monday: since Friday
    today(journey)
    sign_in(journey.people.user("assessor"))

    assert sections(client)["back"] == [journey.case.reference]


def test_what_came_before_the_last_working_day_is_not_back(db, client, sign_in, today):
    journey = on_b().asked()
    while journey.day.weekday() != 3:
        journey.after(1)
    replies.receive_information(**journey.by("company"), answers={1: "Below the limit."})
    journey.after(4)
    today(journey)
    sign_in(journey.people.user("assessor"))

    assert sections(client)["back"] == []


def test_a_corrected_sequence_is_back_with_its_validator(db, client, sign_in, today):
    journey = Journey().corrected()
    validation.receive_correction(**journey.by("company"), reason="Sequence 0001.")
    today(journey)
    sign_in(journey.people.user("validator"))

    assert sections(client)["back"] == [journey.case.reference]


def test_the_last_working_day_is_before_the_holidays(db):
    assert last_working_day(date(2026, 4, 7)) == date(2026, 4, 2)  # Easter Monday was the 6th, Good Friday the 3rd
    assert last_working_day(date(2026, 6, 4)) == date(2026, 6, 3)


def test_given_to_me_is_what_was_put_under_my_name_lately(db, client, sign_in, today):
    journey = Journey().assessing()
    journey.after(30)
    other, lead = user_of("assessor"), journey.people.user("lead")
    assign(**journey.by("lead"), assessor=other, lead=lead)
    today(journey)

    sign_in(other)
    assert sections(client)["given"] == [journey.case.reference]
    sign_in(lead)  # has led it for long: the change was not about them
    assert sections(client)["given"] == []


def test_who_signs_sees_what_waits_for_a_signature(db, client, sign_in, today):
    journey = Journey().recommended()
    today(journey)
    sign_in("signatory")

    assert sections(client)["signature"] == [journey.case.reference]
    assert "received" not in sections(client)


def test_who_validates_sees_what_was_received(db, client, sign_in, today):
    journey = REACH["received"]()
    today(journey)
    sign_in("validator")
    assert sections(client)["received"] == [journey.case.reference]
    sign_in("assessor")
    assert "received" not in client.get("/work/").content.decode()


def test_unassigned_in_my_team(db, client, sign_in, today):
    journey = Journey().assessing()
    assign(**journey.by("lead"), assessor=None, lead=journey.people.user("lead"))
    other = user_of("assessor")
    for user, team in ((journey.people.user("lead"), "Biologicals"), (other, "Vaccines & others")):
        _join(user, team)
    today(journey)

    sign_in(journey.people.user("lead"))
    assert sections(client)["unassigned"] == [journey.case.reference]
    sign_in(other)
    assert "unassigned" not in sections(client)  # nothing at all stands on this person's page
    assert listed(client, urlencode({"view": "unassigned", "team": "Biologicals"})) == [journey.case.reference]


def test_nothing_says_where_to_look(db, client, sign_in):
    sign_in("assessor")

    said = client.get("/work/").content.decode()

    assert "Nothing waits for you" in said
    assert 'href="/cases/?view=unassigned"' in said


def _join(user, team: str) -> None:
    Assessor.objects.update_or_create(user=user, defaults={"team": team})
