"""While a person is away, who stands in is told; a chain is followed, a circle is not gone round."""

from datetime import timedelta

import pytest

from cases.models import Notice, Reminder
from cases.operations.absences import end_absence, record_absence
from cases.operations.acknowledge import acknowledge
from cases.operations.sweep import sweep
from cases.workflow.refusals import InvalidInput, NotPermitted, WrongState
from recognition.accounts.actors import person
from recognition.accounts.models import Absence
from recognition.audit.models import Entry
from recognition.outbox.models import Message
from tests.cases.journey import Journey, user_of


def away(user, deputy, journey, first=0, last=90, by=None):
    return record_absence(
        user=user,
        deputy=deputy,
        from_on=journey.day + timedelta(days=first),
        until_on=journey.day + timedelta(days=last),
        actor=person(by or user),
        at=journey.at,
    )


def told(journey):
    """Who has the mail of day 30, which the plan sends to the assessor."""
    sweep(at=journey.after(30).at)
    mails = Message.objects.filter(topic="reminder", subject_id=str(journey.pk), body_text__contains="D30")
    return set(mails.values_list("to", flat=True))


@pytest.fixture
def journey(db):
    journey = Journey().assessing()
    journey.people.user("manager")
    return journey


def test_the_deputy_is_told_in_the_persons_place(journey):
    assessor, deputy = journey.people.user("assessor"), user_of("assessor")
    away(assessor, deputy, journey)
    assert told(journey) == {deputy.email}
    readers = Notice.objects.filter(reminder__step="D30").values_list("reader", flat=True)
    assert set(readers) == {deputy.pk, assessor.pk}  # it stands on their own list too, for when they are back


def test_a_chain_leads_to_the_first_who_is_there(journey):
    assessor, first, second = journey.people.user("assessor"), user_of("assessor"), user_of("lead")
    away(assessor, first, journey)
    away(first, second, journey)
    assert told(journey) == {second.email}


def test_a_circle_ends_at_the_next_in_line(journey):
    assessor, other = journey.people.user("assessor"), user_of("assessor")
    away(assessor, other, journey)
    away(other, assessor, journey)
    assert told(journey) == {journey.people.user("lead").email}


def test_a_deputy_who_has_left_stands_in_for_nobody(journey):
    assessor, deputy = journey.people.user("assessor"), user_of("assessor")
    away(assessor, deputy, journey)
    deputy.is_active = False
    deputy.save()
    assert told(journey) == {journey.people.user("lead").email}


def test_a_deputy_who_may_see_no_case_is_told_of_none(journey):
    assessor, deputy = journey.people.user("assessor"), user_of("assessor")
    away(assessor, deputy, journey)
    deputy.role = "administrator"
    deputy.save()
    assert deputy.email not in told(journey)


def test_where_all_are_away_in_a_circle_the_person_is_told_all_the_same(journey):
    """Nothing is lost: a reminder with no reader left goes to whoever is last in line."""
    people = [journey.people.user(role) for role in ("assessor", "lead", "manager")]
    for one, other in zip(people, people[1:] + people[:1], strict=True):
        away(one, other, journey)
    assert told(journey) == {journey.people.user("manager").email}


@pytest.mark.parametrize(("first", "last", "is_deputed"), [(30, 30, True), (0, 29, False), (31, 40, False)])
def test_the_first_and_the_last_day_away_count(journey, first, last, is_deputed):
    assessor, deputy = journey.people.user("assessor"), user_of("assessor")
    away(assessor, deputy, journey, first, last)
    assert told(journey) == {(deputy if is_deputed else assessor).email}


def test_the_deputy_acknowledges_for_both(journey):
    assessor, deputy = journey.people.user("assessor"), user_of("assessor")
    away(assessor, deputy, journey)
    told(journey)
    row = Reminder.objects.get(application=journey.case, step="D30")
    acknowledge(reminder=row, actor=person(deputy), at=journey.at)
    assert not Notice.objects.filter(reminder=row, acknowledged_at=None).exists()


def test_a_manager_says_who_is_away(journey):
    row = away(journey.people.user("assessor"), user_of("assessor"), journey, by=journey.people.user("manager"))
    assert Entry.objects.get(action="absence_recorded").subject_id == str(row.user_id)


def test_nobody_else_does(journey):
    with pytest.raises(NotPermitted):
        away(journey.people.user("assessor"), user_of("assessor"), journey, by=journey.people.user("lead"))


@pytest.mark.parametrize(
    ("first", "last", "field"), [(5, 4, "until_on"), (-9, -1, "until_on"), (0, 400, "until_on"), (80, 100, "from_on")]
)
def test_days_that_will_not_do_are_refused(journey, first, last, field):
    user, deputy = journey.people.user("assessor"), user_of("assessor")
    away(user, deputy, journey, 60, 90)
    with pytest.raises(InvalidInput) as refused:
        away(user, deputy, journey, first, last)
    assert [error.field for error in refused.value.errors] == [field, "from_on"][: 1 + (last == 400)]


@pytest.mark.parametrize("role", ["administrator", None])
def test_who_cannot_stand_in_is_refused(journey, role):
    user = journey.people.user("assessor")
    with pytest.raises(InvalidInput) as refused:
        away(user, user_of(role) if role else user, journey)
    assert refused.value.errors[0].field == "deputy"


def test_who_comes_back_early_is_told_again(journey):
    assessor = journey.people.user("assessor")
    row = away(assessor, user_of("assessor"), journey)
    end_absence(absence=row, actor=person(assessor), at=journey.after(10).at)
    row.refresh_from_db()
    assert row.until_on == journey.day - timedelta(days=1)
    journey.after(-10)
    assert told(journey) == {assessor.email}


def test_an_absence_is_ended_once(journey):
    assessor = journey.people.user("assessor")
    row = away(assessor, user_of("assessor"), journey, 5, 9)
    end_absence(absence=row, actor=person(assessor), at=journey.at)
    with pytest.raises(WrongState):
        end_absence(absence=row, actor=person(assessor), at=journey.at)
    assert Absence.objects.get().cancelled_at == journey.at
