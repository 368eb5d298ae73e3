"""A person with a conflict of interest learns nothing of the case, on any page; and the pages that say so."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Application, Conflict, Finding, NightCheck
from cases.operations.calendar_feeds import make_feed
from cases.operations.declare_conflict import declare_conflict, declare_conflict_with_company
from cases.operations.documents import add_document
from cases.operations.notes import add_note
from cases.operations.sweep import sweep
from cases.queries.notices import open_count, open_reminders
from cases.web.acts import ACTS
from recognition.accounts.actors import person
from recognition.outbox.models import Message
from tests.cases.journey import Journey, on_b, user_of
from tests.e2e.pages.url_map import ANY, addresses

pytestmark = pytest.mark.django_db
WORDS = {"kind": "family", "text": "My brother-in-law runs their laboratory."}
SECRET = "Velmora"
# Sign-in, pages of Django's that take a name, and the API's document, whose examples bear a reference of their own.
NOT_OURS = ("oauth", "sign", "admin:logout", "admin:app_list", "api-", "developers")
OF_A_CASE = [name for name, row in addresses().items() if ("reference", "str") in row.arguments]
OF_ALL = [
    name
    for name, row in addresses().items()
    if not row.arguments and not row.is_for_systems and not name.startswith(NOT_OURS)
]
QUERIES = {"worklist": ["?view=all", "?view=open&q=velmora", "?view=mine&q=zanzibar", "?view=unassigned"]}
SEARCHES = {
    "outbox": ["?q=velmora", "?state=sent"],
    "calendar": ["?view=list&whose=all", "?view=month"],
    "reminders": ["?view=done"],
    "admin:cases_application_changelist": ["?q=velmora"],
    "admin:audit_entry_changelist": ["?q=velmora"],
}


@pytest.fixture
def barred(today):
    """A case that is full of traces of itself, and one with it in everything but the conflict."""
    journey = on_b(facts={"product_name": f"{SECRET} 10 mg"}).asked()
    Journey(people=journey.people).assessing()
    paper = ContentFile(b"A report.", "report.txt")
    add_document(**journey.by("validator"), kind="reference_assessment_report", file=paper)
    add_note(**journey.by("lead"), text="The zanzibar batch.")
    journey.after(50)
    sweep(at=journey.at)
    check = NightCheck.objects.create(on=journey.day, started_at=journey.at, finished_at=journey.at, cases=2)
    Finding.objects.create(check_of=check, kind="stuck", what=f"{SECRET} waits.", application=journey.case)
    today(journey)
    return journey


def bar(journey: Journey, role: str, covers: str = "case") -> None:
    user = journey.people.user(role)
    given = {"actor": person(user), "person": user, "at": journey.at, **WORDS}
    if covers == "case":
        declare_conflict(application=journey.case, **given)
    else:
        declare_conflict_with_company(organisation=journey.case.organisation, **given)


def own_reminders(actor):
    return [row.application_id for row in open_reminders(actor)]


def traces(journey: Journey) -> list[str]:
    return [journey.case.reference, SECRET, "zanzibar"]


@pytest.mark.parametrize("covers", ["case", "company"])
@pytest.mark.parametrize("role", ["manager", "assessor", "auditor"])
def test_no_list_search_or_count_shows_a_trace_of_it(barred, client, sign_in, role, covers):
    sign_in(barred.people.user(role))
    seen_before = {name for name in OF_ALL if barred.case.reference in client.get(reverse(name)).content.decode()}
    assert "worklist" in seen_before or role == "assessor"
    bar(barred, role, covers)
    leaks = []
    for name in OF_ALL:
        for query in ["", *QUERIES.get(name, []), *SEARCHES.get(name, [])]:
            answer = client.get(reverse(name) + query)
            text = b"".join(answer) if answer.streaming else answer.content
            said = text.decode(errors="replace").replace(query.partition("q=")[2] or "\0", "")
            own = [barred.case.reference] if name in ("conflicts", "settings") else []
            leaks += [(name, query, word) for word in traces(barred) if word in said and word not in own]
    assert leaks == []


@pytest.mark.parametrize("covers", ["case", "company"])
def test_no_address_of_it_is_there(barred, client, sign_in, covers):
    bar(barred, "manager", covers)
    sign_in(barred.people.user("manager"))
    for name in OF_A_CASE:
        given = {key: ANY.get(kind, "x") for key, kind in addresses()[name].arguments}
        given["reference"] = barred.case.reference
        for act in ACTS if name == "act" else [given.get("act", "")]:
            path = reverse(name, kwargs={**given, **({"act": act} if act else {})})
            assert client.get(path).status_code in (404, 405), path
            assert client.post(path, {"text": "Hello"}).status_code in (404, 405), path


def test_nor_are_its_document_its_mail_and_its_pages_in_the_administration(barred, client, sign_in):
    case = barred.case
    paths = [reverse("case-document", args=[case.reference, case.documents.first().pk])]
    paths += [reverse("outbox-message", args=[row.pk]) for row in Message.objects.filter(subject_id=str(case.pk))[:3]]
    bar(barred, "manager")
    bar(barred, "auditor")
    sign_in(barred.people.user("manager"))
    assert {client.get(path).status_code for path in paths} == {404}
    sign_in(barred.people.user("auditor"))
    answer = client.get(reverse("admin:cases_application_change", args=[case.pk]))
    assert SECRET not in answer.content.decode()
    assert answer.status_code == 302


def test_a_mail_of_a_colleagues_morning_that_names_it_is_not_read(barred, client, sign_in):
    mail = Message.objects.create(
        key="x", topic="reminder_digest", to="a@b.example", subject="Two dates", body_text=barred.case.reference,
        created_at=barred.at, next_attempt_at=barred.at,
    )  # fmt: skip
    sign_in(barred.people.user("manager"))
    assert client.get(reverse("outbox-message", args=[mail.pk])).status_code == 200
    bar(barred, "manager")
    assert client.get(reverse("outbox-message", args=[mail.pk])).status_code == 404


def test_the_calendar_feed_has_nothing_of_it(barred, client):
    actor = barred.people.actor("assessor")
    path = reverse("calendar-feed", args=[make_feed(actor=actor, at=barred.at)])
    assert barred.case.reference in client.get(path).content.decode()
    bar(barred, "assessor")
    said = client.get(path).content.decode()
    assert "BEGIN:VCALENDAR" in said
    assert not [word for word in traces(barred) if word in said]


def test_reminders_of_it_leave_the_list_and_no_mail_comes_any_more(barred):
    actor, running = barred.people.actor("assessor"), Application.objects.exclude(pk=barred.pk).get()
    assert own_reminders(actor) == [running.pk]
    declare_conflict(application=running, actor=actor, person=actor.user, at=barred.at, **WORDS)
    assert own_reminders(actor) == []
    assert open_count(actor) == 0


def test_no_reminder_of_it_comes_any_more_and_the_lead_has_them(barred):
    fresh = Journey(people=barred.people, day=barred.day).assessing()
    user = barred.people.user("assessor")
    declare_conflict(application=fresh.case, actor=person(user), person=user, at=fresh.at, **WORDS)
    for _ in range(9):
        sweep(at=fresh.after(7).at)
    told = set(
        Message.objects.filter(topic__startswith="reminder", subject_id=str(fresh.pk)).values_list("to", flat=True)
    )
    assert barred.people.user("lead").email in told
    assert user.email not in told


def test_who_stands_in_and_is_barred_is_passed_by(barred):
    from cases.operations.absences import record_absence

    deputy = user_of("assessor")
    away = barred.people.user("assessor")
    record_absence(
        user=away, deputy=deputy, from_on=barred.day, until_on=barred.after(90).day, at=barred.after(-90).at,
        actor=person(away),
    )  # fmt: skip
    declare_conflict(application=barred.case, actor=person(deputy), person=deputy, at=barred.at, **WORDS)
    for _ in range(6):
        sweep(at=barred.after(7).at)
    assert not Message.objects.filter(to=deputy.email, subject_id=str(barred.pk)).exists()


@pytest.mark.parametrize("name", ["worklist", "calendar", "reminders", "stops"])
def test_conflicts_cost_no_statement(barred, client, sign_in, name):
    sign_in(barred.people.user("manager"))
    client.get(reverse(name))
    with CaptureQueriesContext(
        connection,
    ) as without:
        client.get(reverse(name))
    bar(barred, "manager", "company")
    with CaptureQueriesContext(connection) as with_them:
        client.get(reverse(name))
    assert len(with_them) <= len(without)


# The pages


def declare_on(client, journey, **given):
    return client.post(
        reverse("case-conflict", args=[journey.case.reference]), {"covers": "case", **WORDS, **given}, follow=True
    )


def test_a_person_declares_their_own_on_the_case_and_is_led_to_their_list(barred, client, sign_in):
    user = sign_in(barred.people.user("assessor"))
    answer = declare_on(client, barred, person=user.pk)
    said = answer.content.decode()
    assert answer.redirect_chain == [(reverse("conflicts"), 302)]
    assert barred.case.reference in said
    assert SECRET not in said
    assert WORDS["text"] not in said


def test_nobody_declares_for_another_by_posting_their_key(barred, client, sign_in):
    sign_in(barred.people.user("assessor"))
    answer = declare_on(client, barred, person=barred.people.user("lead").pk)
    assert answer.status_code == 422
    assert not Conflict.objects.exists()


def test_what_is_left_out_is_named_and_what_was_typed_stays(barred, client, sign_in):
    user = sign_in(barred.people.user("assessor"))
    answer = declare_on(client, barred, person=user.pk, kind="", text="<script>alert(1)</script>")
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in said
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in said


def test_a_lead_declares_it_for_a_colleague_with_every_case_of_the_company(barred, client, sign_in):
    sign_in(barred.people.user("lead"))
    answer = declare_on(client, barred, person=barred.people.user("assessor").pk, covers="company")
    said = answer.content.decode()
    assert answer.redirect_chain[0][0] == reverse("case-people", args=[barred.case.reference])
    assert WORDS["text"] in said
    assert "Every case of" in said


@pytest.mark.parametrize(("role", "sees"), [("lead", True), ("manager", True), ("auditor", True), ("validator", False)])
def test_what_a_colleague_declared_is_read_by_those_who_lead_and_inspect(barred, client, sign_in, role, sees):
    bar(barred, "assessor")
    sign_in(barred.people.user(role))
    for path in (reverse("case-people", args=[barred.case.reference]), reverse("conflicts")):
        assert (WORDS["text"] in client.get(path).content.decode()) == sees


@pytest.mark.parametrize(("role", "status"), [("lead", 200), ("auditor", 403), ("validator", 404), ("assessor", 404)])
def test_who_may_end_it(barred, client, sign_in, role, status):
    bar(barred, "assessor")
    row = Conflict.objects.get()
    sign_in(barred.people.user(role))
    path = reverse("conflict-end", args=[row.pk])
    assert client.get(path).status_code == status
    client.post(path, {"reason": "The shares were sold."})
    row.refresh_from_db()
    assert (row.ended_at is not None) == (status == 200)


def test_a_barred_manager_reads_nothing_of_another_persons_conflict_with_the_case(barred, client, sign_in):
    bar(barred, "assessor")
    bar(barred, "manager")
    sign_in(barred.people.user("manager"))
    said = client.get(reverse("conflicts")).content.decode()
    assert WORDS["text"] not in said


def test_the_page_says_since_when_and_who_stands_in(barred, client, sign_in):
    from cases.operations.absences import record_absence

    away, deputy = barred.people.user("assessor"), barred.people.user("lead")
    record_absence(
        user=away, deputy=deputy, from_on=barred.day, until_on=barred.after(9).day, at=barred.after(-9).at,
        actor=person(away),
    )  # fmt: skip
    sign_in(barred.people.user("validator"))
    said = client.get(reverse("case-people", args=[barred.case.reference])).content.decode()
    assert f"@{away.username}" in said
    assert said.count("Since ") >= 3
    assert f"{deputy} stands in" in said


def test_a_barred_person_is_not_offered_to_be_assigned(barred, client, sign_in):
    bar(barred, "assessor")
    sign_in(barred.people.user("lead"))
    said = client.get(ACTS["assign"].url(barred.case)).content.decode()
    assert f'value="{barred.people.user("assessor").pk}"' not in said
    assert f'value="{barred.people.user("lead").pk}"' in said


def test_the_page_costs_the_same_with_many_conflicts(barred, client, sign_in):
    sign_in(barred.people.user("manager"))
    path = reverse("case-people", args=[barred.case.reference])
    bar(barred, "assessor")
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for _ in range(24):
        user = user_of("assessor")
        declare_conflict(application=barred.case, actor=person(user), person=user, at=barred.at, **WORDS)
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) == len(few) <= 25
