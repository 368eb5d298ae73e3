"""One mail a morning for those who want one: folded by case, sent once, with what is still due."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta

import pytest
from django.db import connection

from cases.deadlines.digest import send_digests
from cases.models import Notice
from cases.operations.acknowledge import acknowledge
from cases.operations.choose_delivery import choose_delivery
from cases.operations.sweep import sweep
from recognition.accounts.models import User
from recognition.clock import LONDON
from recognition.outbox.models import Message
from tests.cases.journey import Journey, People


def wanting(*roles, at):
    people = People()
    for role in roles:
        choose_delivery(actor=people.actor(role), choice="digest", at=at)
    return people


def clock(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


def digests():
    return Message.objects.filter(topic="reminder_digest")


def night(journey, days=30):
    """The sweep shortly after midnight."""
    sweep(at=clock(journey.after(days).day, 0, 5))
    return journey


@pytest.fixture
def two(db):
    """Two cases of one assessor, both at day 30 of A."""
    people = wanting("assessor", at=Journey().at)
    cases = [Journey(people=people).assessing(), Journey(people=people).assessing()]
    night(cases[1])
    cases[0].day = cases[1].day
    return cases


def test_at_night_nothing_leaves_and_in_the_morning_one_mail_does(two):
    assert not Message.objects.filter(topic="reminder").exists()
    assert sweep(at=clock(two[0].day, 6, 59))["digests"] == 0
    assert sweep(at=clock(two[0].day, 7))["digests"] == 1
    assert sweep(at=clock(two[0].day, 7, 5))["digests"] == 0
    mail = digests().get()
    assert all(one.case.reference in mail.body_text for one in two)
    assert mail.subject.endswith("2 cases")


@pytest.mark.parametrize("day", [(2026, 3, 29), (2026, 10, 25)])
def test_on_both_days_of_the_clock_change_it_leaves_at_seven_in_london(db, day):
    people = wanting("assessor", at=Journey().at)
    morning = clock(datetime(*day).date(), 7)
    journey = Journey(day=morning.date() - timedelta(days=51), people=people).assessing()
    night(journey)
    assert journey.day == morning.date()
    assert send_digests(at=morning - timedelta(minutes=1)) == 0
    assert send_digests(at=morning) == 1


def test_two_steps_of_one_date_are_one_line(db):
    people = wanting("assessor", at=Journey().at)
    journey = Journey(people=people).assessing()
    sweep(at=clock(journey.after(54).day, 8))  # D30, D45 and D53 were missed
    body = digests().get().body_text
    assert body.count("Decision") == 1


def test_what_was_acknowledged_in_the_night_is_left_out(two):
    notice = Notice.objects.filter(reminder__application=two[0].pk).first()
    acknowledge(reminder=notice.reminder, actor=two[0].people.actor("assessor"), at=two[0].at)
    send_digests(at=clock(two[0].day, 7))
    body = digests().get().body_text
    assert two[1].case.reference in body
    assert two[0].case.reference not in body


def test_nothing_to_say_is_no_mail(two):
    for notice in Notice.objects.filter(waits_for_digest=True):
        acknowledge(reminder=notice.reminder, actor=two[0].people.actor("assessor"), at=two[0].at)
    assert send_digests(at=clock(two[0].day, 7)) == 0
    assert not Notice.objects.filter(waits_for_digest=True).exists()


def test_who_may_see_no_case_any_more_is_told_of_none(two):
    User.objects.filter(pk=two[0].people.user("assessor").pk).update(role="administrator")
    assert send_digests(at=clock(two[0].day, 7)) == 0


def test_who_has_left_has_no_mail(two):
    User.objects.filter(pk=two[0].people.user("assessor").pk).update(is_active=False)
    send_digests(at=clock(two[0].day, 7))
    assert not digests().exists()


def test_who_changes_their_mind_at_night_has_the_mail_that_waits(two):
    choose_delivery(actor=two[0].people.actor("assessor"), choice="at_once", at=two[0].at)
    assert send_digests(at=clock(two[0].day, 7)) == 1


def test_what_comes_after_the_mornings_mail_waits_for_the_next(two):
    send_digests(at=clock(two[0].day, 7))
    Notice.objects.update(waits_for_digest=True)
    assert send_digests(at=clock(two[0].day, 12)) == 0
    assert send_digests(at=clock(two[0].day + timedelta(days=1), 7)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_beats_send_one():
    people = wanting("assessor", at=Journey().at)
    journey = night(Journey(people=people).assessing())
    at = clock(journey.day, 7)

    def run(_):
        try:
            return send_digests(at=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(run, range(4))) == 1
    assert digests().count() == 1
