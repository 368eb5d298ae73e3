"""A completed assessment is read by a colleague, and no grant is recommended before."""

from __future__ import annotations

import pytest

from cases.operations.assessments import complete_assessment
from cases.operations.decisions import recommend_grant
from cases.operations.peer_checks import ask_peer_check, return_assessment, sign_off_assessment
from cases.operations.sections import answer_section
from cases.workflow.refusals import InvalidInput, NotPermitted, RuleRefused, WrongState
from tests.cases.checklists import by, colleague, completed, sections
from tests.cases.journey import Journey, user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey() -> Journey:
    return completed(Journey().assessing().after(20))


def _ask(journey, checker):
    return ask_peer_check(**journey.by("assessor"), discipline="clinical", checker=checker.pk)


def _row(journey):
    return journey.case.assessments.get(discipline="clinical")


def test_signed_off_it_bears_the_colleagues_name(journey):
    checker = colleague()
    _ask(journey, checker)
    sign_off_assessment(**by(journey, checker), discipline="clinical")
    assert (_row(journey).signed_off_by, _row(journey).signed_off_on) == (checker, journey.day)


def test_returned_it_is_open_again_and_goes_round(journey):
    checker = colleague()
    _ask(journey, checker)
    said = {"clinical-safety": "Which population?"}
    return_assessment(**by(journey, checker), discipline="clinical", comment="See below.", comments=said)
    assert _row(journey).state == "in_progress"
    answer_section(
        **journey.by("assessor"), section="clinical-safety", reliance="reassess", findings="Adults.", version=1,
        is_done=True,
    )  # fmt: skip
    complete_assessment(**journey.by("assessor"), discipline="clinical", findings="Acceptable.")
    _ask(journey, checker)
    sign_off_assessment(**by(journey, checker), discipline="clinical", comment="Now clear.")
    assert [row.state for row in _row(journey).checks.all()] == ["signed_off", "returned"]


def test_nobody_checks_their_own_work(journey):
    author = journey.people.user("assessor")
    with pytest.raises(InvalidInput, match="has worked on this assessment"):
        ask_peer_check(**journey.by("lead"), discipline="clinical", checker=author.pk)


def test_who_wrote_one_section_does_not_check_the_whole():
    journey, helper = Journey().assessing(), colleague()
    answer_section(
        **by(journey, helper), section="clinical-safety", reliance="reassess", findings="Adults.", version=0,
        is_done=True,
    )  # fmt: skip
    row = journey.case.assessments.get(discipline="clinical")
    assert row.assessor == helper
    for code in sections(journey, "clinical"):
        if code != "clinical-safety":
            answer_section(
                **journey.by("assessor"), section=code, reliance="reassess", findings="Fine.", version=0, is_done=True
            )
    complete_assessment(**journey.by("assessor"), discipline="clinical", findings="Acceptable.")
    with pytest.raises(InvalidInput, match="has worked on this assessment"):
        ask_peer_check(**journey.by("lead"), discipline="clinical", checker=helper.pk)


def test_a_colleague_of_another_discipline_cannot(journey):
    with pytest.raises(InvalidInput, match="does not assess clinical"):
        _ask(journey, colleague("quality"))


def test_who_assesses_nothing_cannot(journey):
    with pytest.raises(InvalidInput, match="who assesses"):
        _ask(journey, user_of("signatory"))


def test_who_is_kept_from_the_case_cannot(journey, monkeypatch):
    monkeypatch.setattr("cases.operations.peer_checks.sees", lambda actor, case: False)
    with pytest.raises(InvalidInput, match="may not see this case"):
        _ask(journey, colleague())


def test_only_the_colleague_who_was_asked_answers(journey):
    _ask(journey, colleague())
    for act in (sign_off_assessment, return_assessment):
        more = {"comment": "No."} if act is return_assessment else {}
        with pytest.raises(NotPermitted, match="was given to"):
            act(**by(journey, colleague()), discipline="clinical", **more)


def test_asking_again_gives_it_to_another(journey):
    first, second = colleague(), colleague()
    _ask(journey, first)
    _ask(journey, second)
    with pytest.raises(NotPermitted):
        sign_off_assessment(**by(journey, first), discipline="clinical")
    sign_off_assessment(**by(journey, second), discipline="clinical")
    with pytest.raises(WrongState, match="signed off"):
        _ask(journey, first)


def test_what_is_not_complete_is_not_checked():
    with pytest.raises(WrongState, match="not started"):
        _ask(Journey().assessing(), colleague())


def test_a_grant_waits_for_the_sign_off_of_each_discipline(journey):
    for row in journey.case.assessments.exclude(discipline="clinical"):
        complete_assessment(**journey.by("assessor"), discipline=row.discipline, findings="Fine.", is_played=True)
    with pytest.raises(RuleRefused, match="Not signed off yet: Clinical"):
        recommend_grant(**journey.by("lead"), reasons="The report is final.")
    checker = colleague()
    _ask(journey, checker)
    sign_off_assessment(**by(journey, checker), discipline="clinical")
    recommend_grant(**journey.by("lead"), reasons="The report is final.")
    assert journey.case.state == "awaiting_signature"
