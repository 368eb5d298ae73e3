"""Suspected duplicates: what is suspected, who settles it, and that it stays settled."""

from __future__ import annotations

import pytest

from cases.operations.settle_duplicate import settle_duplicate
from cases.queries.api_public import public_events
from cases.queries.suspects import SAME_NUMBER, SAME_PRODUCT, suspects_of
from cases.queries.suspects import suspected as are_suspected
from cases.workflow.refusals import InvalidInput, NotPermitted
from recognition.audit.models import Entry
from tests.cases.journey import REACH, Journey

pytestmark = pytest.mark.django_db
WHY = "The company confirmed it by telephone."


def twins() -> tuple[Journey, Journey]:
    """Two companies, one PL number written in two ways."""
    first = Journey(facts={"pl_number": "PL 77777/0001", "product_name": "Alpha"}).received()
    second = Journey(facts={"pl_number": "pl-77777 0001", "product_name": "Beta"}, people=first.people).received()
    return first, second


def suspected(journey: Journey, role: str = "validator") -> list[tuple[str, tuple[str, ...]]]:
    case, actor = journey.case, journey.people.actor(role)
    found = suspects_of(case, actor)
    assert are_suspected([case], actor) == ({case.pk} if found else set())  # lists mark it, and say no more
    return [(one.case.reference, one.because) for one in found]


def test_the_same_number_is_suspected_on_both_sides_however_it_is_written():
    first, second = twins()
    assert suspected(second) == [(first.case.reference, (SAME_NUMBER,))]
    assert suspected(first) == [(second.case.reference, (SAME_NUMBER,))]


def test_the_same_product_is_suspected_of_the_same_company_alone():
    first = Journey(facts={"pl_number": "PL 1/1", "product_name": "Gamma 5 mg"}).received()
    same = Journey(facts={"pl_number": "PL 1/2", "product_name": "GAMMA 5-MG"}, client=first.client).received()
    Journey(facts={"pl_number": "PL 1/3", "product_name": "Gamma 5 mg"}).received()
    assert suspected(same) == [(first.case.reference, (SAME_PRODUCT,))]


@pytest.mark.parametrize("ended", ["withdrawn", "invalid", "draft"])
def test_what_has_ended_without_a_licence_or_never_came_is_no_duplicate(ended):
    REACH[ended]()
    assert suspected(Journey().received()) == []


def test_a_granted_case_is_one_and_after_day_zero_none_is_looked_for():
    granted = Journey().granted()
    assert suspected(Journey().received())[0][0] == granted.case.reference
    assert suspected(Journey().assessing()) == []


def test_an_empty_name_is_like_no_other():
    first = Journey(facts={"pl_number": "PL 1/1", "product_name": ""}).received()
    second = Journey(facts={"pl_number": "PL 1/2", "product_name": ""}, client=first.client).received()
    assert suspected(second) == []


def test_many_cases_are_marked_in_one_statement(django_assert_num_queries):
    cases = [Journey().received().case for _ in range(3)]
    actor = Journey().people.actor("validator")
    with django_assert_num_queries(1):
        assert are_suspected(cases, actor) == {case.pk for case in cases}
    later = [Journey().assessing().case]
    with django_assert_num_queries(0):
        assert are_suspected(later, actor) == set()


def test_it_stays_settled_on_both_and_stands_in_both_records():
    first, second = twins()
    other = first.case.reference
    settle_duplicate(**second.by("validator"), other=other, verdict="distinct", reason=WHY)
    assert suspected(first) == suspected(second) == []
    entries = Entry.objects.filter(action="duplicate_settled")
    assert {(entry.subject_label, entry.data["other"], entry.reason) for entry in entries} == {
        (first.case.reference, second.case.reference, WHY),
        (second.case.reference, first.case.reference, WHY),
    }


def test_only_a_lead_settles_it_anew():
    first, second = twins()
    settle_duplicate(**second.by("validator"), other=first.case.reference, verdict="distinct", reason=WHY)
    again = {"other": second.case.reference, "verdict": "duplicate", "reason": WHY}
    with pytest.raises(NotPermitted, match="settled already"):
        settle_duplicate(**first.by("validator"), **again)
    assert settle_duplicate(**first.by("lead"), **again).verdict == "duplicate"


@pytest.mark.parametrize("role", ["assessor", "signatory", "auditor", "company"])
def test_who_does_not_validate_settles_nothing(role):
    first, second = twins()
    with pytest.raises(NotPermitted):
        settle_duplicate(**second.by(role), other=first.case.reference, verdict="distinct", reason=WHY)


def test_a_case_that_is_not_seen_is_as_one_that_is_not_there():
    _, second = twins()
    draft = Journey().drafted().case.reference
    for other in (draft, second.case.reference, "IRP-1999-000001"):
        with pytest.raises(InvalidInput, match="There is no such other case"):
            settle_duplicate(**second.by("lead"), other=other, verdict="distinct", reason=WHY)


def test_a_company_reads_nothing_of_it():
    first, second = twins()
    settle_duplicate(**second.by("validator"), other=first.case.reference, verdict="duplicate", reason=WHY)
    told = public_events(second.case)
    assert not told.filter(action="duplicate_settled").exists()
