"""A conflict of interest is declared while the relay has a mail for the person in its hands."""

from functools import partial
from threading import Event, Thread

import pytest
from django.db import connection

from cases.operations.declare_conflict import declare_conflict, declare_conflict_with_company
from cases.operations.notes import add_note
from recognition.accounts.actors import person
from recognition.clock import now
from recognition.outbox.enqueue import Draft, enqueue
from recognition.outbox.models import Message
from recognition.outbox.relay import relay_due
from tests.cases.journey import Journey
from tests.cases.overlap import LONGEST, overlap

WORDS = {"kind": "family", "text": "My sister leads its laboratory."}


def declaring(journey, scope="case"):
    user = journey.people.user("assessor")
    common = {**WORDS, "person": user, "actor": person(user), "at": journey.at}
    if scope == "company":
        return partial(declare_conflict_with_company, organisation=journey.case.organisation, **common)
    return partial(declare_conflict, application=journey.case, **common)


def only_a_mention(journey):
    """One mail, which names the case, waits for the assessor; nothing else waits."""
    Message.objects.all().delete()
    add_note(**journey.by("lead"), text=f"For @{journey.people.user('assessor').username}.")
    return Message.objects.get(topic="mentioned")


def sent_to(letterbox, user):
    return [mail for mail in letterbox.mails if user.email in str(mail["To"])]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scope", ["case", "company"])
def test_one_that_is_being_sent_has_left_before_the_declaration_is_made(scope, letterbox):
    journey = Journey().assessing()
    message = only_a_mention(journey)
    overlap(relay_due, declaring(journey, scope))
    message.refresh_from_db()
    assert message.state == "sent"
    assert len(sent_to(letterbox, journey.people.user("assessor"))) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scope", ["case", "company"])
def test_one_that_is_claimed_while_it_is_declared_does_not_leave(scope, letterbox):
    journey = Journey().assessing()
    message = only_a_mention(journey)
    overlap(declaring(journey, scope), relay_due)
    relay_due()
    message.refresh_from_db()
    assert message.state == "called_off"
    assert not sent_to(letterbox, journey.people.user("assessor"))


@pytest.mark.django_db(transaction=True)
def test_the_server_that_hangs_keeps_the_declaration_waiting_and_then_the_mail_is_not_tried_again(letterbox):
    """The relay has claimed it, and the server puts it off: what is declared meanwhile stands before the next try."""
    journey = Journey().assessing()
    message = only_a_mention(journey)
    reached, go_on = Event(), Event()

    def put_off(mail):
        reached.set()
        go_on.wait(LONGEST)
        return "451 4.3.0 try again later"

    letterbox.answer = put_off
    relay = Thread(target=lambda: (relay_due(), connection.close()))
    relay.start()
    assert reached.wait(LONGEST)
    declare = Thread(target=lambda: (declaring(journey)(), connection.close()))
    declare.start()
    go_on.set()
    relay.join(LONGEST)
    declare.join(LONGEST)
    letterbox.answer = lambda mail: ""
    Message.objects.filter(state="waiting").update(next_attempt_at=now())
    relay_due()
    message.refresh_from_db()
    assert message.state == "called_off"
    assert not sent_to(letterbox, journey.people.user("assessor"))


@pytest.mark.django_db
def test_one_that_was_written_after_the_declaration_had_called_off_the_others_does_not_leave(letterbox):
    """By a transaction that had found them unbarred, and that no lock of the declaration could see."""
    journey = Journey().assessing()
    Message.objects.all().delete()
    declaring(journey, "company")()
    late = {"to": journey.people.user("assessor").email, "to_label": "", "subject": "News", "body_text": "News."}
    draft = Draft(key="late", topic="mentioned", subject_type="application", subject_id=str(journey.pk), **late)
    enqueue([draft], at=journey.at)
    relay_due()
    message = Message.objects.get(key="late")
    assert (message.state, "conflict of interest" in message.last_error) == ("called_off", True)


@pytest.mark.django_db
def test_a_mail_about_many_cases_that_names_the_barred_one_is_replaced_by_one_that_names_none(letterbox):
    journey = Journey().assessing()
    user = journey.people.user("assessor")
    Message.objects.all().delete()
    body = f"{journey.case.reference}: Cardelin is due tomorrow.\n"
    enqueue([Draft("digest-1", "reminder_digest", user.email, str(user), "Reminders", body)], at=journey.at)
    declaring(journey)()
    relay_due()
    relay_due()
    mails = sent_to(letterbox, user)
    assert len(mails) == 1
    assert "/work/" in str(mails[0])
    assert journey.case.reference not in str(mails[0])
    assert Message.objects.get(key="digest-1").state == "called_off"


@pytest.mark.django_db
def test_what_a_company_is_told_and_what_tells_of_the_conflict_itself_leave_as_ever(letterbox):
    journey = Journey().assessing()
    user = journey.people.user("assessor")
    declare_conflict(**journey.by("manager"), person=user, **WORDS)
    relay_due()
    relay_due()
    assert Message.objects.get(topic="conflict_declared_of_yours").state == "sent"
    assert Message.objects.filter(to=journey.case.contact_email, state="sent").exists()
