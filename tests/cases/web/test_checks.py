"""The page of the nights' checks: who may see it, and what it says."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from cases.models import Finding, NightCheck
from recognition.accounts.models import Role
from recognition.clock import LONDON
from tests.cases.journey import Journey, user_of

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
AT = datetime(2026, 3, 3, 2, 10, tzinfo=LONDON)


@pytest.fixture
def manager(sign_in):
    return sign_in(user_of(Role.MANAGER))


@pytest.fixture
def check():
    return NightCheck.objects.create(on=date(2026, 3, 3), started_at=AT, finished_at=AT, cases=7)


def find(check: NightCheck, kind: str = "stuck", **fields: object) -> Finding:
    return Finding.objects.create(check_of=check, kind=kind, **{"what": "Received for 30 days.", **fields})


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.MANAGER])
def test_others_do_not_see_it(client, sign_in, role):
    sign_in(user_of(role))

    assert client.get(reverse("checks")).status_code == 403


def test_before_the_first_night_it_says_so(client, manager):
    assert "No check has run yet" in client.get(reverse("checks")).content.decode()


def test_a_night_in_which_nothing_was_found_says_so(client, manager, check):
    assert "nothing was found" in client.get(reverse("checks")).content.decode()


def test_a_finding_leads_to_its_case(client, manager, check):
    journey = Journey().received()
    find(check, application=journey.case)
    page = client.get(reverse("checks")).content.decode()

    assert reverse("case", args=[journey.case.reference]) in page
    assert "Received for 30 days." in page


def test_one_kind_is_shown_with_what_to_do(client, manager, check):
    find(check)
    find(check, kind="no_clock", what="No clock runs.")
    page = client.get(reverse("checks"), {"kind": "no_clock"}).content.decode()

    assert "No clock runs." in page
    assert "Received for 30 days." not in page
    assert "a case that has come in has a clock until it is closed" in page


@pytest.mark.parametrize("query", [{"kind": "nonsense"}, {"on": "2026-99-99"}, {"page": "x"}, {"kind": "\x00"}])
def test_an_address_that_makes_no_sense_shows_the_last_night(client, manager, check, query):
    find(check)
    answer = client.get(reverse("checks"), query)

    assert answer.status_code == 200
    assert "Received for 30 days." in answer.content.decode()


def test_an_earlier_night_can_be_read(client, manager, check):
    find(check, what="<b>yesterday</b>")
    NightCheck.objects.create(on=check.on + timedelta(days=1), started_at=AT, finished_at=AT)

    assert "yesterday" not in client.get(reverse("checks")).content.decode()
    page = client.get(reverse("checks"), {"on": "2026-03-03"}).content.decode()
    assert "&lt;b&gt;yesterday&lt;/b&gt;" in page


def test_its_queries_do_not_grow(client, manager, check, django_assert_max_num_queries):
    for _ in range(25):
        find(check, application=Journey().drafted().case)

    with django_assert_max_num_queries(12):
        client.get(reverse("checks"))
