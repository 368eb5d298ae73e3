"""Points drafted by several, agreed on by their lead, and sent as one request."""

from __future__ import annotations

import pytest

from cases.models import Application, DraftPoint, State
from cases.operations import consolidate, draft_points, objections
from cases.operations.draft_points import MOST
from cases.operations.raise_information_request import raise_information_request
from cases.queries.draft_points import desk_of
from cases.workflow.refusals import InvalidInput, NotPermitted, RuleRefused, WrongState
from recognition.accounts.actors import person
from recognition.audit.models import Entry
from tests.cases.journey import POINT, Journey, on_b, user_of

pytestmark = pytest.mark.django_db
NEW = {"discipline": "quality", "grade": "major", "text": "Justify the limit."}


@pytest.fixture
def journey() -> Journey:
    return on_b().assessing().after(70)


def draft(journey: Journey, **fields) -> DraftPoint:
    return draft_points.draft_point(**journey.by("assessor"), **{**NEW, **fields})


def change(journey: Journey, role: str = "assessor", **fields) -> DraftPoint:
    values = {"number": 1, "version": 1, **NEW, **fields}
    return draft_points.change_draft_point(**journey.by(role), **values)


def approve(journey: Journey, **fields):
    given = {"seal": desk_of(journey.case).seal, "reason": "The others have told me so.", **fields}
    return consolidate.approve_points(**journey.by("lead"), **given)


def send(journey: Journey, seal: str = ""):
    return consolidate.send_points(**journey.by("lead"), seal=seal or desk_of(journey.case).seal)


def newest(journey: Journey) -> Entry:
    return Entry.objects.filter(subject_id=str(journey.pk)).latest("id")


def test_a_draft_keeps_its_number_and_the_record_its_words(journey):
    draft(journey)
    draft_points.withdraw_draft_point(**journey.by("assessor"), number=1, reason="Answered by the report.")

    assert draft(journey, text="Another.").number == 2
    said = Entry.objects.filter(subject_id=str(journey.pk), action="point_drafted").order_by("id")
    assert [entry.data["text"] for entry in said] == ["Justify the limit.", "Another."]


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 10_001}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"grade": "fatal"}, "grade"),
        ({"discipline": "magic"}, "discipline"),
        ({"section": "3" * 201}, "section"),
        ({"document": 999_999_999}, "document"),
        ({"objection": 7}, "objection"),
    ],
)
def test_a_wrong_point_names_its_field(journey, fields, at):
    with pytest.raises(InvalidInput) as refused:
        draft(journey, **fields)

    assert [error.field for error in refused.value.errors] == [at]
    assert not journey.case.draft_points.exists()


@pytest.mark.parametrize("role", ["validator", "signatory", "auditor"])
def test_only_who_assesses_drafts(journey, role):
    with pytest.raises(NotPermitted):
        draft_points.draft_point(**journey.by(role), **NEW)


def test_a_closed_case_takes_no_point():
    journey = Journey().granted()
    with pytest.raises(WrongState):
        draft(journey)


def test_another_assessor_does_not_change_it(journey):
    draft(journey)
    other = {**journey.by("assessor"), "actor": person(user_of("assessor"))}

    with pytest.raises(NotPermitted):
        draft_points.change_draft_point(**other, number=1, version=1, **NEW)
    with pytest.raises(NotPermitted):
        draft_points.withdraw_draft_point(**other, number=1)


def test_a_lead_regrades_with_a_reason(journey):
    draft(journey)
    with pytest.raises(InvalidInput, match="reason for the other grade"):
        change(journey, "lead", grade="other")

    change(journey, "lead", grade="other", reason="The limit is met.")
    assert newest(journey).reason == "The limit is met."
    assert newest(journey).data["changed"] == {"grade": ["Major objection", "Other concern"]}


def test_a_stale_save_is_refused_and_changes_nothing(journey):
    draft(journey)
    change(journey, "lead", text="The lead's words.")

    with pytest.raises(WrongState, match="after you had opened it") as refused:
        change(journey, text="The assessor's words.")
    assert refused.value.rule == "STALE"
    assert journey.case.draft_points.get().text == "The lead's words."


def test_saving_what_is_there_already_is_no_change(journey):
    draft(journey)
    before = newest(journey).pk
    change(journey)

    assert newest(journey).pk == before


def test_a_request_takes_forty_points(journey):
    for n in range(MOST):
        draft(journey, text=f"Point {n}")
    with pytest.raises(WrongState, match="40 points at most"):
        draft(journey)


def test_a_discipline_says_so_until_its_points_change(journey):
    say = {**journey.by("assessor"), "discipline": "quality"}
    with pytest.raises(InvalidInput, match="none drafted"):
        consolidate.say_points(**say, said="ready")
    draft(journey)
    with pytest.raises(InvalidInput, match="1 drafted"):
        consolidate.say_points(**say, said="none")

    consolidate.say_points(**say, said="ready")
    change(journey, "lead", text="The lead's words.")
    assert "quality" in desk_of(journey.case).words
    change(journey, version=2, text="My words.")
    assert "quality" not in desk_of(journey.case).words


def test_who_still_owes_is_waited_for_or_a_reason_is_given(journey):
    draft(journey)
    consolidate.say_points(**journey.by("assessor"), discipline="quality", said="ready")
    with pytest.raises(InvalidInput, match="why you do not wait for Non-clinical, Clinical"):
        approve(journey, reason="")

    for row in desk_of(journey.case).owing:
        consolidate.say_points(**journey.by("assessor"), discipline=row.discipline, said="none")
    assert approve(journey, reason="").reason == ""


def test_only_a_lead_approves_and_sends(journey):
    draft(journey)
    with pytest.raises(NotPermitted):
        consolidate.approve_points(**journey.by("assessor"), seal=desk_of(journey.case).seal, reason="-")
    approve(journey)
    with pytest.raises(NotPermitted):
        consolidate.send_points(**journey.by("assessor"), seal=desk_of(journey.case).seal)


def test_what_was_not_read_is_not_approved(journey):
    draft(journey)
    seal = desk_of(journey.case).seal
    draft(journey, text="Meanwhile.")

    with pytest.raises(WrongState, match="have changed"):
        approve(journey, seal=seal)


@pytest.mark.parametrize("meanwhile", ["draft", "change", "order", "withdraw"])
def test_what_changes_after_the_approval_needs_another(journey, meanwhile):
    draft(journey)
    draft(journey, text="Another.")
    approve(journey)
    {
        "draft": lambda: draft(journey, text="Meanwhile."),
        "change": lambda: change(journey, text="Meanwhile."),
        "order": lambda: consolidate.order_draft_points(**journey.by("lead"), order=[2, 1]),
        "withdraw": lambda: draft_points.withdraw_draft_point(**journey.by("assessor"), number=1),
    }[meanwhile]()

    with pytest.raises(RuleRefused, match="have changed since lead"):
        send(journey)
    assert not journey.case.information_requests.exists()


def test_what_came_late_and_is_put_aside_leaves_the_approval(journey):
    draft(journey)
    approve(journey)
    draft(journey, text="Late.")
    consolidate.put_point_aside(**journey.by("lead"), number=2, reason="It can wait.")

    send(journey)
    assert [row.state for row in journey.case.draft_points.all()] == ["sent", "aside"]


def test_the_request_numbers_the_points_in_the_agreed_order(journey):
    for text in ("One.", "Two.", "Three."):
        draft(journey, text=text)
    consolidate.order_draft_points(**journey.by("lead"), order=[3, 1, 2])
    approve(journey)
    request = send(journey)

    assert [point.text for point in request.points.all()] == ["Three.", "One.", "Two."]
    assert [point.draft.number for point in request.points.all()] == [3, 1, 2]
    assert request.by_point
    assert journey.case.state == State.AWAITING_INFORMATION
    assert journey.case.consolidations.get().request == request


def test_an_order_of_other_points_is_refused(journey):
    draft(journey)
    with pytest.raises(WrongState):
        consolidate.order_draft_points(**journey.by("lead"), order=[1, 2])


def test_a_second_request_is_refused_with_who_sent_the_first(journey):
    draft(journey)
    approve(journey)
    seal = desk_of(journey.case).seal
    send(journey)

    with pytest.raises(WrongState, match="already awaits information, asked by"):
        send(journey, seal)


def test_a_direct_request_leaves_the_drafts_drafted(journey):
    draft(journey)
    raise_information_request(**journey.by("lead"), points=[POINT])

    assert journey.case.draft_points.get().state == DraftPoint.State.DRAFT
    assert desk_of(journey.case).round == 2


def test_merging_keeps_every_word_and_the_gravest_grade(journey):
    draft(journey, grade="other", text="First.")
    draft(journey, text="Second.")
    row = consolidate.merge_draft_points(**journey.by("lead"), number=1, others=[2])

    assert (row.text, row.grade) == ("First.\n\nSecond.", "major")
    assert journey.case.draft_points.get(number=2).merged_into == row
    assert [one.number for one in desk_of(journey.case).points] == [1]


def test_two_that_are_about_objections_are_not_merged(journey):
    journey.objected().objected()
    draft(journey, objection=1)
    draft(journey, objection=2)

    with pytest.raises(InvalidInput, match="about objections"):
        consolidate.merge_draft_points(**journey.by("lead"), number=1, others=[2])


def test_why_points_are_merged_stands_in_the_record(journey):
    draft(journey)
    draft(journey)
    consolidate.merge_draft_points(**journey.by("lead"), number=1, others=[2], reason=" One limit, one question. ")

    assert Entry.objects.get(action="points_merged").reason == "One limit, one question."


@pytest.mark.parametrize("reason", ["x" * 10_001, "a\x00b"])
def test_a_reason_that_need_not_be_given_is_looked_at_all_the_same(journey, reason):
    draft(journey)
    with pytest.raises(InvalidInput) as refused:
        draft_points.withdraw_draft_point(**journey.by("assessor"), number=1, reason=reason)

    assert [error.field for error in refused.value.errors] == ["reason"]
    assert journey.case.draft_points.get().state == "draft"


def test_a_point_is_not_merged_with_itself_alone(journey):
    draft(journey)
    with pytest.raises(InvalidInput, match="at least one other point"):
        consolidate.merge_draft_points(**journey.by("lead"), number=1, others=[1])


def test_a_point_about_an_objection_carries_it_into_the_request(journey):
    journey.objected()
    draft(journey, objection=1)
    approve(journey)
    request = send(journey)

    assert request.points.get().objection == journey.case.objections.get()
    objections.resolve_objection(**journey.by("assessor"), number=1, resolution="Shown.")


def test_where_the_stop_is_not_allowed_yet_nothing_is_sent():
    journey = on_b().assessing().after(69)
    draft(journey)
    approve(journey)

    with pytest.raises(RuleRefused, match="on day 70 at the earliest"):
        send(journey)
    assert journey.case.draft_points.get().state == DraftPoint.State.DRAFT
    assert Application.objects.get(pk=journey.pk).state == State.ASSESSING


def test_what_is_put_aside_says_why_and_is_taken_up_again(journey):
    draft(journey)
    consolidate.put_point_aside(**journey.by("lead"), number=1, reason="It can wait.")
    assert [row.why for row in desk_of(journey.case).aside] == ["It can wait."]
    with pytest.raises(WrongState, match="Put aside"):
        change(journey, version=2)

    consolidate.take_point_up(**journey.by("lead"), number=1)
    assert [row.why for row in desk_of(journey.case).points] == [""]
    with pytest.raises(WrongState, match="is not put aside"):
        consolidate.take_point_up(**journey.by("lead"), number=1)


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        (consolidate.put_point_aside, {"number": 1, "reason": "It can wait."}),
        (consolidate.take_point_up, {"number": 1}),
        (consolidate.merge_draft_points, {"number": 1, "others": [2]}),
        (consolidate.order_draft_points, {"order": [2, 1]}),
    ],
)
def test_what_makes_one_request_of_them_is_the_leads(journey, act, fields):
    draft(journey)
    draft(journey, text="Another.")
    before = newest(journey).pk

    with pytest.raises(NotPermitted):
        act(**journey.by("assessor"), **fields)
    assert newest(journey).pk == before


def test_what_is_merged_takes_its_section_along(journey):
    draft(journey, text="First.", section="3.2.P.5.1")
    draft(journey, text="Second.", section="3.2.P.8.1")
    row = consolidate.merge_draft_points(**journey.by("lead"), number=1, others=[2])

    assert row.asked == "On 3.2.P.5.1: First.\n\nOn 3.2.P.8.1: Second."


def test_what_is_too_long_to_be_merged_is_refused_whole(journey):
    draft(journey, text="a" * 6_000)
    draft(journey, text="b" * 6_000)

    with pytest.raises(InvalidInput, match="10,000 characters"):
        consolidate.merge_draft_points(**journey.by("lead"), number=1, others=[2])
    assert len(desk_of(journey.case).points) == 2
