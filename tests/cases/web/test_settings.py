"""My settings, and who is away: each for themselves, a manager for all."""

from __future__ import annotations

import pytest
from django.urls import reverse

from recognition.accounts.models import Absence, ReminderDelivery
from tests.cases.journey import user_of

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
