"""The company asks for longer to reply; a person answers, and nothing moves before that."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from cases.models import ExtensionRequest
from cases.operations import close, extensions, replies
from cases.workflow.refusals import InvalidInput, NotPermitted, RuleRefused, WrongState
from recognition.accounts.actors import company
from recognition.audit.models import Entry
from recognition.outbox.models import Message
from tests.cases.journey import Journey, client_of, on_b

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def due(journey):
    return journey.case.deadlines.get(code="information_reply").due_on


def only(journey):
    return ExtensionRequest.objects.get(request__application=journey.case)


def test_asking_moves_no_date_and_tells_both_sides():
    journey = on_b().asked()
    before = due(journey)
    journey.after(10).longer()

    assert due(journey) == before
    assert (journey.case.state, only(journey).state) == ("awaiting_information", "asked")
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.reason) == ("extension_requested", "A study is under way.")
    told = set(Message.objects.filter(cause=entry.uuid).values_list("to", flat=True))
    assert {journey.case.contact_email, journey.people.user("lead").email} <= told


def test_what_is_granted_answers_what_was_asked_even_with_fewer_days():
    journey = on_b().asked().longer(days=60)
    until = due(journey) + timedelta(days=20)
    replies.grant_extension(**journey.after(3).by("lead"), until=until, reason="Twenty will do.")

    row = only(journey)
    assert (row.state, row.granted_until, row.answer) == ("granted", until, "Twenty will do.")
    assert due(journey) == until


def test_declined_the_date_stays_and_the_company_reads_why():
    journey = on_b().asked().longer()
    before = due(journey)
    extensions.decline_extension(**journey.after(3).by("manager"), reason="The study is not needed.")

    assert (only(journey).state, due(journey)) == ("declined", before)
    mail = Message.objects.get(topic="extension_declined", to=journey.case.contact_email)
    assert "The study is not needed." in mail.body_text


def test_after_an_answer_the_company_may_ask_again():
    journey = on_b().asked().longer()
    extensions.decline_extension(**journey.by("lead"), reason="No.")
    journey.longer(days=10)

    assert [row.number for row in ExtensionRequest.objects.all()] == [1, 2]


def test_one_at_a_time():
    journey = on_b().asked().longer()
    with pytest.raises(RuleRefused, match="already"):
        journey.longer()
    with pytest.raises(IntegrityError):
        ExtensionRequest.objects.create(
            request=journey.case.information_requests.get(), number=2, until=journey.day, asked_on=journey.day
        )


@pytest.mark.parametrize(
    ("wait", "days", "rule"), [(61, 30, "EXTENSION-IN-TIME"), (0, 0, "EXTENSION-LATER"), (0, 121, "REPLY-CEILING")]
)
def test_what_could_not_be_granted_cannot_be_asked(wait, days, rule):
    journey = on_b().asked().after(wait)
    with pytest.raises(RuleRefused) as refused:
        journey.longer(days=days)
    assert refused.value.rule == rule
    assert not ExtensionRequest.objects.exists()


def test_on_the_reply_day_itself_and_to_the_last_day_it_can_be_asked():
    assert only(on_b().asked().after(60).longer(days=120)).state == "asked"


def test_on_a_running_clock_there_is_nothing_to_extend():
    with pytest.raises(WrongState):
        Journey().asked().longer(days=1)


def test_another_company_asks_for_nothing():
    journey = on_b().asked()
    with pytest.raises(NotPermitted):
        extensions.request_extension(
            **{**journey.by("company"), "actor": company(client_of())}, until=journey.day, reason="Ours."
        )


@pytest.mark.parametrize("role", ["assessor", "validator", "signatory", "auditor", "company"])
def test_only_a_lead_or_a_manager_declines(role):
    journey = on_b().asked().longer()
    with pytest.raises(NotPermitted):
        extensions.decline_extension(**journey.by(role), reason="No.")


def test_nothing_is_declined_that_was_not_asked():
    with pytest.raises(RuleRefused, match="not asked"):
        extensions.decline_extension(**on_b().asked().by("lead"), reason="No.")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 10_001, "a\0b"])
def test_a_reason_is_needed(reason):
    journey = on_b().asked()
    with pytest.raises(InvalidInput):
        extensions.request_extension(**journey.by("company"), until=due(journey) + timedelta(days=1), reason=reason)


@pytest.mark.parametrize("end", ["reply", "overdue", "withdrawn"])
def test_it_closes_with_what_it_was_about(end):
    journey = on_b().asked().longer()
    if end == "reply":
        replies.receive_information(**journey.after(1).by("company"), answers={1: "Here."})
    elif end == "overdue":
        replies.mark_reply_overdue(application=journey.after(61).case, at=journey.at)
    else:
        close.withdraw(**journey.by("company"), reason="No launch.")

    assert only(journey).state == "closed"


def test_an_extension_that_nobody_asked_for_is_granted_all_the_same():
    journey = on_b().asked()
    replies.grant_extension(**journey.by("lead"), until=due(journey) + timedelta(days=5), reason="Holidays.")

    assert not ExtensionRequest.objects.exists()
