"""What the sweep costs: finding what is due among many, and turning 5,000 due reminders into messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import connection, transaction
from django.db.models import QuerySet

from cases.deadlines.claim import claim
from cases.deadlines.refresh import passed_deadlines
from cases.deadlines.remind import due_reminders, remind
from cases.models import Reminder
from recognition.clock import now, today
from recognition.outbox.models import Message
from tests.reliability.herd import multiply, with_a_reminder_due

from .measure import Figure, median_ms, queries, seconds

DUE = 5_000
FEW, MANY = 10_000, 1_000_000

ROWS = """
WITH one AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM cases_application),
     turn AS (SELECT g, g %% (SELECT count(*) FROM cases_application) AS place
              FROM generate_series(%(first)s, %(last)s) g),
     made AS (SELECT g, one.id AS application_id FROM turn JOIN one USING (place))
"""
DEADLINES = (
    ROWS
    + """
INSERT INTO cases_deadline
    (application_id, code, round, name, clock, started_on, due_on, status, is_open, non_working_day, as_of)
SELECT application_id, 'bench-' || g / 10000, g %% 10000, 'Bench', 'route', %(today)s,
       CASE WHEN g < %(due)s THEN %(today)s - 1 - g %% 5 ELSE %(today)s + 1 + g %% 400 END,
       'pending', true, false, %(today)s
FROM made
"""
)
REMINDERS = (
    ROWS
    + """
INSERT INTO cases_reminder (application_id, deadline, round, step, "on", due_on, tells, state)
SELECT application_id, 'bench-' || g / 10000, g %% 10000, 'T-7',
       CASE WHEN g < %(due)s THEN %(today)s - g %% 5 ELSE %(today)s + 1 + g %% 400 END,
       %(today)s + 400, ARRAY['assessor'], 'planned'
FROM made
"""
)
FLOOR = """
INSERT INTO outbox_message (key, topic, "to", to_label, subject, body_text, body_html, subject_type, subject_id, state,
                            attempts, created_at, next_attempt_at, message_id, last_error, attachments)
SELECT 'floor-' || r.id, 'reminder', u.email, u.last_name, a.reference || ': due ' || r.due_on, 'A date is due.', '',
       'application', a.id::text, 'waiting', 0, now(), now(), '', '', '[]'
FROM cases_reminder r JOIN cases_application a ON a.id = r.application_id JOIN accounts_user u ON u.id = a.assessor_id
WHERE r.state = 'planned' AND r."on" <= %s
"""


def claims() -> Iterator[Figure]:
    """Rows by SQL, undone afterwards. The same 5,000 are due among few and among many."""
    with transaction.atomic():
        few = _claims(0, FEW)
        many = _claims(FEW, MANY)
        for name, (before, plan) in few.items():
            after, plan = many[name]
            yield Figure(f"Claim of 250 {name}, {DUE:,} due among {FEW:,}", before, "ms")
            yield Figure(f"  among {MANY:,}", after, "ms", note=plan)
            yield Figure("  ratio", after / before, "x", 1.5)
        transaction.set_rollback(True)


def _claims(first: int, last: int) -> dict[str, tuple[float, str]]:
    """The median of a claim of each kind, and the index by which it reads."""
    values = {"first": first, "last": last - 1, "due": DUE, "today": today()}
    with connection.cursor() as cursor:
        cursor.execute(DEADLINES, values)
        cursor.execute(REMINDERS, values)
        cursor.execute("ANALYZE cases_deadline; ANALYZE cases_reminder")
    kinds = {"passed deadlines": passed_deadlines, "due reminders": due_reminders}
    return {name: (median_ms(_claim(due), times=30), _index(due(today=today()))) for name, due in kinds.items()}


def _claim(due: Callable[..., QuerySet]) -> Callable[[], object]:
    def run() -> None:
        with transaction.atomic():
            if not claim(due(today=today())):
                raise RuntimeError("nothing was due")

    return run


def _index(due: QuerySet) -> str:
    plan = due.values_list("application_id")[:250].explain()
    return next((word for word in plan.split() if word.startswith(("deadline_", "reminder_"))), "NO INDEX")


def reminders() -> Iterator[Figure]:
    """5,000 true reminders through the sweep, beside one statement that writes as many messages and knows no rule."""
    with transaction.atomic():
        multiply(with_a_reminder_due(today(), lambda journey: journey.assessing()), DUE)
        due = Reminder.objects.filter(state=Reminder.State.PLANNED, on__lte=today())
        count = due.count()
        floor = _undone(lambda: _execute(FLOOR, today()))
        statements: list[int] = []
        ours = _undone(lambda: statements.append(queries(lambda: remind(today=today(), at=now()))))
        yield Figure(f"{count:,} due reminders into messages", ours * 1000, "ms", note=f"{statements[0]} queries")
        yield Figure("  its floor: one SQL statement", floor * 1000, "ms", note="1 query")
        yield Figure("  ratio", ours / floor, "x", 2)
        transaction.set_rollback(True)


def _undone(run: Callable[[], object]) -> float:
    with transaction.atomic():
        took = seconds(run)
        if not Message.objects.exists():
            raise RuntimeError("no message was written")
        transaction.set_rollback(True)
    return took


def _execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
