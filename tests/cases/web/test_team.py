"""The team's work and who takes the cases of somebody who is away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.operations.absences import record_absence
from cases.operations.close import withdraw
from cases.operations.declare_conflict import declare_conflict
from cases.queries.team import Load, in_danger, team_of_all
from recognition.accounts.actors import person
from recognition.accounts.models import Absence, Assessor, User
from recognition.audit.models import Entry
from tests.cases.journey import Journey, on_b, user_of

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def absent(journey: Journey, who: User, *, within: int = 90) -> Absence:
    """Away from the journey's day, so long that the next date of its case falls into it."""
    return record_absence(
        user=who,
        deputy=journey.people.user("manager"),
        from_on=journey.day,
        until_on=journey.day + timedelta(days=within),
        actor=journey.people.actor("manager"),
        at=journey.at,
    )


@pytest.fixture
def running(today) -> Journey:
    journey = Journey().assessing()
    Assessor.objects.filter(user=journey.people.user("assessor")).update(team="Small molecules")
    today(journey)
    return journey


def choices(answer):
    return {row.name: [user.pk for user in row.takers] for row in answer.context["rows"]}


def test_each_case_counts_once_for_a_person_and_once_for_all(running) -> None:
    on_b(people=running.people, client=running.company, day=running.day - timedelta(days=91)).asked()
    found = team_of_all(running.people.actor("manager"), today=running.day)
    assessor, lead = running.people.user("assessor"), running.people.user("lead")

    assert found.total.cases == 2
    assert found.people[assessor.pk].cases == found.people[lead.pk].cases == 2
    assert (found.people[assessor.pk].stopped, found.people[lead.pk].majors) == (1, 1)
    assert found.parts[assessor.pk] == {"assessor": 2}
    assert found.teams["Small molecules"].cases == 2
    assert running.people.user("validator").pk not in found.people  # day 0 has passed


def test_a_case_falls_into_the_week_of_its_next_date(running) -> None:
    load = team_of_all(running.people.actor("manager"), today=running.day).total
    due = running.case.next_due_on
    assert due is not None
    week = (due - running.day).days // 7

    assert [number for number, count in enumerate(load.weeks) if count] == ([week] if week < 8 else [])
    assert team_of_all(running.people.actor("manager"), today=due + timedelta(days=1)).total.overdue == 1


def test_a_case_that_a_conflict_bars_counts_for_nobody_who_is_barred(running) -> None:
    reader = user_of("auditor")
    declare_conflict(
        application=running.case, person=reader, kind="family", text="A cousin.", actor=person(reader), at=running.at
    )

    assert team_of_all(person(reader), today=running.day).total == Load()


def test_the_page_says_what_will_be_missed_and_who_could_take_it(client, sign_in, running) -> None:
    colleague = user_of("assessor", first_name="Nadia", last_name="Rahman")
    Assessor.objects.create(user=colleague, team="Small molecules", disciplines=["quality"])
    absent(running, running.people.user("assessor"))
    sign_in(running.people.user("manager"))
    answer = client.get("/team/")

    (row,) = answer.context["late"]
    (holder,) = [one for one in row.holders if one.part == "Assessor"]
    assert holder.takers[0] == "Nadia Rahman"
    assert "Give to others" in answer.content.decode()
    assert client.get("/team/?team=none").context["late"] == []


def test_a_case_that_will_be_missed_is_one_row_with_all_who_have_it(client, sign_in, running, today) -> None:
    running.case.assessments.filter(discipline="quality").update(assessor=running.people.user("assessor"))
    sign_in(running.people.user("manager"))
    today(running.after(61))

    (row,) = client.get("/team/").context["late"]
    assert [one.part for one in row.holders] == ["Assessor", "Lead assessor", "Quality"]
    assert (row.why, row.due.words) == ("Overdue", "Overdue by 1 day")


def test_the_first_of_many_are_whole_cases(running) -> None:
    later = Journey(people=running.people, client=running.company, day=running.day).assessing()
    on = later.case.next_due_on + timedelta(days=1)
    found = in_danger(running.people.actor("manager"), today=on, most=1)

    assert [(one.case, one.part) for one in found] == [(running.pk, "assessor"), (running.pk, "lead")]


def test_filters_stand_in_the_address_and_nonsense_is_left_out(client, sign_in, running) -> None:
    sign_in(running.people.user("manager"))
    assessor = running.people.user("assessor")

    assert client.get("/team/", {"person": assessor.pk}).context["chosen"].cases == 1
    assert client.get("/team/", {"route": "B"}).context["total"].cases == 0
    for query in ({"person": "x", "team": "\x00", "route": "<b>"}, {"person": "99999999999999999999"}):
        assert client.get("/team/", query).status_code == 200


def test_nobody_is_offered_who_is_away_has_a_conflict_or_may_not_do_the_work(client, sign_in, running) -> None:
    away, barred, free = (user_of("assessor") for _ in range(3))
    absent(running, away)
    declare_conflict(
        application=running.case, person=barred, kind="family", text="A cousin.", actor=person(barred), at=running.at
    )
    absence = absent(running, running.people.user("assessor"))
    sign_in(running.people.user("lead"))
    (takers,) = choices(client.get(f"/team/absences/{absence.pk}/")).values()

    assert free.pk in takers
    assert not {away.pk, barred.pk, running.people.user("validator").pk} & set(takers)


def test_each_row_is_done_or_says_why_not_and_can_be_tried_again(client, sign_in, running) -> None:
    other = Journey(people=running.people, client=running.company, day=running.day - timedelta(days=21)).assessing()
    to, absence = user_of("assessor"), absent(running, running.people.user("assessor"))
    sign_in(running.people.user("lead"))
    sent = {f"to-{running.pk}-assessor": to.pk, f"to-{other.pk}-assessor": user_of("auditor").pk}
    answer = client.post(f"/team/absences/{absence.pk}/", sent)

    assert running.case.assessor == to
    assert other.case.assessor == running.people.user("assessor")
    assert "may not do this work" in answer.content.decode()
    assert Entry.objects.filter(action="people_assigned", subject_id=str(running.pk)).count() == 2
    client.post(f"/team/absences/{absence.pk}/", {f"to-{other.pk}-assessor": to.pk})
    assert other.case.assessor == to


def test_sent_twice_it_is_done_once(client, sign_in, running) -> None:
    to, absence = user_of("assessor"), absent(running, running.people.user("assessor"))
    sign_in(running.people.user("lead"))
    sent = {f"to-{running.pk}-assessor": to.pk}
    client.post(f"/team/absences/{absence.pk}/", sent)
    again = client.post(f"/team/absences/{absence.pk}/", sent)

    assert "is no longer with" in again.content.decode()
    assert Entry.objects.filter(action="people_assigned", subject_id=str(running.pk)).count() == 2


@pytest.mark.parametrize("part", ["validator", "quality"])
def test_a_validators_case_and_a_disciplines_part_go_to_others_too(client, sign_in, today, part) -> None:
    journey = Journey().validating() if part == "validator" else Journey().assessing()
    holder = journey.people.user("validator" if part == "validator" else "assessor")
    if part == "quality":
        journey.case.assessments.filter(discipline="quality").update(assessor=holder)
    to = user_of("validator" if part == "validator" else "assessor")
    Assessor.objects.create(user=to, disciplines=["quality"])
    today(journey)
    absence = absent(journey, holder)
    sign_in(journey.people.user("lead"))
    client.post(f"/team/absences/{absence.pk}/", {f"to-{journey.pk}-{part}": to.pk})

    case = journey.case
    assert (case.validator if part == "validator" else case.assessments.get(discipline="quality").assessor) == to
    entry = Entry.objects.filter(action="people_assigned").latest("id")
    assert entry.data["changed"] == {part: [str(holder), str(to)]}


@pytest.mark.parametrize(
    "sent", [{"to-x-assessor": "1"}, {"to-1": "1"}, {"to-1-signatory": "=cmd()"}, {"to-99999999999999-lead": "9" * 30}]
)
def test_what_nobody_offered_is_refused_and_breaks_nothing(client, sign_in, running, sent) -> None:
    absence = absent(running, running.people.user("assessor"))
    sign_in(running.people.user("lead"))
    answer = client.post(f"/team/absences/{absence.pk}/", sent)

    assert answer.status_code == 200
    assert "could not be given to others" in answer.content.decode()


def test_a_case_that_closed_meanwhile_stays_as_it_is(client, sign_in, running) -> None:
    to, absence = user_of("assessor"), absent(running, running.people.user("assessor"))
    withdraw(**running.by("company"), reason="Commercial reasons.")
    sign_in(running.people.user("lead"))
    answer = client.post(f"/team/absences/{absence.pk}/", {f"to-{running.pk}-assessor": to.pk})

    assert "is closed" in answer.content.decode()
    assert running.case.assessor == running.people.user("assessor")


def test_only_who_leads_gives_cases_to_others(client, sign_in, running) -> None:
    absence = absent(running, running.people.user("assessor"))
    sign_in("assessor")
    sent = {f"to-{running.pk}-assessor": user_of("assessor").pk}

    assert client.post(f"/team/absences/{absence.pk}/", sent).status_code == 403
    assert running.case.assessor == running.people.user("assessor")
    assert "Give" not in client.get("/team/").content.decode()


def test_who_reads_no_cases_sees_no_team(client, sign_in) -> None:
    sign_in("administrator")
    assert client.get("/team/").status_code == 403


def test_more_cases_and_people_cost_no_more_statements(client, sign_in, running) -> None:
    absence = absent(running, running.people.user("assessor"))
    sign_in(running.people.user("manager"))
    pages = ("/team/", f"/team/absences/{absence.pk}/")
    before = []
    for page in pages:
        client.get(page)
        with CaptureQueriesContext(connection) as one:
            client.get(page)
        before.append(len(one))
    for _ in range(3):
        Journey(people=running.people, client=running.company, day=running.day - timedelta(days=21)).assessing()
        Assessor.objects.create(user=user_of("assessor"), team=f"Team {_}")
    for page, count in zip(pages, before, strict=True):
        with CaptureQueriesContext(connection) as four:
            client.get(page)
        assert len(four) <= count <= 22
