"""A discipline's page, and the report of all: what they cost, whatever was written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Assessment, PeerCheck, PeerComment, SectionAnswer
from cases.queries import rules
from cases.queries.rules import spec_for
from recognition.routes.spec import SectionSpec
from tests.cases.checklists import colleague
from tests.cases.journey import Journey, on_b, user_of

pytestmark = pytest.mark.django_db
MOST = 25


def _sections(row: Assessment, count: int) -> list[SectionSpec]:
    return [SectionSpec(f"{row.discipline}-{n}", row.discipline, f"Section {n}") for n in range(count)]


def _checked(row: Assessment, sections: list[SectionSpec], journey: Journey, rounds: int) -> None:
    """So many rounds of peer check, each with a comment on every section, and each by somebody else."""
    for _ in range(rounds):
        check = PeerCheck.objects.create(
            assessment=row, asked_by=user_of("lead"), checker=colleague(row.discipline), asked_at=journey.at,
            closed_at=journey.at, state=PeerCheck.State.RETURNED, comment="Not yet.",
        )  # fmt: skip
        PeerComment.objects.bulk_create(
            PeerComment(peer_check=check, section=one.code, text=f"On {one.name}.") for one in sections
        )


@pytest.fixture
def of(monkeypatch):
    """A case with so many disciplines, each with so many sections, written by as many people, in as many rounds."""

    def make(disciplines: int, count: int, rounds: int) -> Journey:
        journey = on_b().assessing().after(20)
        rows = list(journey.case.assessments.all())
        for row in rows[disciplines:]:
            row.delete()
        every: list[SectionSpec] = []
        for row in rows[:disciplines]:
            sections = _sections(row, count)
            every += sections
            for one in sections:
                SectionAnswer.objects.create(
                    assessment=row, section=one.code, reliance="verify", report="The reference report", page="12",
                    findings=f"On {one.name}.", author=user_of("assessor"), saved_by="Somebody", saved_at=journey.at,
                )  # fmt: skip
            _checked(row, sections, journey, rounds)
        spec = replace(spec_for(journey.case), sections=tuple(every))
        monkeypatch.setattr(rules, "_spec", lambda application: spec)
        monkeypatch.setattr("cases.queries.standing.spec_for", lambda application: spec)
        return journey

    return make


@pytest.fixture
def cost(client, sign_in, today):
    def read(journey: Journey, name: str, *about: str) -> tuple[int, str]:
        today(journey)
        sign_in(journey.people.user("assessor"))
        path = reverse(name, args=[journey.case.reference, *about])
        client.get(path)
        with CaptureQueriesContext(connection) as made:
            answer = client.get(path)
        assert answer.status_code == 200
        return len(made), answer.content.decode() if name != "case-report-pdf" else ""

    return read


def test_a_disciplines_page_costs_the_same_for_one_section_and_for_many(of, cost):
    few, _ = cost(of(1, 1, 1), "case-discipline", "quality")
    many, page = cost(of(1, 25, 5), "case-discipline", "quality")
    assert page.count("On Section 24.") == 2  # its findings, and what the newest check said of it
    assert few == many <= MOST


def test_it_costs_the_same_however_many_disciplines_there_are(of, cost):
    few, _ = cost(of(1, 5, 1), "case-discipline", "quality")
    many, _ = cost(of(5, 5, 1), "case-discipline", "quality")
    assert few == many


@pytest.mark.parametrize("name", ["case-report", "case-report-pdf"])
def test_the_report_costs_the_same_for_one_section_and_for_many(of, cost, name):
    few, _ = cost(of(1, 1, 1), name)
    many, page = cost(of(5, 25, 5), name)
    assert name == "case-report-pdf" or page.count("On Section 24.") == 5
    assert few == many <= MOST


def test_all_disciplines_cost_the_same_for_one_and_for_many(of, cost):
    few, _ = cost(of(1, 1, 1), "case-assessment")
    many, _ = cost(of(5, 25, 5), "case-assessment")
    assert few == many <= MOST
