"""What is due is worked off by batches: the number of statements does not grow with the cases, and an index is read."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from cases.deadlines import claim as claims
from cases.deadlines.refresh import old_forecasts, passed_deadlines, refresh
from cases.deadlines.remind import due_escalations, due_reminders, remind
from cases.models import Reminder
from cases.operations.sweep import overdue_cases, sweep
from cases.queries.history import history_of
from recognition.audit.verify import verify
from recognition.outbox.models import Message
from tests.cases.journey import Journey, People, on_b


def due(count):
    people = People()
    made = [Journey(people=people).assessing() for _ in range(count)]
    return made, made[-1].after(30)


def statements(work):
    with CaptureQueriesContext(connection) as context:
        work()
    return len(context)


def test_twelve_cases_take_the_statements_of_two(db):
    _, last = due(2)
    few = statements(lambda: remind(today=last.day, at=last.at))
    _, last = due(12)
    assert statements(lambda: remind(today=last.day, at=last.at)) == few


def test_refreshing_twelve_cases_takes_the_statements_of_two(db):
    counts = []
    for number in (2, 12):
        people = People()
        journeys = [on_b(people=people).asked() for _ in range(number)]
        day = journeys[-1].day + timedelta(days=1)
        counts.append(statements(lambda day=day, at=journeys[-1].at: refresh(today=day, at=at)))
    assert counts[0] == counts[1]


def test_a_batch_is_smaller_than_what_is_due_and_all_is_done(db, monkeypatch):
    monkeypatch.setattr(claims.claim, "__kwdefaults__", {"passing_by": (), "limit": 2})
    _, last = due(5)
    assert remind(today=last.day, at=last.at) == 5


def test_the_record_of_a_batch_is_one_chain(db):
    made, last = due(4)
    remind(today=last.day, at=last.at)
    assert all(history_of(one.case).filter(action="reminder_sent").count() == 1 for one in made)
    assert verify().bad is None


def test_a_missed_week_is_one_mail_a_person_that_says_so(db):
    journey = Journey().assessing()
    sweep(at=journey.after(54).at)
    lead = Message.objects.get(topic="reminder", to=journey.people.user("lead").email)
    assert "2 reminders of this case could not be sent on their days" in lead.body_text
    assert [lead.body_text.count(f"step {step},") for step in ("D30", "D45", "D53")] == [0, 1, 1]


def test_a_reminder_sent_on_its_day_says_nothing_of_lateness(db):
    journey = Journey().assessing()
    sweep(at=journey.after(30).at)
    assert "could not be sent" not in Message.objects.filter(topic="reminder").first().body_text


def test_each_missed_step_has_its_entry_in_the_record(db):
    journey = Journey().assessing()
    sweep(at=journey.after(54).at)
    entries = history_of(journey.case).filter(action="reminder_sent").order_by("id")
    assert [entry.data["step"] for entry in entries] == ["D30", "D45", "D53"]


def test_a_case_that_the_database_refuses_does_not_keep_its_batch_back(db, monkeypatch):
    made, last = due(3)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION pg_temp.refuse() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'refused'; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER refuse BEFORE UPDATE ON cases_reminder FOR EACH ROW"
            f" WHEN (OLD.application_id = {made[1].pk}) EXECUTE FUNCTION pg_temp.refuse()"
        )
    assert remind(today=last.day, at=last.at) == 2
    assert Reminder.objects.filter(application=made[1].pk, step="D30", state="planned").exists()


@pytest.mark.django_db(transaction=True)
def test_two_beats_on_four_workers_send_each_once():
    made, last = due(12)
    at = last.at

    def run(_):
        try:
            return sweep(at=at)["reminders"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(run, range(8))) == 12
    keys = list(Message.objects.filter(topic="reminder").values_list("subject_id", "to"))
    assert len(keys) == len(set(keys)) == len(made)


@pytest.mark.django_db(transaction=True)
def test_a_case_that_somebody_holds_is_left_for_the_next_sweep():
    from django.db import transaction

    from cases.workflow.lock import locked

    made, last = due(2)
    at, today = last.at, last.day

    def run():
        try:
            return remind(today=today, at=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic(), locked(made[0].pk):
        assert pool.submit(run).result() == 1
    assert remind(today=today, at=at) == 1


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (due_reminders, "reminder_planned"),
        (due_escalations, "reminder_escalates"),
        (passed_deadlines, "deadline_pending"),
        (old_forecasts, "deadline_forecast"),
    ],
)
def test_a_claim_reads_its_index(db, rows, index):
    journey = Journey().assessing()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # so few rows are quicker read whole
        cursor.execute("SET LOCAL enable_sort = off")
    found: QuerySet = rows(today=journey.day)
    assert index in found[: claims.BATCH].explain()


def test_overdue_replies_are_read_from_their_index(db):
    journey = on_b().asked()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    with CaptureQueriesContext(connection) as context:
        overdue_cases(today=journey.day)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {context[0]['sql']}")
        assert "deadline_reply" in str(cursor.fetchall())
