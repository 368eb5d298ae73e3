"""The demonstration is true: what its rows say is what its record and its ledgers give."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password

from cases.models import (
    CLOSED,
    Application,
    Assessment,
    Deadline,
    Document,
    DraftPoint,
    InformationRequest,
    Reminder,
    State,
)
from cases.queries.majors import majors_by_case
from cases.queries.peer_checks import asked_of, came_back_to
from cases.queries.timetables import timetable_of
from recognition.accounts.actors import person
from recognition.accounts.models import ApiClient, Assessor, User
from recognition.audit.models import Entry
from recognition.audit.verify import verify
from recognition.clock import local_date
from recognition.outbox.models import Message

pytestmark = [pytest.mark.usefixtures("demo", "db")]
STAFF = ["validator", "assessor", "assessor2", "lead", "manager", "signatory", "auditor", "admin"]


def test_there_are_sixty_applications_in_every_state_on_every_route():
    cases = Application.objects.all()

    assert cases.count() == 60
    assert {case.state for case in cases} == set(State.values)
    assert {"A", "B", "N"} <= {case.route for case in cases}


def test_they_rely_on_regulators_of_every_partner():
    relied_on = set(
        Application.objects.filter(reference_approvals__relied_on=True).values_list(
            "reference_approvals__regulator__partner__code", "reference_approvals__regulator"
        )
    )

    assert {partner for partner, _ in relied_on} == {"AU", "CA", "CH", "EU", "JP", "SG", "US"}
    assert len({code for _, code in relied_on}) >= 25


def test_the_record_holds_and_its_times_rise():
    verdict = verify()
    times = list(Entry.objects.filter(subject_type="application").order_by("id").values_list("at", flat=True))

    assert verdict.bad is None
    assert verdict.count > 1_000
    assert times == sorted(times)


def test_nothing_lies_in_the_future(demo):
    assert Entry.objects.filter(subject_type="application", at__gt=demo).count() == 0
    assert Message.objects.filter(created_at__gt=demo).count() == 0


def test_the_kept_dates_are_what_the_ledgers_give(demo):
    today = local_date(demo)
    for case in Application.objects.select_related("rule_set"):
        computed = timetable_of(case, today=today).deadlines
        given = {(row.code, row.round, row.due_on, row.status, row.is_open) for row in computed}
        kept = Deadline.objects.filter(application=case)
        assert given == set(kept.values_list("code", "round", "due_on", "status", "is_open")), case


def test_every_reminder_whose_day_has_come_went_out(demo):
    planned = Reminder.objects.filter(state=Reminder.State.PLANNED)

    assert planned.filter(on__lte=local_date(demo)).count() == 0
    assert planned.exists()
    assert Reminder.objects.filter(state=Reminder.State.SENT).count() > 100
    assert Message.objects.filter(topic="reminder").exists()


def test_the_worklist_has_something_overdue_something_due_and_a_clock_that_stands(demo):
    rows = Deadline.objects.filter(is_open=True).exclude(application__state__in=CLOSED)
    days = [(row.due_on - local_date(demo)).days for row in rows if row.status == "pending"]

    assert rows.filter(status="missed").exists()
    assert any(0 <= day <= 7 for day in days)
    assert rows.filter(code="information_reply", application__state=State.AWAITING_INFORMATION).exists()
    assert rows.filter(status="stopped").exists()


def test_points_are_drafted_by_three_disciplines_worked_and_carried_over():
    standing = DraftPoint.objects.filter(state="draft")
    by_case = {case: {row.discipline for row in standing if row.application_id == case} for case in _cases_of(standing)}
    worked = InformationRequest.objects.filter(by_point=True, state="answered", points__outcome__isnull=False)

    assert any(len(disciplines) == 3 for disciplines in by_case.values())
    assert standing.filter(carried_from__isnull=False).exists()
    assert worked.filter(points__outcome=None).exists()


def _cases_of(rows) -> set[int]:
    return set(rows.values_list("application", flat=True))


def test_no_grant_was_recommended_over_an_open_major():
    granted = Application.objects.filter(state__in=["granted", "awaiting_signature"], decisions__outcome="grant")

    assert granted.exists()
    assert not majors_by_case(granted)


def test_each_decision_was_signed_by_another_than_recommended_it():
    signed = [
        case.decisions.get(state="signed") for case in Application.objects.filter(state__in=["granted", "refused"])
    ]

    assert len(signed) >= 10
    assert all(decision.signed_by_id != decision.recommended_by_id for decision in signed)
    assert all(len(decision.seal) == 64 for decision in signed)


def test_no_company_is_told_the_name_of_anybody_on_the_staff():
    names = [str(user) for user in User.objects.all()]
    for message in Message.objects.exclude(to__endswith="@mhra.example"):
        text = message.subject + message.body_text + message.body_html
        assert not [name for name in names if name in text], message.subject


def test_every_address_is_one_that_no_mail_reaches():
    assert not Message.objects.exclude(to__endswith=".example").exists()


@pytest.mark.parametrize("username", STAFF)
def test_the_people_can_sign_in(rf, username):
    user = authenticate(rf.post("/"), username=username, password="recognition")

    assert user is not None
    assert " " in user.get_full_name()


def test_the_administrator_is_one_by_role_alone():
    admin = User.objects.get(username="admin")

    assert (admin.role, admin.is_staff, admin.is_superuser) == ("administrator", True, False)


def test_other_colleagues_cannot_sign_in():
    others = User.objects.exclude(username__in=STAFF)

    assert others.exists()
    assert not any(user.has_usable_password() for user in others)


def test_assessors_have_their_disciplines():
    assert all(row.disciplines for row in Assessor.objects.all())
    assert Assessor.objects.filter(user__username="assessor").exists()


@pytest.mark.parametrize("name", ["demo-company", "other-company"])
def test_the_clients_have_secrets_that_are_stored_hashed(name):
    client = ApiClient.objects.get(client_id=name)

    assert client.client_secret != f"{name}-secret"
    assert check_password(f"{name}-secret", client.client_secret)
    assert (client.client_type, client.authorization_grant_type) == ("confidential", "client-credentials")
    assert client.organisation.applications.exists()


def test_the_papers_are_there_and_are_what_was_recorded():
    row = Document.objects.order_by("id").first()

    assert row.media_type == "application/pdf"
    assert row.file.size == row.size


def test_the_assessor_has_checks_to_make_and_one_that_came_back(demo):
    who = person(User.objects.get(username="assessor"))

    assert asked_of(who).count() == 2
    assert [row.state for row in came_back_to(who, at=demo)].count("returned") == 1


def test_what_was_played_says_so_and_what_was_checked_has_its_reader():
    rows = Assessment.objects.filter(state="complete")

    assert rows.filter(is_played=True, signed_off_on__isnull=True).exists()
    assert rows.filter(is_played=False, signed_off_by__isnull=False).exists()
    assert not rows.filter(is_played=True, signed_off_by__isnull=False).exists()
