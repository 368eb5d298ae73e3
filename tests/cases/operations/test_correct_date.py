"""A past date is put right: by whom, to which days, and what follows from it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection

from cases.operations.correct_date import correct_date
from cases.operations.replies import receive_information
from cases.operations.sweep import sweep
from cases.queries.past_days import past_days
from cases.queries.timetables import timetable_of
from cases.workflow.refusals import InvalidInput, NotPermitted, Refused, WrongState
from recognition.audit.models import Entry
from recognition.outbox.models import Message
from tests.cases.journey import REACH, Journey, on_b

WHY = "The portal's receipt says so."
RECEIPT, ZERO, ASKED = date(2026, 2, 2), date(2026, 2, 23), date(2026, 5, 4)  # of `on_b().asked()`


def corrected(journey, which, on, role="manager"):
    correct_date(**journey.by(role), which=which, on=on, reason=WHY)
    return timetable_of(journey.case, today=journey.day)


def answered():
    journey = on_b().asked().after(39)
    receive_information(**journey.by("company"), answers={1: "As asked."})
    return journey.after(1)


def test_a_receipt_moves_what_is_counted_from_it_and_nothing_else(db):
    journey = Journey().assessing().after(3)
    found = corrected(journey, "receipt-1", RECEIPT - timedelta(days=4))

    assert found.deadline("statutory_decision").due_on == RECEIPT + timedelta(days=206)
    assert found.deadline("decision").due_on == ZERO + timedelta(days=60)
    assert journey.case.submitted_on == RECEIPT - timedelta(days=4)


def test_day_0_moves_every_date_of_the_assessment(db):
    journey = Journey().assessing().after(3)
    found = corrected(journey, "validation-1", ZERO - timedelta(days=2))

    assert (found.clock.day_zero, found.clock.days_used) == (ZERO - timedelta(days=2), 5)
    assert found.deadline("decision").due_on == ZERO + timedelta(days=58)
    assert journey.case.deadlines.get(code="decision").due_on == ZERO + timedelta(days=58)


def test_a_reply_moves_both_clocks_that_stood_for_it(db):
    journey = answered()
    before = timetable_of(journey.case, today=journey.day)
    found = corrected(journey, "reply-1", ASKED + timedelta(days=30))

    for code in ("decision", "statutory_decision"):
        assert before.deadline(code).due_on - found.deadline(code).due_on == timedelta(days=9)
    assert journey.case.information_requests.get().replied_on == ASKED + timedelta(days=30)


def test_it_can_be_corrected_again_and_the_first_entry_stays(db):
    journey = Journey().assessing().after(3)
    corrected(journey, "validation-1", ZERO - timedelta(days=2))
    found = corrected(journey, "validation-1", ZERO - timedelta(days=1))

    assert found.clock.day_zero == ZERO - timedelta(days=1)
    assert journey.case.clock_entries.get(clock="route", act="started").on == ZERO
    assert journey.case.clock_entries.filter(clock="route", act="corrected").count() == 2


@pytest.mark.parametrize(
    ("which", "on", "words"),
    [
        ("validation-1", RECEIPT - timedelta(days=1), "Something that came before it happened on 02 February 2026"),
        ("validation-1", ASKED + timedelta(days=1), "Something that came after it happened on 04 May 2026"),
        ("receipt-1", ZERO + timedelta(days=1), "Something that came after it happened on 23 February 2026"),
        ("reply-1", ASKED - timedelta(days=1), "Something that came before it happened on 04 May 2026"),
        ("reply-1", date(2026, 6, 14), "cannot lie in the future: today is 13 June 2026"),
        ("reply-1", date(2026, 6, 12), "It is recorded as 12 June 2026 already"),
        ("reply-2", date(2026, 6, 1), "Choose one of receipt-1, validation-1, reply-1"),
    ],
)
def test_what_cannot_have_been_is_refused_and_changes_nothing(db, which, on, words):
    journey = answered()
    before = (journey.case.version, Entry.objects.count(), journey.case.clock_entries.count())
    with pytest.raises(InvalidInput, match=words):
        corrected(journey, which, on)
    assert (journey.case.version, Entry.objects.count(), journey.case.clock_entries.count()) == before


@pytest.mark.parametrize(("which", "on"), [("validation-1", RECEIPT), ("validation-1", ASKED), ("reply-1", ASKED)])
def test_the_days_at_the_bounds_can_have_been(db, which, on):
    journey = answered()
    corrected(journey, which, on)
    assert next(past.on for past in past_days(journey.case) if past.code == which) == on


@pytest.mark.parametrize("role", ["validator", "assessor", "lead", "signatory", "auditor", "administrator", "company"])
def test_only_a_manager_corrects_a_date(db, role):
    with pytest.raises(NotPermitted):
        corrected(Journey().assessing().after(1), "validation-1", ZERO - timedelta(days=1), role)


@pytest.mark.parametrize("state", ["granted", "refused", "withdrawn", "invalid", "lapsed", "not_eligible", "draft"])
def test_a_closed_case_keeps_the_dates_that_it_was_closed_on(db, state):
    with pytest.raises(WrongState):
        corrected(REACH[state](), "receipt-1", RECEIPT)


def test_reminders_that_were_sent_stay_and_none_is_sent_again(db):
    journey = Journey().assessing().after(46)
    assert sweep(at=journey.at)["reminders"] == 2  # D30 and D45
    sent = set(journey.case.reminders.filter(state="sent").values_list("step", "on"))
    corrected(journey, "validation-1", ZERO - timedelta(days=5))

    assert set(journey.case.reminders.filter(state="sent").values_list("step", "on")) == sent
    told = Message.objects.filter(topic="reminder").count()
    sweep(at=journey.after(2).at)  # day 53 of the corrected clock
    planned = dict(journey.case.reminders.exclude(state="sent").values_list("step", "on"))
    assert planned["D60"] == ZERO - timedelta(days=5) + timedelta(days=60)
    steps = list(journey.case.reminders.filter(state="sent", deadline="decision").values_list("step", flat=True))
    assert sorted(steps) == ["D30", "D45", "D53"]
    assert Message.objects.filter(topic="reminder").count() > told


def test_the_record_says_what_moved_and_the_company_is_told(db):
    journey = Journey().assessing().after(3)
    corrected(journey, "validation-1", ZERO - timedelta(days=2))
    entry = Entry.objects.get(action="date_corrected")

    assert entry.reason == WHY
    assert entry.data["changed"]["day_of_validation"] == ["2026-02-23", "2026-02-21"]
    assert entry.data["changed"]["decision"] == ["2026-04-24", "2026-04-22"]
    assert Message.objects.filter(cause=entry.uuid, to=journey.case.contact_email).exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_correct_it_to_the_same_day_at_once_one_is_told(db):
    journey = Journey().assessing().after(3)
    manager, case = journey.people.actor("manager"), journey.case

    def correct(_):
        day = ZERO - timedelta(days=2)
        try:
            correct_date(application=case, actor=manager, at=journey.at, which="validation-1", on=day, reason=WHY)
        except Refused as refused:
            return refused.why
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(correct, range(4)))
    assert answers.count("done") == 1
    assert case.clock_entries.filter(act="corrected", clock="route").count() == 1
