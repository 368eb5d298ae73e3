"""What a page says that an act will do is what it does; and who only looks holds nobody up and leaves nothing."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.test import RequestFactory

from cases.models import InformationRequest
from cases.operations.raise_information_request import raise_information_request
from cases.queries.standing import standing_of
from cases.web.act import Sample
from cases.web.acts import ACTS
from cases.web.forms.base import Asked
from cases.web.trial import try_with
from cases.workflow.foresight import foresee
from cases.workflow.lock import locked
from cases.workflow.refusals import Refused
from recognition.audit.models import Entry
from recognition.audit.record import Subject, record
from recognition.outbox.models import Message
from tests.cases.journey import POINT, on_b

from .journeys_of_acts import TRIES, typed_of

DATES = sorted(name for name, act in ACTS.items() if act.tells_dates and name != "sign")  # a signature asks who signs


@pytest.mark.parametrize("name", DATES)
def test_what_is_foreseen_is_what_happens(db, today, name):
    act, how = ACTS[name], TRIES[name]
    journey = how.begin()
    today(journey)
    actor = journey.people.actor(how.role)
    asked = Asked(RequestFactory().get("/"), actor, journey.case, how.about)
    form = act.form(typed_of(how, journey.case), asked=asked)
    assert form.is_valid(), form.errors
    arguments = form.arguments()

    standing = standing_of(journey.case, today=journey.day)
    seen = try_with(act, asked, Sample(arguments), standing, at=journey.at)
    foreseen = foresee(lambda: act.run(application=journey.case, actor=actor, at=journey.at, **arguments))
    newest = Entry.objects.latest("id").pk
    act.run(application=journey.case, actor=actor, at=journey.at, **arguments)

    done = standing_of(journey.case, today=journey.day)
    assert foreseen.after.deadlines == done.timetable.deadlines
    assert foreseen.application.state == done.application.state
    entries = Entry.objects.filter(subject_id=str(journey.case.pk), pk__gt=newest).values("uuid")
    told = Message.objects.filter(cause__in=entries).values_list("to_label", "to")
    assert set(seen.told) == {f"{label} ({to})" for label, to in told}


def test_what_came_before_the_door_is_undone(db):
    journey = on_b().assessing().after(70)
    version = journey.case.version
    found = foresee(lambda: raise_information_request(**journey.by("lead"), points=[POINT]))

    assert found.after.deadline("information_reply").due_on == journey.day.replace(month=7, day=3)
    assert not InformationRequest.objects.exists()
    assert journey.case.version == version


def test_a_refusal_is_foreseen_as_it_is(db):
    journey = on_b().assessing().after(69)
    with pytest.raises(Refused, match="day 70 at the earliest"):
        foresee(lambda: raise_information_request(**journey.by("lead"), points=[POINT]))


@pytest.mark.django_db(transaction=True)
def test_who_looks_waits_for_nobody():
    """Another has the case and the record locked, and has not finished."""
    journey = on_b().asked().after(5)
    held, finish = Event(), Event()

    def move():
        with transaction.atomic(), locked(journey.case):
            subject = Subject("application", str(journey.pk), "held")
            record(at=journey.at, actor=journey.people.actor("lead"), subject=subject, action="note_added")
            held.set()
            finish.wait(30)
            transaction.set_rollback(True)
        connection.close()

    lead = journey.people.actor("lead")
    thread = Thread(target=move)
    thread.start()
    try:
        assert held.wait(20)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        arguments = {"until": journey.day.replace(month=9), "reason": "A batch."}
        act = ACTS["extend-reply"]
        found = foresee(lambda: act.run(application=journey.case, actor=lead, at=journey.at, **arguments))
    finally:
        finish.set()
        thread.join(20)
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
    assert found.after.deadline("information_reply").due_on == arguments["until"]
