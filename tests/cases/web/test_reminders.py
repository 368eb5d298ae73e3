"""My reminders: what stands there, who sees it, and acknowledging without a script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Notice, Reminder
from cases.operations.absences import record_absence
from cases.operations.sweep import sweep
from recognition.accounts.actors import person
from tests.cases.journey import Journey, People, on_b, user_of


@pytest.fixture
def told(db, today):
    """On A at day 45: the assessor has two steps of one date, the lead one."""
    journey = Journey().assessing()
    for days in (30, 15):
        sweep(at=journey.after(days).at)
    today(journey)
    return journey


def page(client, **chosen):
    return client.get(reverse("reminders"), chosen).content.decode()


def press(client, **data):
    return client.post(reverse("reminders-done"), data, follow=True)


def test_two_steps_of_one_date_stand_there_once_and_are_counted_once(client, sign_in, told):
    sign_in(told.people.user("assessor"))
    text = page(client)
    assert text.count('name="one"') == 1
    assert "Reminders (1)" in text
    assert "Due in 15 days" in text


def test_one_press_acknowledges_the_date_with_its_earlier_steps(client, sign_in, told):
    sign_in(told.people.user("assessor"))
    row = Reminder.objects.get(application=told.case, step="D45")
    text = press(client, one=row.pk).content.decode()
    assert "1 reminder acknowledged." in text
    assert "Nothing waits for you" in text
    assert not Notice.objects.filter(reader=told.people.user("assessor"), acknowledged_at=None).exists()
    assert f"{told.case.reference}" in page(client, view="done")


def test_all_that_are_ticked_are_acknowledged(client, sign_in, told):
    sign_in(told.people.user("lead"))
    row = Reminder.objects.get(application=told.case, step="D45")
    press(client, reminder=[row.pk])
    assert "Nothing waits for you" in page(client)


@pytest.mark.parametrize("role", ["manager", "assessor", "signatory", "auditor"])
def test_another_persons_reminder_is_one_that_is_not_there(client, sign_in, told, role):
    sign_in(user_of(role))
    row = Reminder.objects.get(application=told.case, step="D45")
    assert told.case.reference not in page(client) + page(client, view="done")
    assert press(client, one=row.pk).status_code == 404
    assert press(client, one=row.pk + 1000).status_code == 404
    assert not Notice.objects.filter(acknowledged_at__isnull=False).exists()


@pytest.mark.parametrize("key", ["", "x", "-1", "²", "9" * 30, "\x00"])
def test_a_key_that_is_none_is_one_that_is_not_there(client, sign_in, told, key):
    sign_in(told.people.user("lead"))
    assert press(client, one=key).status_code == 404


def test_who_reads_no_cases_has_no_list_and_no_count(client, sign_in, told):
    user = told.people.user("assessor")
    user.role = "administrator"
    user.save()
    sign_in(user)
    assert client.get(reverse("reminders")).status_code == 403
    assert "Reminders" not in client.get(reverse("my-account")).content.decode()


def test_nothing_ticked_changes_nothing_and_says_so(client, sign_in, told):
    sign_in(told.people.user("lead"))
    assert "Tick a reminder first" in press(client).content.decode()


def test_it_says_for_whom_one_stands_in(client, sign_in, db, today):
    journey, deputy = Journey().assessing(), user_of("assessor")
    away = journey.people.user("assessor")
    record_absence(
        user=away,
        deputy=deputy,
        from_on=journey.day,
        until_on=journey.day + timedelta(days=40),
        actor=person(away),
        at=journey.at,
    )
    sweep(at=journey.after(30).at)
    today(journey)
    sign_in(deputy)
    assert f"For {away}, in whose place you stand" in page(client)


def test_a_clock_that_stands_reminds_of_nothing(client, sign_in, db, today):
    journey = on_b().assessing()
    sweep(at=journey.after(55).at)
    from cases.operations.raise_information_request import raise_information_request
    from tests.cases.journey import POINT

    raise_information_request(**journey.after(15).by("lead"), points=[POINT])
    today(journey)
    sign_in(journey.people.user("assessor"))
    assert "Nothing waits for you" in page(client)


def test_a_list_of_twelve_takes_the_statements_of_two(client, sign_in, db, today):
    counts, people = [], People()
    for more in (2, 10):
        journeys = [Journey(people=people).assessing() for _ in range(more)]
        sweep(at=journeys[-1].after(30).at)
        today(journeys[-1])
        sign_in(people.user("assessor"))
        page(client)
        with CaptureQueriesContext(connection) as context:
            page(client)
        counts.append(len(context))
    assert counts[0] == counts[1] <= 8


def test_the_navigations_count_is_one_bounded_statement(client, sign_in, told):
    sign_in(told.people.user("lead"))
    with CaptureQueriesContext(connection) as context:
        client.get(reverse("settings"))
    counting = [row["sql"] for row in context if "cases_notice" in row["sql"]]
    assert len(counting) == 1
    assert "LIMIT 100" in counting[0]
