"""The pages of requests: what they say, to whom, and what they cost."""

from __future__ import annotations

import json

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.operations import close, consolidate, draft_points
from cases.operations.documents import add_document
from cases.operations.point_outcomes import record_outcome
from cases.queries.draft_points import desk_of
from cases.web.acts import ACTS
from recognition.outbox.models import Message
from tests.cases.api.caller import Caller
from tests.cases.journey import Journey, on_b

from .journeys_of_acts import answered, approved, drafted
from .test_case_pages import HOSTILE, page


@pytest.fixture
def seen(db, client, sign_in, today):
    def see(journey: Journey, role: str = "lead"):
        today(journey)
        sign_in(journey.people.user(role))
        return client

    return see


def url(journey: Journey, act: str, about: str = "") -> str:
    return ACTS[act].url(journey.case, about)


def many(count: int) -> Journey:
    """So many points drafted, answered and worked, some carried over."""
    journey = on_b().assessing().after(70)
    for n in range(count):
        draft_points.draft_point(**journey.by("assessor"), discipline="quality", grade="other", text=f"Point {n}.")
    answered(_sent(journey))
    for n in range(1, count + 1):
        follow = {"result": "not_resolved", "follow": "carry"} if n % 2 else {"result": "resolved"}
        record_outcome(**journey.by("assessor"), request=1, point=n, comment="Read.", **follow)
    return journey


def _sent(journey: Journey) -> Journey:
    approved(journey)
    consolidate.send_points(**journey.by("lead"), seal=desk_of(journey.case).seal)
    return journey.after(5)


@pytest.mark.parametrize("name", ["case-requests", "case-next-request", "case", "case-assessment"])
def test_its_cost_does_not_grow_with_the_points(seen, name):
    costs = []
    for count in (1, 25):
        journey = many(count)
        client = seen(journey)
        page(client, journey, name)
        with CaptureQueriesContext(connection) as queries:
            page(client, journey, name)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 25, costs


def test_a_round_is_worked_when_each_point_has_its_outcome(seen):
    journey = answered(_sent(drafted(count=2)))
    client = seen(journey, "assessor")
    assert "Answered, to be worked" in page(client, journey, "case-requests")
    assert "2 answered points wait for their outcome" in page(client, journey, "case-requests")

    for n in (1, 2):
        record_outcome(**journey.by("assessor"), request=1, point=n, result="resolved", comment="Shown.")
    said = page(client, journey, "case-requests")
    assert "Worked" in said
    assert "to be worked" not in said


def test_open_points_and_disciplines_are_filtered(seen):
    journey = answered(_sent(drafted(count=2)))
    record_outcome(**journey.by("assessor"), request=1, point=1, result="resolved", comment="Shown.")
    client = seen(journey)
    address = reverse("case-requests", args=[journey.case.reference])

    def shown(query: str) -> list[bool]:
        said = client.get(address + query).content.decode()
        return [f"Justify the {part} part." in said for part in ("quality", "clinical")]

    assert shown("") == [True, True]
    assert shown("?show=open") == [False, True]
    assert shown("?discipline=quality") == [True, False]
    assert shown("?show=open&discipline=quality") == [False, False]
    assert shown("?discipline=nonsense") == [False, False]
    assert "No point fits" in client.get(f"{address}?discipline=nonsense").content.decode()


def test_who_still_owes_points_is_seen(seen):
    journey = drafted()
    consolidate.say_points(**journey.by("assessor"), discipline="quality", said="ready")
    said = page(seen(journey), journey, "case-next-request")

    assert "Not ready yet:</strong> Non-clinical (nobody has it), Clinical" in said
    assert "said so on" in said


def test_another_assessor_is_not_offered_the_authors_acts(seen, sign_in):
    journey = drafted()
    client = seen(journey)
    sign_in("assessor")
    said = page(client, journey, "case-next-request")

    assert url(journey, "change-point", "1") not in said
    assert client.get(url(journey, "change-point", "1")).status_code == 403
    assert client.post(url(journey, "withdraw-point", "1"), {}).status_code == 403


def test_a_stale_save_shows_both_and_can_be_saved_again(seen):
    journey = drafted()
    draft_points.change_draft_point(
        **journey.by("lead"), number=1, version=1, discipline="quality", grade="major", text="The lead's words."
    )
    client = seen(journey, "assessor")
    typed = {"discipline": "quality", "grade": "major", "text": "My own words.", "version": "1"}
    answer = client.post(url(journey, "change-point", "1"), typed)
    said = answer.content.decode()

    assert answer.status_code == 409
    assert "The lead&#x27;s words." in said
    assert "My own words." in said
    assert 'name="version" value="2"' in said
    assert client.post(url(journey, "change-point", "1"), {**typed, "version": "2"}).status_code == 302
    assert journey.case.draft_points.get().text == "My own words."


def test_a_stale_outcome_shows_both(seen):
    journey = answered()
    record_outcome(**journey.by("lead"), request=1, point=1, result="partly", comment="The lead's view.")
    typed = {"result": "resolved", "comment": "My own view.", "version": "0", "follow": ""}
    answer = seen(journey, "assessor").post(url(journey, "record-outcome", "1-1"), typed)

    assert answer.status_code == 409
    assert "The lead&#x27;s view." in answer.content.decode()
    assert "My own view." in answer.content.decode()
    assert 'name="version" value="1"' in answer.content.decode()


def test_what_came_meanwhile_is_shown_before_it_is_approved(seen):
    journey = drafted()
    seal = desk_of(journey.case).seal
    draft_points.draft_point(**journey.by("assessor"), discipline="clinical", grade="other", text="Meanwhile.")
    client = seen(journey)
    answer = client.post(url(journey, "approve-points"), {"seal": seal, "reason": "They told me so."})

    assert answer.status_code == 409
    assert "Meanwhile." in answer.content.decode()
    again = {"seal": desk_of(journey.case).seal, "reason": "They told me so."}
    assert f'value="{again["seal"]}"' in answer.content.decode()
    assert client.post(url(journey, "approve-points"), again).status_code == 302


def test_the_preview_is_what_the_company_then_gets(seen):
    journey = approved()
    client = seen(journey)
    preview = client.get(url(journey, "send-points")).context["form"].preview

    assert client.post(url(journey, "send-points"), {"seal": desk_of(journey.case).seal}).status_code == 302
    mail = Message.objects.get(topic="information_requested", to=journey.case.contact_email)
    assert (preview.subject, preview.body) == (mail.subject, mail.body_text)
    answer = Caller(journey.company).get(f"/applications/{journey.case.reference}/information-requests/")
    assert json.loads(preview.served) == answer.json()["results"][0]


def test_looking_at_the_preview_sends_nothing(seen):
    journey = approved()
    seen(journey).get(url(journey, "send-points"))

    assert not journey.case.information_requests.exists()
    assert not Message.objects.filter(topic="information_requested").exists()


def test_hostile_text_is_text_on_every_page(seen):
    journey = on_b().assessing().after(70)
    words = f"{HOSTILE} =cmd() {'x' * 9_000}"
    draft_points.draft_point(**journey.by("assessor"), discipline="quality", grade="major", text=words, section=HOSTILE)
    approved(journey)
    client = seen(journey)
    pages = [page(client, journey, "case-next-request")]
    pages += [
        client.get(url(journey, act)).content.decode() for act in ("approve-points", "send-points", "order-points")
    ]
    answered(_sent(journey))
    record_outcome(
        **journey.by("assessor"), request=1, point=1, result="partly", comment=words, follow="carry", again=words
    )
    client = seen(journey)
    pages += [page(client, journey, "case-requests"), page(client, journey, "case-next-request")]
    pages.append(client.get(url(journey, "record-outcome", "1-1")).content.decode())

    for said in pages:
        assert "<img src=x" not in said
        assert "&lt;img src=x onerror=alert(1)&gt;" in said


@pytest.mark.parametrize("about", ["1-9", "9-1", "x", "1", "1-1-1", "99999999999-1"])
def test_a_point_that_is_not_there_is_not_found(seen, about):
    journey = answered()

    assert seen(journey).get(url(journey, "record-outcome", about)).status_code == 404


def test_the_identity_bar_and_the_worklist_count_what_is_open(seen):
    journey = answered().objected()
    client = seen(journey)

    assert "1 major objection and 1 major point open" in page(client, journey)
    listed = client.get(reverse("worklist"), {"majors": "on", "view": "all"}).content.decode()
    assert journey.case.reference in listed
    assert "1 major objection and 1 major point open" in listed


def test_a_direct_request_says_that_points_are_drafted_and_links_its_objection(seen):
    journey = drafted().objected()
    client = seen(journey)
    said = client.get(url(journey, "request-information")).content.decode()
    assert "1 point is drafted for the next request" in said
    assert 'name="objection_1" value="1"' in said

    typed = {"rows": "1", "objection_1": "1", "discipline_1": "quality", "grade_1": "major", "text_1": "The limit?"}
    assert client.post(url(journey, "request-information"), {**typed, "objection_1": "7"}).status_code == 422
    assert client.post(url(journey, "request-information"), typed).status_code == 302
    assert journey.case.information_requests.get().points.get().objection == journey.case.objections.get()


def test_the_decision_page_lists_what_a_grant_waits_for(seen):
    journey = answered().objected()
    client = seen(journey)
    said = page(client, journey, "case-decision")

    assert "A grant waits for all of them." in said
    assert "Point 1 of request 1" in said
    journey.assessed()
    blocked = client.get(url(journey, "recommend-grant")).content.decode()
    assert "1 major objection and 1 major point open: resolve what is major first." in blocked
    assert "What is open" in blocked
    assert "Point 1 of request 1" in client.get(url(journey, "recommend-refusal")).content.decode()


def test_the_overview_says_that_points_are_drafted(seen):
    journey = drafted(count=2)

    assert "2 points drafted for the next request" in page(seen(journey), journey)


def test_the_clock_of_the_identity_bar_stays_on_the_page_of_requests(seen):
    journey = answered()

    assert "40 days left" in page(seen(journey), journey, "case-requests")


def test_only_papers_that_came_since_are_offered_with_an_outcome(seen):
    journey = on_b().assessing()
    add_document(**journey.by("lead"), kind="letter", title="Before", file=ContentFile(b"A", "a.txt"))
    answered(_sent(drafted(journey.after(70))))
    add_document(**journey.by("lead"), kind="letter", title="Since", file=ContentFile(b"B", "b.txt"))
    said = seen(journey).get(url(journey, "record-outcome", "1-1")).content.decode()

    assert "Since, " in said
    assert "Before, " not in said


def test_the_clock_page_offers_what_moves_a_date(seen):
    journey = on_b().asked().after(10)
    client = seen(journey, "manager")
    said = page(client, journey, "case-clock")

    assert "Extend or correct" in said
    assert said.count(f'href="{url(journey, "extend-reply")}"') == 2  # in the identity bar's actions, and here
    assert f'href="{url(journey, "correct-date")}"' in said


def test_what_was_never_sent_is_still_read_when_the_case_is_over(seen):
    journey = drafted()
    close.withdraw(**journey.by("company"), reason="Commercial reasons.")
    client = seen(journey)

    assert "1 drafted point was never sent" in page(client, journey, "case-requests")
    said = page(client, journey, "case-next-request")
    assert "Justify the quality part." in said
    assert url(journey, "change-point", "1") not in said
    assert client.get(url(journey, "draft-point")).status_code == 409
