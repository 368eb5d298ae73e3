"""A step that nobody acknowledges goes to the next in line: from assessor to lead, from lead to manager."""

import pytest

from cases.models import Notice, Reminder
from cases.operations.acknowledge import acknowledge
from cases.operations.close import withdraw
from cases.operations.raise_information_request import raise_information_request
from cases.operations.sweep import sweep
from cases.queries.history import history_of
from cases.workflow.refusals import NotPermitted
from recognition.accounts.actors import person
from recognition.outbox.models import Message
from tests.cases.journey import POINT, Journey, on_b, user_of


def swept(journey, days):
    """The journey some days on, with the sweep of that day done."""
    return sweep(at=journey.after(days).at)


def notified(journey):
    """On A, at day 45: the assessor and the lead were told, and have four days."""
    journey.people.user("manager")
    journey.assessing()
    swept(journey, 30)
    swept(journey, 15)
    return journey, Reminder.objects.get(application=journey.case, step="D45")


def test_after_its_days_of_grace_it_goes_to_the_managers(db):
    journey, row = notified(Journey())
    assert swept(journey, 3)["escalated"] == 0
    assert swept(journey, 1)["escalated"] == 1
    row.refresh_from_db()
    assert (row.escalated_to, row.escalate_on) == ("manager", None)
    notice = Notice.objects.get(reminder=row, escalated_to="manager")
    assert notice.reader == journey.people.user("manager")
    assert Message.objects.filter(topic="reminder_escalated", to=notice.reader.email).count() == 1


def test_it_goes_from_the_assessor_to_the_lead_and_then_to_a_manager(db):
    journey = Journey()
    journey.people.user("manager")
    journey.assessing()
    Reminder.objects.filter(application=journey.case, step="D30").update(escalate_after_days=2)
    # The plan of a case is its rule set's, so a new plan would take this back: only the sweep's own day is looked at.
    swept(journey, 30)
    row = Reminder.objects.get(application=journey.case, step="D30")
    Reminder.objects.filter(pk=row.pk).update(escalate_after_days=2, escalate_on=journey.day)
    sweep(at=journey.at)
    row.refresh_from_db()
    assert row.escalated_to == "lead"
    sweep(at=journey.after(2).at)
    row.refresh_from_db()
    assert (row.escalated_to, row.escalate_on) == ("manager", None)


def test_what_is_acknowledged_goes_no_further(db):
    journey, row = notified(Journey())
    assert acknowledge(reminder=row, actor=journey.people.actor("assessor"), at=journey.at)
    assert swept(journey, 4)["escalated"] == 0
    row.refresh_from_db()
    assert row.acknowledged_by == journey.people.user("assessor")


def test_a_second_acknowledgement_changes_nothing(db):
    journey, row = notified(Journey())
    acknowledge(reminder=row, actor=journey.people.actor("assessor"), at=journey.at)
    assert not acknowledge(reminder=row, actor=journey.people.actor("assessor"), at=journey.after(1).at)
    assert history_of(journey.case).filter(action="reminder_acknowledged", data__step="D45").count() == 1


def test_each_reader_has_a_list_of_their_own(db):
    journey, row = notified(Journey())
    acknowledge(reminder=row, actor=journey.people.actor("assessor"), at=journey.at)
    lead = Notice.objects.get(reminder=row, reader=journey.people.user("lead"))
    assert lead.acknowledged_at is None


@pytest.mark.parametrize("role", ["assessor", "lead", "manager", "auditor", "administrator"])
def test_nobody_acknowledges_what_does_not_stand_on_their_list(db, role):
    journey, row = notified(Journey())
    with pytest.raises(NotPermitted):
        acknowledge(reminder=row, actor=person(user_of(role)), at=journey.at)
    row.refresh_from_db()
    assert row.acknowledged_at is None


def test_who_may_read_no_case_any_more_acknowledges_none(db):
    journey, row = notified(Journey())
    user = journey.people.user("assessor")
    user.role = "administrator"
    user.save()
    with pytest.raises(NotPermitted):
        acknowledge(reminder=row, actor=person(user), at=journey.at)


def test_the_record_says_that_it_went_further(db):
    journey, _ = notified(Journey())
    swept(journey, 4)
    entry = history_of(journey.case).get(action="reminder_escalated")
    assert (entry.data["step"], entry.data["to"], entry.actor_kind) == ("D45", "manager", "system")
    assert entry.to_state == journey.case.state


def test_nothing_is_escalated_while_the_clock_stands(db):
    journey = on_b().assessing()
    for days in (55, 8, 7):
        swept(journey, days)
    assert Reminder.objects.filter(application=journey.case, escalate_on__isnull=False).exists()
    raise_information_request(**journey.by("lead"), points=[POINT])
    assert not Reminder.objects.filter(application=journey.case, escalate_on__isnull=False).exists()
    assert swept(journey, 10)["escalated"] == 0


def test_what_is_over_leaves_the_lists(db):
    journey, row = notified(Journey())
    withdraw(**journey.by("company"), reason="Commercial reasons.")
    assert set(Notice.objects.filter(reminder=row).values_list("settled_on", flat=True)) == {journey.day}
    assert swept(journey, 4)["escalated"] == 0


def test_a_week_without_sweeps_escalates_once(db):
    journey, row = notified(Journey())
    assert swept(journey, 7)["escalated"] == 1
    assert sweep(at=journey.at)["escalated"] == 0
    assert Message.objects.filter(topic="reminder_escalated", key__startswith=f"escalation-{row.pk}-").count() == 1
