"""Each reminder is a row with a date; the sweep sends it once, whether or not it missed a night."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from cases.deadlines import remind
from cases.operations import replies
from cases.operations.sweep import sweep
from cases.replay.cast import noon
from recognition.outbox.models import Message
from tests.cases.journey import Journey, on_b


def _planned(case, **wanted):
    return list(case.reminders.filter(state="planned", **wanted).values_list("step", flat=True))


def _reminders_about(case):
    return Message.objects.filter(topic="reminder", subject_id=str(case.pk))


def test_validation_plans_the_decisions_reminders(db):
    journey = Journey().assessing()
    rows = journey.case.reminders.filter(deadline="decision", state="planned")
    assert [(row.step, (row.on - journey.day).days) for row in rows] == [
        ("D30", 30),
        ("D45", 45),
        ("D53", 53),
        ("D60", 60),
    ]


def test_nothing_is_sent_the_day_before(db):
    journey = Journey().assessing().after(29)
    assert sweep(at=journey.at)["reminders"] == 0


def test_a_reminder_is_sent_on_its_day_to_each_person_once(db):
    journey = Journey().assessing().after(30)
    assert sweep(at=journey.at)["reminders"] == 1
    assert sweep(at=journey.at)["reminders"] == 0
    told = _reminders_about(journey.case).values_list("to", flat=True)
    assert len(told) == len(set(told)) > 0


def test_each_reader_has_the_same_words_under_a_key_of_their_own(db):
    journey = Journey().assessing()
    sweep(at=journey.after(45).at)
    mails = list(_reminders_about(journey.case).filter(body_text__contains="D45"))
    assert {mail.to for mail in mails} == {journey.people.user(role).email for role in ("assessor", "lead")}
    assert len({mail.key for mail in mails}) == 2
    assert all(mail.to_label == mail.to.split("@")[0] for mail in mails)


def test_a_missed_week_is_caught_up_each_once(db):
    journey = Journey().assessing().after(54)  # D30, D45 and D53 have passed unswept
    assert sweep(at=journey.at)["reminders"] == 3
    assert sweep(at=journey.after(1).at)["reminders"] == 0
    assert _planned(journey.case, deadline="decision") == ["D60"]


def test_a_stopped_clock_reminds_of_no_decision(db):
    case = on_b().asked().case
    assert _planned(case, deadline="decision") == []
    assert _planned(case, deadline="information_reply") == ["+30", "+46", "+53", "+59", "+60", "+61"]


def test_a_resumed_clock_plans_them_again_for_their_new_days(db):
    journey = on_b().asked().after(39)
    replies.receive_information(**journey.by("company"), answers={1: "As asked."})
    rows = journey.case.reminders.filter(deadline="decision", state="planned")
    assert [(row.step, (row.on - journey.day).days) for row in rows] == [
        ("D90", 20),
        ("D100", 30),
        ("D105", 35),
        ("D110", 40),
    ]


def test_a_reminder_whose_day_had_passed_when_it_was_planned_is_never_sent(db):
    journey = Journey().assessing().after(60).objected()
    from cases.operations.revert import revert

    revert(**journey.by("lead"), reason="Not solvable by day 60.")
    assert _planned(journey.case, deadline="information_request") == ["D63", "D70"]  # D55 lay in the past


def test_a_closed_case_reminds_no_one(db):
    journey = Journey().assessing().after(10)
    from cases.operations.close import withdraw

    withdraw(**journey.by("company"), reason="Commercial reasons.")
    assert sweep(at=journey.after(60).at)["reminders"] == 0


def test_an_overdue_reply_moves_the_case_and_tells_its_people(db):
    journey = on_b().asked().after(61)
    assert sweep(at=journey.at)["overdue"] == 1
    assert journey.case.state == "reply_overdue"
    assert journey.case.deadlines.get(code="information_reply").status == "missed"
    assert Message.objects.filter(topic="reply_overdue").count() >= 3


def test_a_passed_date_is_shown_as_missed_by_the_next_sweep(db):
    journey = Journey().assessing().after(61)
    sweep(at=journey.at)
    assert journey.case.deadlines.get(code="decision").status == "missed"


def test_the_forecast_of_a_stopped_clock_moves_with_the_day(db):
    journey = on_b().asked()
    first = journey.case.deadlines.get(code="decision").due_on
    sweep(at=noon(journey.day + timedelta(days=5)))
    row = journey.case.deadlines.get(code="decision")
    assert (row.status, row.due_on) == ("stopped", first + timedelta(days=5))


@pytest.mark.django_db(transaction=True)
def test_four_sweeps_at_once_send_nothing_twice():
    journey = Journey().assessing().after(30)
    at, case = journey.at, journey.case

    def run(_):
        try:
            return sweep(at=at)["reminders"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(run, range(4))) == 1
    told = list(_reminders_about(case).values_list("to", flat=True))
    assert len(told) == len(set(told))


def test_one_broken_case_does_not_keep_the_others_reminders_back(db, monkeypatch):
    """No timetable can be made of its ledger."""
    broken, whole = Journey().assessing(), Journey().assessing()
    make = remind.change_of

    def change_of(application, **given):
        if application.pk == broken.pk:
            raise ValueError("unreadable")
        return make(application, **given)

    monkeypatch.setattr(remind, "change_of", change_of)
    assert sweep(at=whole.after(30).at)["reminders"] == 1
    assert _reminders_about(whole.case).exists()
    assert not _reminders_about(broken.case).exists()
