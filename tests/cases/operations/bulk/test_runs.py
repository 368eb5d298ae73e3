"""Acts on many cases: each row whole, once, by who may do it at the time, and again where it failed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from cases.models import Application, BulkRow, BulkRun, Deadline
from cases.operations.bulk import work as module
from cases.operations.bulk.choose import MOST, begin, choose, try_again
from cases.operations.bulk.work import OUT_OF_SIGHT, unfinished, work
from cases.operations.declare_conflict import declare_conflict
from cases.operations.prioritise import prioritise
from cases.workflow.refusals import InvalidInput, NotPermitted, WrongState
from recognition.accounts.actors import person
from recognition.accounts.models import Role, User
from recognition.audit.models import Entry
from tests.cases.journey import Journey, People, user_of

HIGH = {"priority": "high", "reason": "A shortage is announced."}
AT = Journey().at


@pytest.fixture
def people(db):
    return People()


def cases(people: People, count: int = 3) -> list[Application]:
    return [Journey(people=people).assessing().case for _ in range(count)]


def run_of(user: User, rows: list[Application], act: str = "prioritise", arguments: Any = HIGH) -> BulkRun:
    run = choose(actor=person(user), act=act, cases=[case.pk for case in rows], at=AT)
    begin(run=run, actor=person(user), arguments=arguments, at=AT)
    return run


def results(run: BulkRun) -> list[tuple[str, str]]:
    return list(run.rows.values_list("state", "said"))


def at(day: int = 60) -> Any:
    return Journey().after(day).at


def test_each_case_is_done_with_an_entry_of_its_own_and_no_date_moves(people):
    found = cases(people)
    before = list(Deadline.objects.order_by("pk").values_list("application", "code", "due_on", "status"))
    run = run_of(people.user("lead"), found)

    assert work(run.pk, now=at) == 3

    assert {state for state, _ in results(run)} == {"done"}
    for case in found:
        kept = Application.objects.get(pk=case.pk)
        assert (kept.priority, kept.priority_reason) == ("high", HIGH["reason"])
        entry = Entry.objects.get(action="priority_changed", subject_id=str(case.pk))
        assert (entry.reason, entry.actor_label) == (HIGH["reason"], str(people.user("lead")))
    run.refresh_from_db()
    assert run.state == "finished"
    assert list(Deadline.objects.order_by("pk").values_list("application", "code", "due_on", "status")) == before


def test_one_that_refuses_says_why_and_is_not_in_the_way(people):
    found = cases(people)
    prioritise(application=found[1], actor=person(people.user("lead")), at=at(), **HIGH)
    run = run_of(people.user("lead"), found)

    work(run.pk, now=at)

    said = results(run)
    assert [state for state, _ in said] == ["done", "failed", "done"]
    assert "is high already" in said[1][1]


def test_one_that_breaks_leaves_nothing_and_is_tried_again(people, monkeypatch):
    found = cases(people)
    run, whole = run_of(people.user("lead"), found), module.do

    def breaks(act, case, **given):
        whole(act, case, **given)
        if case.pk == found[2].pk:
            raise RuntimeError("broken")

    monkeypatch.setattr(module, "do", breaks)
    work(run.pk, now=at)
    assert [state for state, _ in results(run)] == ["done", "done", "failed"]
    assert Application.objects.get(pk=found[2].pk).priority == "normal"
    assert Entry.objects.filter(action="priority_changed").count() == 2

    monkeypatch.setattr(module, "do", whole)
    assert try_again(run=run, actor=person(people.user("lead")), at=at()) == 1
    assert work(run.pk, now=at) == 1
    assert [state for state, _ in results(run)] == ["done", "done", "done"]
    assert Entry.objects.filter(action="priority_changed").count() == 3


def test_whoever_chose_it_and_may_no_more_changes_nothing(people):
    user = user_of("lead")
    run = run_of(user, cases(people))
    User.objects.filter(pk=user.pk).update(role=Role.ASSESSOR)

    work(run.pk, now=at)

    assert {state for state, _ in results(run)} == {"failed"}
    assert not Entry.objects.filter(action="priority_changed").exists()


def test_a_case_that_went_out_of_sight_is_left_alone(people, monkeypatch):
    found = cases(people)
    run, whole = run_of(people.user("lead"), found), module.visible_to
    monkeypatch.setattr(module, "visible_to", lambda actor: whole(actor).exclude(pk=found[0].pk))

    work(run.pk, now=at)

    assert results(run)[0] == ("failed", OUT_OF_SIGHT)
    assert Application.objects.get(pk=found[0].pk).priority == "normal"


def test_assign_keeps_whom_it_was_not_asked_to_change(people):
    found, other = cases(people), user_of("assessor")
    run = run_of(people.user("lead"), found, "assign", {"assessor": other.pk})

    work(run.pk, now=at)

    assert set(Application.objects.values_list("assessor", "lead")) == {(other.pk, people.user("lead").pk)}


def test_release_takes_the_assessor_off_and_is_refused_where_there_is_none(people):
    found = cases(people, 2)
    first, second = (run_of(people.user("lead"), found, "release", {}) for _ in range(2))

    work(first.pk, now=at)
    work(second.pk, now=at)

    assert [state for state, _ in results(first)] == ["done", "done"]
    assert [state for state, _ in results(second)] == ["failed", "failed"]
    assert set(Application.objects.values_list("assessor", "lead")) == {(None, people.user("lead").pk)}


@pytest.mark.parametrize("parts", [["assessor"], ["lead"], ["assessor", "lead"]])
def test_release_takes_off_who_holds_the_chosen_roles_and_nobody_else(people, parts):
    (case,) = cases(people, 1)
    before = {part: getattr(case, part) for part in ("validator", "assessor", "lead")}
    run = run_of(people.user("lead"), [case], "release", {"parts": parts})

    work(run.pk, now=at)

    now = Application.objects.get(pk=case.pk)
    assert results(run) == [("done", "")]
    assert {part: getattr(now, part) for part in before} == before | dict.fromkeys(parts)


def test_a_validator_is_assigned_and_released_until_day_0_and_stays_after_it(people):
    received, assessed = Journey(people=people).received(), cases(people, 1)[0]
    other = user_of("validator")
    chosen = [received.case, assessed]
    given = run_of(people.user("lead"), chosen, "assign", {"validator": other.pk})
    taken = run_of(people.user("lead"), chosen, "release", {"parts": ["validator"]})
    stood = assessed.validator

    work(given.pk, now=at)

    assert [state for state, _ in results(given)] == ["done", "failed"]
    assert "from its receipt to day 0" in results(given)[1][1]
    assert Application.objects.get(pk=received.case.pk).validator == other
    entry = Entry.objects.filter(action="people_assigned").latest("pk")
    assert entry.data["changed"]["validator"] == ["", str(other)]

    work(taken.pk, now=at)

    assert [state for state, _ in results(taken)] == ["done", "failed"]
    assert Application.objects.get(pk=received.case.pk).validator is None
    assert Application.objects.get(pk=assessed.pk).validator == stood


def test_what_cannot_be_done_in_one_role_is_done_in_none(people):
    (case,) = cases(people, 1)
    other = user_of("lead")
    run = run_of(people.user("lead"), [case], "assign", {"validator": user_of("validator").pk, "lead": other.pk})

    work(run.pk, now=at)

    assert [state for state, _ in results(run)] == ["failed"]
    assert Application.objects.get(pk=case.pk).lead == case.lead


def test_who_has_a_conflict_is_made_no_validator_by_a_run(people):
    received, barred = Journey(people=people).received(), user_of("validator")
    given = {"person": barred, "kind": "family", "text": "A cousin."}
    declare_conflict(application=received.case, actor=person(barred), at=received.at, **given)
    run = run_of(people.user("lead"), [received.case], "assign", {"validator": barred.pk})

    work(run.pk, now=at)

    assert [state for state, _ in results(run)] == ["failed"]
    assert "conflict of interest" in results(run)[0][1]


def test_an_assessor_may_not_choose_and_nobody_too_many(people):
    found = cases(people, 1)
    with pytest.raises(NotPermitted):
        choose(actor=people.actor("assessor"), act="assign", cases=[found[0].pk], at=AT)
    for keys in ([], range(MOST + 1)):
        with pytest.raises(InvalidInput):
            choose(actor=people.actor("lead"), act="assign", cases=keys, at=AT)
    assert not BulkRun.objects.exists()


def test_another_begins_and_retries_no_run_of_mine_and_i_begin_it_once(people):
    run = choose(actor=people.actor("lead"), act="release", cases=[cases(people, 1)[0].pk], at=AT)
    other = person(user_of("manager"))
    with pytest.raises(NotPermitted):
        begin(run=run, actor=other, arguments={}, at=AT)
    with pytest.raises(NotPermitted):
        try_again(run=run, actor=other, at=AT)
    begin(run=run, actor=people.actor("lead"), arguments={}, at=AT)
    with pytest.raises(WrongState):
        begin(run=run, actor=people.actor("lead"), arguments={}, at=AT)


def test_a_run_that_was_not_begun_is_not_worked(people):
    run = choose(actor=people.actor("lead"), act="prioritise", cases=[cases(people, 1)[0].pk], at=AT)

    assert work(run.pk, now=at) == 0
    assert results(run) == [("waiting", "")]


def test_one_that_nobody_works_is_found_by_beat(people):
    run = run_of(people.user("lead"), cases(people, 1))

    assert unfinished(at=AT) == []
    assert unfinished(at=at()) == [run.pk]
    work(run.pk, now=at)
    assert unfinished(at=at(70)) == []


@pytest.mark.django_db(transaction=True)
def test_four_workers_share_a_run_and_do_no_row_twice():
    people = People()
    run = run_of(people.user("lead"), cases(people, 12))

    def share(_: int) -> int:
        try:
            return work(run.pk, now=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        worked = list(pool.map(share, range(4)))

    assert sum(worked) == 12
    assert set(run.rows.values_list("state", "tries")) == {("done", 1)}
    assert Entry.objects.filter(action="priority_changed").count() == 12
    run.refresh_from_db()
    assert run.state == BulkRun.State.FINISHED
    assert not BulkRow.objects.filter(state="waiting").exists()
