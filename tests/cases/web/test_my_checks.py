"""Peer checks in My work: what was asked of me and what came back, at what cost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import PeerCheck
from cases.operations.absences import record_absence
from cases.operations.peer_checks import ask_peer_check, return_assessment
from recognition.accounts.actors import person
from tests.cases.checklists import by, colleague, completed
from tests.cases.journey import Journey

from .worklists import copies

pytestmark = pytest.mark.django_db
WORK = "/work/"


def _asked(checker, journey=None):
    journey = completed(journey or Journey().assessing().after(20))
    ask_peer_check(**journey.by("assessor"), discipline="clinical", checker=checker.pk)
    return journey


def test_each_line_leads_to_the_discipline_and_counts(client, sign_in, today):
    checker = colleague()
    journey = _asked(checker)
    today(journey)
    sign_in(checker)
    page = client.get(WORK).content.decode()
    assert "Peer checks asked of you (1)" in page
    assert f'href="{reverse("case-discipline", args=[journey.case.reference, "clinical"])}"' in page
    assert "Nothing waits for you" not in page
    sign_in(journey.people.user("assessor"))
    assert "Peer checks asked of you" not in client.get(WORK).content.decode()


def test_what_came_back_is_with_its_author(client, sign_in, today):
    checker = colleague()
    journey = _asked(checker)
    return_assessment(**by(journey, checker), discipline="clinical", comment="Not yet.")
    today(journey)
    sign_in(journey.people.user("assessor"))
    page = client.get(WORK).content.decode()
    assert "Back from peer check (1)" in page
    assert f"Returned with comments by {checker}" in page
    sign_in(checker)
    assert "Back from peer check" not in client.get(WORK).content.decode()


@pytest.mark.parametrize("rows", [1, 25])
def test_it_costs_the_same_for_one_and_for_many(client, sign_in, today, rows):
    checker = colleague()
    journey = _asked(checker)
    first = PeerCheck.objects.get()
    copies(journey.case, rows - 1)
    others = type(journey.case).objects.exclude(pk=journey.pk)
    for case in others:
        row = case.assessments.create(discipline="clinical")
        PeerCheck.objects.create(assessment=row, asked_by=first.asked_by, checker=checker, asked_at=first.asked_at)
    today(journey)
    sign_in(checker)
    client.get(WORK)
    with CaptureQueriesContext(connection) as seen:
        page = client.get(WORK).content.decode()
    assert f"Peer checks asked of you ({rows})" in page
    assert len(seen) <= 12, "\n".join(query["sql"] for query in seen)


def test_who_asks_sees_who_is_away(client, sign_in, today):
    checker, deputy = colleague(), colleague()
    journey = completed(Journey().assessing().after(20))
    record_absence(
        user=checker, deputy=deputy, from_on=journey.day, until_on=journey.day, actor=person(checker), at=journey.at
    )
    today(journey)
    sign_in(journey.people.user("assessor"))
    page = client.get(
        reverse("act-about", args=[journey.case.reference, "ask-peer-check", "clinical"])
    ).content.decode()
    assert f"{checker}, away " in page
    assert f"{deputy}</option>" in page
