"""The assessment report of a case: what it says, to whom, as a page and on paper."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Conflict
from cases.operations.decide_triage import decide_triage
from cases.operations.peer_checks import ask_peer_check, sign_off_assessment
from cases.operations.raise_information_request import Point, raise_information_request
from cases.operations.redetermine import redetermine
from cases.operations.revert import revert
from cases.operations.sections import answer_section
from cases.queries.assessment_report import report_of, report_pdf
from cases.queries.standing import standing_of
from tests.cases.checklists import answered, by, colleague, completed, sections
from tests.cases.journey import Journey, on_b
from tests.hostile import EVERYTHING
from tests.recognition.printed.read import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client, sign_in, today):
    def get(journey: Journey, name: str = "case-report", who="assessor"):
        today(journey)
        sign_in(journey.people.user(who) if isinstance(who, str) else who)
        return client.get(reverse(name, args=[journey.case.reference]))

    return get


def _report(journey: Journey):
    return report_of(standing_of(journey.case, today=journey.day))


def _signed_off(journey: Journey, discipline: str) -> None:
    checker = colleague(discipline)
    ask_peer_check(**journey.by("assessor"), discipline=discipline, checker=checker.pk)
    sign_off_assessment(**by(journey, checker), discipline=discipline)


def test_page_and_paper_say_what_was_assessed_and_what_is_missing(read):
    journey = answered(Journey().assessing(), leave=1).objected()
    total = len(sections(journey, "clinical"))
    page, paper = read(journey).content.decode(), text_of(read(journey, "case-report-pdf").content)
    for text in (page, paper):
        assert "Draft assessment report" in text
        assert f"Not complete: clinical, {total - 1} of {total} sections" in text
        assert "The reference report" in text
        assert "Verify against the dossier" in text
        assert "The limit." in text


def test_it_is_a_draft_until_every_discipline_is_signed_off():
    journey = Journey().assessing().after(20)
    disciplines = list(journey.case.assessments.values_list("discipline", flat=True))
    for discipline in disciplines:
        completed(journey, discipline)
    assert all("Not signed off" in one for one in _report(journey).missing)
    for discipline in disciplines[:-1]:
        _signed_off(journey, discipline)
    assert len(_report(journey).missing) == 1
    _signed_off(journey, disciplines[-1])
    assert not _report(journey).is_draft


def test_a_life_that_was_played_is_final_with_its_recommendation(read):
    page = read(Journey().granted()).content.decode()
    assert "Draft" not in page
    assert "The report is final." in page


def test_nothing_assessed_yet_is_said(read):
    assert "Nothing has been assessed yet" in read(Journey().received()).content.decode()


def test_who_may_not_know_of_the_case_finds_nothing(read):
    journey = Journey().assessing()
    barred = colleague("quality")
    Conflict.objects.create(
        person=barred,
        application=journey.case,
        kind="family",
        text="A relative.",
        declared_by=barred,
        declared_at=journey.at,
    )
    for name in ("case-report", "case-report-pdf"):
        assert read(journey, name, barred).status_code == 404
        assert read(journey, name, "administrator").status_code == 403
        assert read(Journey(people=journey.people).drafted(), name).status_code == 404


def test_hostile_text_is_text_on_both(read):
    journey = on_b().assessing().after(70)
    code = sections(journey, "clinical")[0]
    answer_section(
        **journey.by("assessor"), section=code, reliance="reassess", findings=EVERYTHING, version=0, is_done=True
    )
    raise_information_request(**journey.by("lead"), points=[Point("quality", "major", EVERYTHING)])
    page, paper = read(journey).content.decode(), text_of(read(journey, "case-report-pdf").content)
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)") >= 2
    assert paper.count("<script>alert(1)</script>") == 2
    assert "[U+202E]" in paper


def test_the_same_case_and_instant_give_the_same_bytes():
    journey = answered(Journey().assessing())
    assert report_pdf(_report(journey), at=journey.at) == report_pdf(_report(journey), at=journey.at)


def test_the_file_has_the_cases_name(read):
    journey = Journey().assessing()
    said = read(journey, "case-report-pdf")["Content-Disposition"]
    assert said == f'attachment; filename="{journey.case.reference}-assessment-report.pdf"'


def test_it_costs_the_same_however_much_was_written(read, client):
    one, many = on_b().assessing().after(70), answered(on_b().assessing().after(70))
    for journey, count in ((one, 1), (many, 25)):
        points = [Point("quality", "other", f"Point {n}.") for n in range(count)]
        raise_information_request(**journey.by("lead"), points=points)
    answered(one, leave=len(sections(one, "clinical")) - 1)
    counts = []
    for journey in (one, many):
        with CaptureQueriesContext(connection) as made:
            assert read(journey).status_code == 200
        path = reverse("case-report", args=[journey.case.reference])
        with CaptureQueriesContext(connection) as made:
            client.get(path)
        counts.append(len(made))
    assert counts[0] == counts[1] <= 25


def _route(journey: Journey) -> list[str]:
    return [block.said or block.written for block in _report(journey).parts[0].blocks]


def test_a_route_that_the_rules_found_is_theirs_and_not_the_companys():
    journey = Journey().received()
    line = _route(journey)[0]
    assert line.startswith("By the rules ")
    assert "The submission came in." in line
    assert journey.company.name not in " ".join(_route(journey))


def test_a_route_that_a_person_set_instead_of_the_rules_names_both():
    journey = Journey().received()
    decide_triage(**journey.by("lead"), route="B", reason="Compared with the form.")
    lines = _route(journey)
    assert lines[0].startswith("By the rules ")
    assert f"Decided instead of the rules, by {journey.people.user('lead')}" in lines[2]
    assert "Recognition B" in lines[2]
    assert lines[3] == "Compared with the form."


def test_rules_that_were_asked_again_name_who_asked():
    journey = Journey().received()
    redetermine(**journey.by("lead"), reason="A question was misread.")
    line = _route(journey)[0]
    assert f"The rules were asked again: {journey.people.user('lead')}. A question was misread." in line


def test_a_timetable_that_reverted_says_when_and_by_whom():
    journey = Journey().assessing().after(50).objected()
    revert(**journey.by("lead"), reason="Not solvable in time.")
    lines = _route(journey)
    assert any(
        line.startswith("The timetable went over to Recognition B on ")
        and line.endswith(f"by {journey.people.user('lead')}.")
        for line in lines
    )
    assert "Not solvable in time." in lines


def test_no_route_yet_is_said():
    assert _route(Journey().drafted())[0] == "No route has been determined."
