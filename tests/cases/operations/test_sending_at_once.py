"""Two leads send at once; a point is drafted while it is sent."""

from functools import partial

import pytest

from cases.models import DraftPoint
from cases.operations import consolidate, draft_points
from cases.queries.draft_points import desk_of
from cases.workflow.refusals import Refused
from recognition.audit.models import Entry
from recognition.outbox.models import Message
from tests.cases.at_once import at_once
from tests.cases.web.journeys_of_acts import approved

pytestmark = pytest.mark.django_db(transaction=True)


def sending(journey):
    seal, common = desk_of(journey.case).seal, journey.by("lead")
    return lambda: consolidate.send_points(**common, seal=seal)


def test_four_leads_send_one_request():
    journey = approved()
    answers = at_once(*[sending(journey)] * 4)

    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert len(refused) == 3
    assert all("already awaits information" in answer.why for answer in refused)
    assert journey.case.information_requests.get().points.count() == 2
    assert Entry.objects.filter(subject_id=str(journey.pk), action="information_requested").count() == 1
    assert Message.objects.filter(topic="information_requested").count() == 3


@pytest.mark.parametrize("attempt", range(3))
def test_a_point_drafted_meanwhile_is_in_or_still_a_draft(attempt):
    journey = approved()
    fields = {"discipline": "clinical", "grade": "other", "text": "Meanwhile."}
    draft = partial(draft_points.draft_point, **journey.by("assessor"), **fields)
    sent, drafted = at_once(sending(journey), draft)

    row = DraftPoint.objects.get(pk=drafted.pk)
    assert row.state == DraftPoint.State.DRAFT
    if isinstance(sent, Refused):
        assert "have changed since" in sent.why
        assert not journey.case.information_requests.exists()
    else:
        assert [point.text for point in sent.points.all()] == [
            "Justify the quality part.",
            "Justify the clinical part.",
        ]
    assert row in desk_of(journey.case).points
