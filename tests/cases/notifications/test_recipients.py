"""Who is told, and that each is told once."""

from __future__ import annotations

from cases.notifications.messages import queue_messages
from cases.notifications.recipients import recipients
from cases.queries.history import history_of
from cases.queries.timetables import timetable_of
from recognition.outbox.models import Message
from tests.cases.journey import Journey, user_of


def addresses(case, *words):
    return [recipient.email for recipient in recipients(case, words)]


def test_the_company_is_reached_at_the_contact_that_the_application_names(db):
    case = Journey().drafted().case

    assert addresses(case, "company") == ["regulatory@aldbrook.example"]


def test_without_a_contact_the_company_itself_is_told(db):
    case = Journey(facts={"contact_email": "", "contact_name": ""}).drafted().case

    found = recipients(case, ["company"])

    assert [(who.email, who.label) for who in found] == [(case.organisation.contact_email, case.organisation.name)]


def test_the_assessor_and_the_lead_of_the_case_are_told(db):
    journey = Journey().assessing()
    user_of("assessor")  # another, who has nothing to do with it

    people = journey.people
    assert addresses(journey.case, "assessor", "lead") == [people.user("assessor").email, people.user("lead").email]


def test_of_a_draft_its_company_alone_is_told(db):
    user_of("manager")

    assert addresses(Journey().drafted().case, "company", "lead") == ["regulatory@aldbrook.example"]


def test_where_nobody_has_the_case_the_managers_are_told(db):
    manager = user_of("manager")
    user_of("manager", is_active=False)

    assert addresses(Journey().received().case, "assessor", "lead") == [manager.email]


def test_who_has_left_is_told_nothing_and_the_next_one_is(db):
    journey = Journey().assessing()
    for role in ("assessor", "validator"):
        journey.people.user(role).is_active = False
        journey.people.user(role).save()
    validator = user_of("validator")

    assert addresses(journey.case, "assessor", "validator") == [journey.people.user("lead").email, validator.email]


def test_a_case_that_no_validator_has_is_told_to_all_of_them(db):
    journey = Journey().received()
    everyone = {user_of("validator").email, user_of("validator").email}

    assert set(addresses(journey.case, "validator")) == everyone


def test_then_to_the_one_who_has_it(db):
    user_of("validator")
    journey = Journey().validating()

    assert addresses(journey.case, "validator") == [journey.people.user("validator").email]


def test_a_person_who_is_two_things_to_a_case_is_told_once(db):
    journey = Journey().assessing()
    case = journey.case
    case.assessor = case.lead

    assert addresses(case, "assessor", "lead") == [journey.people.user("lead").email]


def test_the_same_event_twice_tells_each_once(db):
    journey = Journey().assessing()
    case, event = journey.case, history_of(journey.case).first()
    before = Message.objects.count()

    for _ in range(2):
        timetable = timetable_of(case, today=journey.day)
        queue_messages(case, [(event, ["company", "assessor", "lead"])], timetable=timetable)

    assert Message.objects.filter(cause=event.uuid).count() == 3
    assert Message.objects.count() == before  # the move itself had told them
