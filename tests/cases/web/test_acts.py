"""Each act: offered to who may, kept from who may not, done by one press, and seen afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from cases.models import Application
from cases.web.acts import ACTS
from cases.web.frame import PAGES
from recognition.audit.models import Entry

from .journeys_of_acts import TRIES, typed_of

# The company's own, before staff see the case; and the system's.
NO_PERSON = {"find_eligible", "send_to_triage", "mark_reply_overdue"}


def test_every_move_of_the_machine_has_its_act():
    moves = {name for name in dir(Application) if hasattr(getattr(Application, name, None), "_django_fsm")}

    assert {move for act in ACTS.values() for move in act.moves} == moves - NO_PERSON


def test_every_act_is_tried_below():
    assert set(TRIES) == set(ACTS)


WITH_FIELDS = [name for name, act in ACTS.items() if any(field.required for field in act.form.base_fields.values())]


def begun(name: str, today):
    """An act, a case on which it can be done, and how it is tried."""
    how = TRIES[name]
    journey = how.begin()
    today(journey)
    about = how.about(journey.case) if callable(how.about) else how.about
    return ACTS[name], journey, replace(how, about=about)


@pytest.fixture(params=sorted(TRIES))
def tried(request, db, today):
    return begun(request.param, today)


def _offers(client, case: Application) -> str:
    pages = [client.get(reverse(name, args=[case.reference])) for name in (*PAGES, "case-next-request")]
    rows = case.assessments.values_list("discipline", flat=True)
    pages += [client.get(reverse("case-discipline", args=[case.reference, one])) for one in rows]
    return "".join(page.content.decode() for page in pages)


def test_it_is_offered_done_and_seen(client, sign_in, tried):
    act, journey, how = tried
    sign_in(journey.people.user(how.role))
    url = act.url(journey.case, how.about)

    assert f'href="{url}"' in _offers(client, journey.case)
    shown = client.get(url)
    assert shown.status_code == 200
    assert "cannot be done yet" not in shown.content.decode()
    done = client.post(url, typed_of(how, journey.case))

    assert done.status_code == 302, done.context["form"].errors
    assert journey.case.state == (how.state or journey.case.state)
    assert how.shows(journey.case)
    assert act.done in client.get(done["Location"]).content.decode()


def test_an_auditor_is_offered_nothing_and_can_do_nothing(client, sign_in, tried):
    act, journey, how = tried
    sign_in("auditor")
    url, before = act.url(journey.case, how.about), Entry.objects.count()

    assert f'href="{url}"' not in _offers(client, journey.case)
    assert client.get(url).status_code == 403
    refused = client.post(url, typed_of(how, journey.case))

    assert refused.status_code in (403, 422)  # A signature's password is asked first.
    assert Entry.objects.count() == before


def test_looking_at_it_stores_nothing(client, sign_in, tried):
    act, journey, how = tried
    sign_in(journey.people.user(how.role))
    before = (journey.case.version, Entry.objects.count(), journey.case.clock_entries.count())

    client.get(act.url(journey.case, how.about))

    assert (journey.case.version, Entry.objects.count(), journey.case.clock_entries.count()) == before


@pytest.mark.parametrize("name", WITH_FIELDS)
def test_what_is_left_empty_is_asked_for(db, client, sign_in, today, name):
    act, journey, how = begun(name, today)
    sign_in(journey.people.user(how.role))
    before = Entry.objects.count()

    answer = client.post(act.url(journey.case, how.about), {})

    assert answer.status_code == 422
    assert "Error: " in answer.content.decode()
    assert "There is a problem" in answer.content.decode()
    assert Entry.objects.count() == before
