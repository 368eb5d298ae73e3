"""Eight people make the same move at once: one wins, seven are told who did."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cases.operations.raise_information_request import raise_information_request
from cases.workflow.refusals import Refused
from recognition.audit.models import Entry
from recognition.outbox.models import Message
from tests.cases.journey import POINT, on_b

PEOPLE = 8


@pytest.mark.django_db(transaction=True)
def test_eight_requests_at_once_leave_one():
    journey = on_b().assessing().after(70)
    case, lead, at = journey.case, journey.people.actor("lead"), journey.at
    told_before = Message.objects.count()
    barrier = Barrier(PEOPLE)

    def ask(_):
        barrier.wait(timeout=20)
        try:
            raise_information_request(application=case, actor=lead, at=at, points=[POINT])
        except Refused as refused:
            return refused
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(PEOPLE) as pool:
        answers = list(pool.map(ask, range(PEOPLE)))

    refusals = [answer for answer in answers if answer != "done"]
    assert len(refusals) == PEOPLE - 1
    assert all(f"already awaits information, asked by {lead.label}" in refusal.why for refusal in refusals)
    assert case.information_requests.count() == 1
    assert Entry.objects.filter(subject_id=str(case.pk), action="information_requested").count() == 1
    messages = Message.objects.filter(topic="information_requested")
    assert len(messages) == len({message.to for message in messages}) == 3  # the company, the assessor and the lead
    assert Message.objects.count() - told_before == 3


@pytest.mark.django_db(transaction=True)
def test_references_given_out_at_once_are_distinct():
    journey = on_b().drafted()
    company = journey.company

    def draft(_):
        from tests.cases.journey import Journey

        try:
            return Journey(client=company).drafted().case.reference
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        references = list(pool.map(draft, range(2 * PEOPLE)))
    assert len(set(references)) == 2 * PEOPLE
