"""The night's check finds what is wrong, says it once, and puts right only what the ledger decides."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection

from cases.models import Application, Deadline, Decision, EndedStage, Finding, NightCheck, Reminder, StateLimit
from cases.nightly import check as night
from cases.nightly.check import check_tonight
from cases.operations.sweep import sweep
from cases.workflow.keep_stages import kept_wrongly
from recognition.accounts.models import Role
from recognition.audit.models import Entry
from recognition.clock import LONDON
from recognition.outbox.enqueue import Draft, enqueue
from recognition.outbox.models import Message
from tests.cases.journey import REACH, Journey, on_b, user_of

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def at_night(day: date, hour: int = 2) -> datetime:
    return datetime.combine(day, time(hour, 10), tzinfo=LONDON)


def found(journey: Journey, *, days: int = 1) -> list[tuple[str, bool]]:
    """The kinds of findings, and whether they were put right, after the night so many days on. All mail has left."""
    Message.objects.filter(state="waiting").update(state="sent")
    check_tonight(at=at_night(journey.day + timedelta(days=days)))
    rows = Finding.objects.order_by("-check_of__on")
    return sorted({(row.kind, row.is_healed) for row in rows if row.check_of.on == rows[0].check_of.on})


def without_triggers(statement: str, *values: object) -> None:
    """As whoever owns the database might write past all of it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.parametrize("state", REACH)
def test_a_sound_case_has_no_findings(state):
    journey = REACH[state]()

    assert found(journey) == []


def test_a_kept_date_that_differs_is_put_right_and_stands_in_the_record():
    journey = Journey().assessing()
    decision = Deadline.objects.filter(application=journey.pk, code="decision")
    due_on = decision.get().due_on
    decision.update(due_on=due_on + timedelta(days=1))

    assert found(journey) == [("date_differs", True)]
    assert decision.get().due_on == due_on
    entry = Entry.objects.get(action="kept_dates_corrected")
    assert f"{due_on.day} {due_on:%B %Y}" in entry.data["corrected"][0]


def test_a_kept_count_that_differs_is_put_right_and_stands_in_the_record():
    journey = Journey().assessing().objected()
    Application.objects.filter(pk=journey.pk).update(open_majors=0)

    assert found(journey) == [("count_differs", True)]
    assert journey.case.open_majors == 1
    entry = Entry.objects.get(action="kept_count_corrected")
    assert entry.data["corrected"] == ["Open majors in lists: kept as 0, counted as 1."]


def test_what_was_put_right_is_not_found_the_next_night():
    journey = Journey().assessing()
    Deadline.objects.filter(application=journey.pk, code="decision").delete()

    assert found(journey) == [("date_differs", True)]
    assert found(journey, days=2) == [("date_differs", True)]  # still last night's: the second found nothing
    assert NightCheck.objects.first().findings.count() == 0


def test_a_planned_reminder_that_was_moved_is_put_right():
    journey = Journey().assessing()
    reminder = Reminder.objects.filter(application=journey.pk, state="planned").last()
    Reminder.objects.filter(pk=reminder.pk).update(on=reminder.on + timedelta(days=9))

    assert found(journey) == [("date_differs", True)]
    assert Reminder.objects.get(pk=reminder.pk).on == reminder.on


def test_a_date_that_only_lists_are_ordered_by_is_put_right_too():
    journey = Journey().assessing()
    Application.objects.filter(pk=journey.pk).update(next_due_on=date(2030, 1, 1))

    assert found(journey) == [("date_differs", True)]
    assert Application.objects.get(pk=journey.pk).next_due_on != date(2030, 1, 1)


def test_kept_figures_that_differ_are_made_again_and_what_was_not_kept_is_kept_without_a_word():
    journey = Journey().granted()
    rows = EndedStage.objects.filter(application=journey.pk)
    rows.filter(clock="route").update(clock_days=1)
    rows.filter(clock="validation").delete()

    assert found(journey) == [("figures_differ", True)]
    assert "clock days kept as 1, is 40" in Finding.objects.get().what
    assert kept_wrongly([journey.pk]) == []


def test_a_stopped_clocks_forecast_moves_each_day_and_is_no_finding():
    journey = on_b().asked()

    assert found(journey, days=5) == []


def test_an_open_case_whose_clocks_have_all_gone_is_found():
    journey = Journey().assessing()
    without_triggers("DELETE FROM cases_clockentry WHERE application_id = %s", journey.pk)

    assert ("no_clock", False) in found(journey)


def test_a_case_past_every_deadline_is_found():
    journey = Journey().validating()

    assert ("past_every_deadline", False) in found(journey, days=400)


def test_a_case_at_its_states_limit_is_not_stuck_and_a_day_later_is():
    journey = Journey().received()
    limit = StateLimit.objects.get(state="received").days

    assert ("stuck", False) not in found(journey, days=limit)
    assert ("stuck", False) in found(journey, days=limit + 1)


def test_a_state_without_a_limit_is_never_stuck():
    journey = Journey().received()
    StateLimit.objects.all().delete()

    assert ("stuck", False) not in found(journey, days=40)


def test_a_reminder_that_the_sweep_left_is_found(monkeypatch):
    journey = Journey().assessing()
    planned = Reminder.objects.filter(application=journey.pk, state="planned")
    monkeypatch.setattr(night, "sweep", lambda **_: None)
    days = (planned.order_by("on").first().on - journey.day).days + 1

    kinds = found(journey, days=days)

    assert ("reminder_not_sent", False) in kinds
    assert planned.exists()  # not sent by the check: that is the sweep's


@pytest.mark.parametrize("change", ["reasons = 'Other reasons.'", "seal = repeat('0', 64)"])
def test_a_decision_changed_after_it_was_signed_is_found_and_left(change):
    journey = Journey().granted()
    without_triggers(f"UPDATE cases_decision SET {change} WHERE application_id = %s", journey.pk)

    assert found(journey) == [("seal_broken", False)]


def test_a_decision_and_its_seal_changed_together_differ_from_the_record():
    from cases.operations.seal import seal_of

    journey = Journey().granted()
    decision = Decision.objects.get(application=journey.pk)
    decision.reasons = "Other reasons."
    seal = seal_of(decision, signed_by=decision.signed_by.get_username(), signed_at=decision.signed_at)
    without_triggers("UPDATE cases_decision SET reasons = %s, seal = %s", decision.reasons, seal)

    assert found(journey) == [("seal_broken", False)]
    assert "The record has no entry" in Finding.objects.get().what


def test_mail_that_did_not_arrive_is_found_with_its_case():
    journey = Journey().assessing()
    Message.objects.filter(subject_id=str(journey.pk)).update(state="sent")
    message = Message.objects.filter(subject_id=str(journey.pk)).first()
    Message.objects.filter(pk=message.pk).update(state="bounced", last_error="5.1.1 no such user")
    check_tonight(at=at_night(journey.day + timedelta(days=1)))

    finding = Finding.objects.get()
    assert (finding.kind, finding.application_id) == ("mail_not_delivered", journey.pk)
    assert "5.1.1 no such user" in finding.what


def test_mail_that_waits_for_more_than_a_day_is_found():
    journey = Journey().received()
    check_tonight(at=at_night(journey.day + timedelta(days=2)))

    assert set(Finding.objects.values_list("kind", flat=True)) == {"mail_not_delivered"}


def test_a_case_that_cannot_be_read_hides_no_other(monkeypatch):
    broken, late = Journey().assessing(), Journey().validating()
    real = night.change_of

    def change_of(case: Application, **given: object) -> object:
        if case.pk == broken.pk:
            raise ZeroDivisionError("a rule divides by nothing")
        return real(case, **given)

    monkeypatch.setattr(night, "change_of", change_of)
    kinds = found(late, days=400)

    assert ("not_checked", False) in kinds
    assert ("past_every_deadline", False) in kinds


def test_nothing_runs_before_two_o_clock_and_once_a_night():
    journey = Journey().validating()
    day = journey.day + timedelta(days=1)

    assert check_tonight(at=at_night(day, hour=1)) == 0
    assert not NightCheck.objects.exists()
    assert check_tonight(at=at_night(day)) == 1
    assert check_tonight(at=at_night(day, hour=3)) == 0


def test_a_run_that_ended_early_goes_on_where_it_was(monkeypatch):
    journeys = [Journey().validating() for _ in range(3)]
    at = at_night(journeys[0].day + timedelta(days=1))
    monkeypatch.setattr(night, "BATCH", 1)
    monkeypatch.setattr(night, "LONGEST_RUN", timedelta(0))
    assert check_tonight(at=at) == 0
    monkeypatch.setattr(night, "LONGEST_RUN", timedelta(minutes=4))
    NightCheck.objects.update(reached=journeys[0].pk, cases=1)

    assert check_tonight(at=at) == 2
    assert NightCheck.objects.get().cases == 3


def test_managers_are_told_once_and_only_when_something_was_found():
    journey = Journey().validating()
    manager = user_of(Role.MANAGER)
    user_of(Role.MANAGER, is_active=False)
    day = journey.day + timedelta(days=1)
    sweep(at=at_night(day))
    Message.objects.update(state="sent")

    check_tonight(at=at_night(day))
    assert not Message.objects.filter(topic="night_check").exists()

    later = journey.day + timedelta(days=400)
    check_tonight(at=at_night(later))
    NightCheck.objects.update(finished_at=None)
    check_tonight(at=at_night(later, hour=3))

    mail = Message.objects.get(topic="night_check")
    assert mail.to == manager.email
    assert "Past every deadline: 1" in mail.body_text
    assert journey.case.reference in mail.body_text
    assert "<li>" in mail.body_html


def test_a_check_of_many_cases_takes_no_more_statements_a_batch(django_assert_max_num_queries):
    for _ in range(6):
        Journey().validating()
    day = Journey().validating().day + timedelta(days=1)
    sweep(at=at_night(day, hour=1))

    with django_assert_max_num_queries(60):
        check_tonight(at=at_night(day))


def test_a_draft_is_its_companys_alone():
    journey = Journey().drafted()

    assert check_tonight(at=at_night(journey.day + timedelta(days=400))) == 0


def test_old_nights_are_forgotten():
    journey = Journey().validating()
    check_tonight(at=at_night(journey.day + timedelta(days=1)))
    check_tonight(at=at_night(journey.day + timedelta(days=100)))

    assert NightCheck.objects.count() == 1


def test_a_message_about_nothing_here_is_found_without_a_case():
    day = Journey().validating().day
    enqueue(
        [Draft(key="x", topic="other", to="a@example.org", to_label="", subject="s", body_text="b")], at=at_night(day)
    )
    Message.objects.filter(key="x").update(state="parked", last_error="550 no")
    check_tonight(at=at_night(day))

    assert Finding.objects.get(what__contains="a@example.org").application is None
