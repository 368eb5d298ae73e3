"""My settings, and who is away: each for themselves, a manager for all."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cases.operations.declare_conflict import declare_conflict
from cases.operations.end_conflict import end_conflict
from recognition.accounts.actors import person
from recognition.accounts.models import Absence, ReminderDelivery
from tests.cases.journey import Journey, user_of

DAYS = {
    "from_on_0": "1",
    "from_on_1": "3",
    "from_on_2": "2099",
    "until_on_0": "9",
    "until_on_1": "3",
    "until_on_2": "2099",
}


def absent(client, user, deputy):
    from cases.web.forms.absence import AbsenceForm
    from recognition.accounts.actors import person

    shown = str(AbsenceForm(actor=person(user))["from_on"])
    names = [name for name in ("from_on_day", "from_on_0") if f'name="{name}"' in shown]
    given = (
        DAYS
        if names == ["from_on_0"]
        else {
            key.replace("_0", "_day").replace("_1", "_month").replace("_2", "_year"): value
            for key, value in DAYS.items()
        }
    )
    return client.post(reverse("away"), {**given, "user": user.pk, "deputy": deputy.pk})


def test_how_reminders_come_is_chosen_and_kept(db, client, sign_in):
    user = sign_in("assessor")
    client.post(reverse("settings-delivery"), {"choice": "digest"})
    assert ReminderDelivery.objects.get(user=user).choice == "digest"
    assert 'value="digest" checked' in client.get(reverse("settings")).content.decode().replace("\n", " ")


def test_a_choice_that_nobody_offers_is_refused(db, client, sign_in):
    sign_in("assessor")
    assert client.post(reverse("settings-delivery"), {"choice": "never"}).status_code == 422


def test_a_person_says_that_they_are_away(db, client, sign_in):
    user, deputy = sign_in("assessor"), user_of("assessor")
    assert absent(client, user, deputy).status_code == 302
    assert Absence.objects.get().deputy == deputy
    assert f"{deputy} stands in" in client.get(reverse("away")).content.decode()


def test_nobody_but_a_manager_says_so_of_another(db, client, sign_in):
    other, deputy = user_of("assessor"), user_of("assessor")
    sign_in("lead")
    assert absent(client, other, deputy).status_code == 422
    sign_in("manager")
    assert absent(client, other, deputy).status_code == 302


def test_nobody_but_a_manager_ends_anothers(db, client, sign_in):
    user, deputy = sign_in("assessor"), user_of("assessor")
    absent(client, user, deputy)
    row = Absence.objects.get()
    sign_in(deputy)
    assert client.post(reverse("away-end", args=[row.pk])).status_code == 403
    sign_in("manager")
    assert client.post(reverse("away-end", args=[row.pk])).status_code == 302
    assert Absence.objects.get().cancelled_at is not None


@pytest.mark.parametrize("name", ["settings", "away", "calendar", "reminders"])
def test_who_reads_no_cases_has_none_of_these(db, client, sign_in, name):
    sign_in("administrator")
    assert client.get(reverse(name)).status_code == 403


def test_days_that_will_not_do_are_refused_at_their_field(db, client, sign_in):
    user, deputy = sign_in("assessor"), user_of("assessor")
    absent(client, user, deputy)
    answer = absent(client, user, deputy)
    assert answer.status_code == 422
    assert "End that first." in answer.content.decode()


def barred(user, *, by):
    journey = Journey(facts={"product_name": "Velmora 10 mg"}).assessing()
    given = {"kind": "family", "text": "My sister leads its laboratory.", "at": journey.at}
    return declare_conflict(application=journey.case, person=user, actor=person(by), **given)


def test_ones_own_conflicts_stand_there_by_reference_only(db, client, sign_in):
    user = sign_in("assessor")
    row = barred(user, by=user_of("manager"))
    page = client.get(reverse("settings")).content.decode()
    assert row.application.reference in page
    assert f"Declared by {row.declared_by}" in page
    assert reverse("conflicts") in page
    for secret in ("Velmora", row.text, row.application.organisation.name):
        assert secret not in page


def test_one_that_has_ended_and_those_of_others_do_not_stand_there(db, client, sign_in):
    user, other = sign_in("lead"), user_of("assessor")
    ended, of_another = barred(user, by=user_of("manager")), barred(other, by=other)
    end_conflict(conflict=ended, actor=person(user_of("manager")), reason="It was sold.", at=ended.declared_at)
    page = client.get(reverse("settings")).content.decode()
    assert "None of yours stands." in page
    assert ended.application.reference not in page
    assert of_another.application.reference not in page


def test_what_the_page_costs_does_not_grow_with_the_conflicts(db, client, sign_in, django_assert_max_num_queries):
    user = sign_in("assessor")
    for count in (1, 4):
        for _ in range(count):
            barred(user, by=user)
        with django_assert_max_num_queries(12):
            client.get(reverse("settings"))
