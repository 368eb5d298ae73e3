"""Two at the same section, two at the same check: on real connections one wins, and the other is told."""

from __future__ import annotations

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import PeerCheck
from cases.operations.declare_conflict import declare_conflict_with_company
from cases.operations.peer_checks import ask_peer_check, return_assessment, sign_off_assessment
from cases.operations.sections import answer_section
from cases.workflow.refusals import Refused
from recognition.accounts.actors import person
from recognition.accounts.models import User
from recognition.audit.models import Entry
from recognition.outbox.models import Message
from tests.cases.at_once import at_once
from tests.cases.checklists import by, colleague, completed
from tests.cases.journey import Journey

pytestmark = pytest.mark.django_db(transaction=True)
SECTION = "clinical-safety"


def _entries(journey: Journey, action: str) -> int:
    return Entry.objects.filter(subject_id=str(journey.pk), action=action).count()


def _browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("version", [0, 1])
def test_of_two_saves_of_a_section_one_wins_and_the_other_gets_both_versions(today, version):
    journey = Journey().assessing()
    if version:
        answer_section(**journey.by("assessor"), section=SECTION, reliance="", findings="Before.", version=0)
    today(journey)
    before = _entries(journey, "section_assessed")
    path = reverse("act-about", args=[journey.case.reference, "assess-section", SECTION])
    editors = {"The first one's text.": journey.people.user("assessor"), "The second one's text.": colleague()}
    browsers = {text: _browser(user) for text, user in editors.items()}
    posts = [
        partial(browser.post, path, {"findings": text, "version": version, "reliance": "reassess"})
        for text, browser in browsers.items()
    ]

    answers = dict(zip(editors, at_once(*posts), strict=True))

    assert sorted(answer.status_code for answer in answers.values()) == [302, 409]
    won, lost = sorted(answers, key=lambda text: answers[text].status_code)
    kept = journey.case.assessments.get(discipline="clinical").answers.get()
    page = answers[lost].content.decode().replace("&#x27;", "'")
    assert (kept.findings, kept.version) == (won, version + 1)
    assert won in page
    assert lost in page
    assert _entries(journey, "section_assessed") == before + 1


def test_of_many_who_sign_the_same_check_off_one_does():
    """The colleague in two tabs, and another who was not asked."""
    journey, checker = completed(Journey().assessing()), colleague()
    ask_peer_check(**journey.by("assessor"), discipline="clinical", checker=checker.pk)
    acts = [
        partial(sign_off_assessment, **by(journey, user), discipline="clinical")
        for user in (checker, checker, colleague())
    ]

    answers = at_once(*acts)

    assert sum(isinstance(answer, PeerCheck) for answer in answers) == 1
    assert sum(isinstance(answer, Refused) for answer in answers) == 2
    row = journey.case.assessments.get(discipline="clinical")
    assert (row.signed_off_by, row.checks.get().state) == (checker, "signed_off")
    assert _entries(journey, "assessment_signed_off") == 1
    assert Message.objects.filter(topic="assessment_signed_off").count() == 1


def test_signed_off_in_one_tab_and_returned_in_another_it_is_one_of_both():
    journey, checker = completed(Journey().assessing()), colleague()
    ask_peer_check(**journey.by("assessor"), discipline="clinical", checker=checker.pk)
    common = by(journey, checker)

    answers = at_once(
        partial(sign_off_assessment, **common, discipline="clinical"),
        partial(return_assessment, **common, discipline="clinical", comment="Not yet."),
    )

    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    row = journey.case.assessments.get(discipline="clinical")
    assert (row.state, row.checks.get().state) in {("complete", "signed_off"), ("in_progress", "returned")}
    assert _entries(journey, "assessment_signed_off") + _entries(journey, "assessment_returned") == 1


def test_two_colleagues_asked_at_once_leave_one_with_the_check():
    journey, first, second = completed(Journey().assessing()), colleague(), colleague()
    ask = partial(ask_peer_check, **journey.by("assessor"), discipline="clinical")

    answers = at_once(partial(ask, checker=first.pk), partial(ask, checker=second.pk))

    assert all(isinstance(answer, PeerCheck) for answer in answers)
    states = list(PeerCheck.objects.order_by("id").values_list("state", flat=True))
    assert states == ["replaced", "asked"]


@pytest.mark.parametrize("attempt", range(3))
def test_a_conflict_with_the_company_declared_meanwhile_leaves_no_check_with_who_is_barred(attempt):
    journey, checker = completed(Journey().assessing()), colleague()
    company = journey.case.organisation
    declare = partial(
        declare_conflict_with_company, organisation=company, actor=person(checker), person=checker, at=journey.at,
        kind="employment", text="Worked there until last year.",
    )  # fmt: skip
    ask = partial(ask_peer_check, **journey.by("assessor"), discipline="clinical", checker=checker.pk)

    declared, asked = at_once(declare, ask)

    barred = not isinstance(declared, Refused)
    open_checks = PeerCheck.objects.filter(checker=checker, state="asked").count()
    assert not (barred and open_checks), (declared, asked)
    assert barred or open_checks == 1
