"""No one sees what is not theirs."""

import pytest

from cases.operations import close
from cases.queries.visible import sees, visible_to
from recognition.accounts.actors import company, person, system
from recognition.accounts.models import Role
from tests.cases.journey import Journey, client_of, user_of

READERS = [Role.VALIDATOR, Role.ASSESSOR, Role.LEAD, Role.MANAGER, Role.SIGNATORY, Role.AUDITOR]


@pytest.fixture
def two(db):
    """A draft and a submission of one company."""
    draft = Journey().drafted()
    return draft, Journey(client=draft.company).received()


@pytest.mark.parametrize("role", READERS)
def test_staff_see_submissions_but_no_drafts(two, role):
    assert [case.pk for case in visible_to(person(user_of(role)))] == [two[1].pk]


@pytest.mark.parametrize("role", READERS)
def test_a_draft_that_was_withdrawn_stays_its_companys(db, role):
    close.withdraw(**Journey().drafted().by("company"), reason="Commercial reasons.")
    assert not visible_to(person(user_of(role))).exists()


def test_an_administrator_sees_no_case(two):
    assert not visible_to(person(user_of(Role.ADMINISTRATOR))).exists()


def test_a_person_who_has_left_sees_no_case(two):
    assert not visible_to(person(user_of(Role.LEAD, is_active=False))).exists()


def test_a_company_sees_its_own(two):
    assert {case.pk for case in visible_to(company(two[0].company))} == {journey.pk for journey in two}


def test_a_company_sees_no_others(two):
    assert not visible_to(company(client_of())).exists()


def test_the_system_sees_all(two):
    assert visible_to(system("sweep")).count() == 2


@pytest.mark.parametrize("role", Role.values)
def test_who_is_told_of_a_case_is_who_may_see_it(two, role):
    """`sees` answers for one case what `visible_to` answers for all."""
    for actor in (person(user_of(role)), person(user_of(role, is_active=False)), system("sweep"), company(client_of())):
        seen = set(visible_to(actor).values_list("pk", flat=True))
        assert {journey.pk for journey in two if sees(actor, journey.case)} == seen


def test_a_company_is_told_of_its_own_alone(two):
    assert all(sees(company(two[0].company), journey.case) for journey in two)
