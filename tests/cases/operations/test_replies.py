"""A reply answers every point, and may bring papers with each."""

import pytest
from django.core.files.base import ContentFile

from cases.operations.documents import add_document
from cases.operations.replies import receive_information
from cases.workflow.refusals import InvalidInput
from recognition.outbox.models import Message
from tests.cases.journey import Journey, on_b

pytestmark = pytest.mark.django_db


def test_each_point_has_to_be_answered():
    journey = on_b().asked().after(5)
    with pytest.raises(InvalidInput) as error:
        receive_information(**journey.by("company"), answers={1: " ", 7: "What?"})
    assert [row.field for row in error.value.errors] == ["answers/1", "answers/7"]
    assert journey.case.state == "awaiting_information"


def test_the_answers_are_kept_with_their_points():
    journey = on_b().asked().after(5)
    request = receive_information(**journey.by("company"), answers={1: " As asked. "})
    assert (request.state, request.points.get().answer) == ("answered", "As asked.")
    assert str(request.replied_on) == "2026-05-09"


def test_a_notice_goes_to_the_contact_that_the_application_names():
    journey = on_b().asked()
    message = Message.objects.get(topic="information_requested", to="regulatory@aldbrook.example")
    assert journey.people.user("lead").get_username() not in message.body_text
    assert journey.case.reference in message.subject


def _sent(journey: Journey) -> int:
    paper = ContentFile(b"The limit is justified.", "limit.txt")
    return add_document(**journey.by("company"), kind="reply", sequence="0001", file=paper).pk


def test_a_paper_comes_with_the_point_that_it_answers():
    journey = on_b().asked().after(5)
    key = _sent(journey)

    request = receive_information(**journey.by("company"), answers={1: "See there."}, documents={1: [key]})

    assert [row.pk for row in request.points.get().documents.all()] == [key]


@pytest.mark.parametrize("wrong", ["of another case", "of the regulator", "of no point"])
def test_a_reply_brings_no_paper_that_is_not_its_own(wrong):
    journey, other = on_b().asked().after(5), on_b().asked().after(5)
    key, point = _sent(journey), 1
    if wrong == "of another case":
        key = _sent(other)
    elif wrong == "of the regulator":
        note = ContentFile(b"Ours.", "a.txt")
        key = add_document(**journey.by("lead"), kind="assessment_report", file=note).pk
    else:
        point = 9
    with pytest.raises(InvalidInput) as refused:
        receive_information(**journey.by("company"), answers={1: "See there."}, documents={point: [key]})

    assert [error.field for error in refused.value.errors] == [f"documents/{point}"]
    assert journey.case.state == "awaiting_information"
