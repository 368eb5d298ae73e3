"""The calendar feed: a secret address, which shows what its person may see now, and dies with them."""

from __future__ import annotations

import logging

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from cases.operations.calendar_feeds import end_feed, make_feed
from cases.operations.sweep import sweep
from recognition.accounts.actors import person
from recognition.accounts.models import CalendarFeed
from recognition.audit.models import Entry
from recognition.logs import without_secrets
from tests.cases.journey import Journey, on_b, user_of


@pytest.fixture
def journey(db, today):
    journey = on_b().asked()
    today(journey)
    return journey


def address(journey, user=None):
    secret = make_feed(actor=person(user or journey.people.user("assessor")), at=journey.at)
    return reverse("calendar-feed", args=[secret])


def events(url):
    answer = Client().get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(event["uid"]).split("@")[0]: event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_it_has_ones_dates_as_whole_days(journey):
    found = events(address(journey))
    reply = found[f"{journey.case.reference}-information_reply-1"]
    due_on = journey.case.deadlines.get(code="information_reply").due_on
    assert b"DTSTART;VALUE=DATE:" + f"{due_on:%Y%m%d}".encode() in reply.to_ical()
    assert (reply["dtend"].dt - reply["dtstart"].dt).days == 1
    assert str(reply["status"]) == "CONFIRMED"


def test_a_forecast_is_tentative(journey):
    decision = events(address(journey))[f"{journey.case.reference}-decision-1"]
    assert str(decision["status"]) == "TENTATIVE"
    assert "forecast" in str(decision["summary"])


def test_uids_stay_while_dates_move(journey, today):
    url = address(journey)
    before = set(events(url))
    sweep(at=journey.after(5).at)
    today(journey)
    after = events(url)
    assert set(after) == before
    assert (
        after[f"{journey.case.reference}-decision-1"]["dtstart"].dt
        == journey.case.deadlines.get(code="decision").due_on
    )


def test_what_has_not_changed_is_not_sent_again(journey):
    url = address(journey)
    etag = Client().get(url)["ETag"]
    again = Client().get(url, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    sweep(at=journey.after(1).at)
    assert Client().get(url, headers={"if-none-match": etag}).status_code == 200


def test_it_needs_no_session_and_makes_none(journey):
    answer = Client().get(address(journey))
    assert not answer.cookies
    assert answer["Cache-Control"] == "private, no-cache"


def test_it_shows_nothing_of_others(journey):
    other = Journey().assessing()
    assert other.case.reference not in Client().get(address(journey)).content.decode()
    assert not events(address(journey, user_of("assessor")))


def test_what_one_gives_away_leaves_it(journey):
    from cases.models import Assessment
    from cases.operations.assign import assign

    url = address(journey)
    Assessment.objects.filter(application=journey.case).update(assessor=None)
    assign(**journey.by("lead"), assessor=user_of("assessor"), lead=journey.people.user("lead"))
    assert not events(url)


@pytest.mark.parametrize("role", ["administrator"])
def test_who_may_read_no_cases_any_more_has_no_calendar(journey, role):
    url, user = address(journey), journey.people.user("assessor")
    user.role = role
    user.save()
    assert Client().get(url).status_code == 404


def test_who_leaves_takes_none_along_even_if_they_come_back(journey):
    url, user = address(journey), journey.people.user("assessor")
    user.is_active = False
    user.save()
    assert Client().get(url).status_code == 404
    user.is_active = True
    user.save()
    assert Client().get(url).status_code == 404


def test_who_was_made_inactive_past_the_model_has_none_either(journey):
    url, user = address(journey), journey.people.user("assessor")
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert Client().get(url).status_code == 404


def test_a_new_address_ends_the_one_before(journey):
    old, new = address(journey), address(journey)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200


def test_an_ended_address_shows_nothing_and_the_record_knows(journey):
    url = address(journey)
    assert end_feed(actor=journey.people.actor("assessor"), at=journey.at)
    assert Client().get(url).status_code == 404
    assert Entry.objects.filter(action__in=["calendar_feed_made", "calendar_feed_ended"]).count() == 2


def test_the_secret_is_kept_nowhere(journey):
    url = address(journey)
    secret = url.split("/")[-1].removesuffix(".ics")
    row = CalendarFeed.objects.get()
    assert secret not in str(vars(row))
    assert not any(secret in str(vars(entry)) for entry in Entry.objects.all())


def test_no_line_of_the_log_has_it():
    line = without_secrets(None, "", {"request": "GET /calendar/feed/abc-DEF_123.ics", "code": 200})
    assert line == {"request": "GET /calendar/feed/...", "code": 200}
    assert logging.getLogger("django_structlog") is not None


def test_it_is_shown_once_and_its_last_use_after(client, sign_in, journey):
    sign_in(journey.people.user("assessor"))
    text = client.post(reverse("settings-feed")).content.decode()
    path = text.split("/calendar/feed/")[1].split("<")[0]
    again = client.get(reverse("settings")).content.decode()
    assert path not in again
    assert "It has not been used yet." in again
    Client().get(f"/calendar/feed/{path}")
    assert "It was last used on" in client.get(reverse("settings")).content.decode()


def test_guesses_are_held_up(journey, settings):
    settings.FEED_REQUESTS_PER_MINUTE = 3
    answers = [Client().get(reverse("calendar-feed", args=[f"guess-{n}"])).status_code for n in range(5)]
    assert answers == [404, 404, 404, 429, 429]


@pytest.mark.parametrize("secret", ["x", "%00", "é", "a" * 500])
def test_an_address_that_never_was_is_answered_as_absent(db, secret):
    assert Client().get(f"/calendar/feed/{secret}.ics").status_code == 404


def test_it_is_read_only(journey):
    assert Client().post(address(journey)).status_code == 405
