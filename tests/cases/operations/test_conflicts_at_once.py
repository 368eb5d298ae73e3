"""A conflict of interest is declared while something is done for, with or by the person: whichever is first, they end
without the case, are sent nothing of it afterwards, and the record tells the order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from cases.models import Application, Assessment, PeerCheck
from cases.operations.assign import assign
from cases.operations.bulk.choose import begin, choose
from cases.operations.bulk.work import work
from cases.operations.declare_conflict import declare_conflict, declare_conflict_with_company
from cases.operations.notes import add_note
from cases.operations.peer_checks import ask_peer_check
from cases.operations.raise_information_request import raise_information_request
from cases.operations.sections import answer_section
from cases.queries.visible import visible_to
from cases.workflow.refusals import NotPermitted, Refused
from recognition.accounts.actors import person
from recognition.accounts.models import User
from recognition.audit.models import Entry
from recognition.outbox.models import Message
from recognition.outbox.relay import relay_due
from tests.cases.checklists import colleague, completed, sections
from tests.cases.journey import POINT, Journey, on_b
from tests.cases.overlap import overlap

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = {"kind": "family", "text": "My sister leads its laboratory."}
ORDERS = pytest.mark.parametrize("declared_first", [True, False], ids=["declared-first", "declared-second"])
SCOPES = pytest.mark.parametrize("scope", ["case", "company"])


def declaring(journey: Journey, user: User, scope: str) -> Callable[[], Any]:
    common = {**WORDS, "person": user, "actor": person(user), "at": journey.at}
    if scope == "company":
        return partial(declare_conflict_with_company, organisation=journey.case.organisation, **common)
    return partial(declare_conflict, application=journey.case, **common)


def at_once(act: Callable[[], Any], declare: Callable[[], Any], declared_first: bool) -> Any:
    """What the act answers. The declaration is never refused."""
    pair = (declare, act) if declared_first else (act, declare)
    answers = overlap(*pair)
    declared, answer = answers if declared_first else answers[::-1]
    assert not isinstance(declared, Refused), declared
    return answer


def assert_without_the_case(journey: Journey, user: User, letterbox: Any) -> None:
    case = journey.case
    assert user not in (case.validator, case.assessor, case.lead)
    assert not case.assessments.exclude(state=Assessment.State.COMPLETE).filter(assessor=user).exists()
    assert not PeerCheck.objects.filter(assessment__application=case, checker=user, state="asked").exists()
    assert not visible_to(person(user)).exists()
    left = len(letterbox.mails)
    relay_due()
    assert all(user.email not in str(mail["To"]) for mail in letterbox.mails[left:])
    assert not Message.objects.filter(to=user.email, subject_type="application", state="waiting").exists()
    _assert_in_order(user, case)


def _assert_in_order(user: User, case: Application) -> None:
    """Nothing that they did, or were given, stands behind the declaration."""
    declared = Entry.objects.filter(action="conflict_declared").order_by("pk")[0]
    after = Entry.objects.filter(pk__gt=declared.pk, subject_type="application", subject_id=str(case.pk))
    assert not after.filter(actor_label=str(user)).exists()
    assert not [one for one in after.filter(action="people_assigned") if str(user) in str(one.data["changed"])]


@ORDERS
@SCOPES
def test_they_are_assigned(scope, declared_first, letterbox):
    journey = Journey().assessing()
    other = colleague("quality")
    giving = partial(assign, **journey.by("lead"), assessor=other, lead=journey.case.lead)
    answer = at_once(giving, declaring(journey, other, scope), declared_first)
    assert isinstance(answer, Refused) is declared_first
    assert_without_the_case(journey, other, letterbox)


@ORDERS
@SCOPES
def test_a_bulk_assign_runs_over_the_case(scope, declared_first, letterbox):
    journey = Journey().assessing()
    other, lead = colleague("quality"), person(journey.people.user("lead"))
    run = choose(actor=lead, act="assign", cases=[journey.pk], at=journey.at)
    begin(run=run, actor=lead, arguments={"assessor": other.pk}, at=journey.at)
    working = partial(work, run.pk, now=lambda: journey.at)
    at_once(working, declaring(journey, other, scope), declared_first)
    row = run.rows.get()
    assert (row.state, "conflict of interest" in row.said) == (("failed", True) if declared_first else ("done", False))
    assert_without_the_case(journey, other, letterbox)


@ORDERS
@SCOPES
def test_they_save_a_section_of_their_own(scope, declared_first, letterbox):
    journey = Journey().assessing()
    user = journey.people.user("assessor")
    answer = at_once(saving(journey, user), declaring(journey, user, scope), declared_first)
    assert isinstance(answer, NotPermitted) is declared_first
    assert_without_the_case(journey, user, letterbox)


@ORDERS
@SCOPES
def test_they_save_a_section_in_a_discipline_that_a_colleague_has(scope, declared_first, letterbox):
    """They are named on nothing of the case, so nothing but the save itself can be in the declaration's way."""
    journey = Journey().assessing()
    saving(journey, journey.people.user("assessor"))()
    other = colleague("quality")
    answer = at_once(saving(journey, other, version=1), declaring(journey, other, scope), declared_first)
    assert isinstance(answer, NotPermitted) is declared_first
    assert_without_the_case(journey, other, letterbox)


@ORDERS
@SCOPES
def test_they_perform_a_move(scope, declared_first, letterbox):
    journey = on_b().assessing().after(70)
    user = journey.people.user("lead")
    asking = partial(raise_information_request, **journey.by("lead"), points=[POINT])
    answer = at_once(asking, declaring(journey, user, scope), declared_first)
    assert isinstance(answer, NotPermitted) is declared_first
    assert journey.case.state == ("assessing" if declared_first else "awaiting_information")
    assert_without_the_case(journey, user, letterbox)


@ORDERS
@SCOPES
def test_a_note_names_them(scope, declared_first, letterbox):
    journey = Journey().assessing()
    other = colleague("quality")
    naming = partial(add_note, **journey.by("lead"), text=f"For @{other.username}.")
    at_once(naming, declaring(journey, other, scope), declared_first)
    assert_without_the_case(journey, other, letterbox)


@ORDERS
@SCOPES
def test_they_are_asked_for_a_peer_check(scope, declared_first, letterbox):
    journey = completed(Journey().assessing())
    other = colleague("clinical")
    asking = partial(ask_peer_check, **journey.by("assessor"), discipline="clinical", checker=other.pk)
    answer = at_once(asking, declaring(journey, other, scope), declared_first)
    assert isinstance(answer, Refused) is declared_first
    assert_without_the_case(journey, other, letterbox)


def test_of_two_leads_who_declare_one_of_each_other_one_is_second(letterbox):
    """Each locks the other's row and keeps their own: in one order, so that neither waits for ever."""
    journey = Journey().assessing()
    one, two = journey.people.user("lead"), journey.people.user("manager")
    company = {**WORDS, "at": journey.at}
    of = journey.case.organisation
    answers = overlap(
        partial(declare_conflict_with_company, organisation=of, person=one, actor=person(two), **company),
        partial(declare_conflict_with_company, organisation=of, person=two, actor=person(one), **company),
    )
    assert not any(isinstance(answer, Exception) for answer in answers)


def saving(journey: Journey, user: User, version: int = 0) -> Callable[[], Any]:
    code = sections(journey, "quality")[0]
    given = {"application": journey.case, "actor": person(user), "at": journey.at}
    return partial(answer_section, **given, section=code, reliance="verify", findings=f"By {user}.", version=version)
