"""The page of the checklist: what it keeps of what was typed, who may fill it in, what it costs."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.operations.check_items import Answer, check_items
from cases.queries.checklist import checklist
from tests.cases.journey import Journey

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>\u202e=cmd()"


@pytest.fixture
def at_work(client, sign_in, today):
    journey = Journey().validating()
    today(journey)
    sign_in(journey.people.user("validator"))
    return client, journey, reverse("case-validation", args=[journey.case.reference])


def typed(code: str, outcome: str, **fields: str) -> dict[str, str]:
    return {f"outcome-{code}": outcome, **{f"{name}-{code}": value for name, value in fields.items()}}


def test_items_are_saved_and_read_again(at_work):
    client, journey, path = at_work
    answer = client.post(path, typed("VAL-42", "deficient", cause="nitrosamines", text=HOSTILE, remark=HOSTILE))
    assert answer.status_code == 302
    said = client.get(path).content.decode()
    assert "1 of" in said
    assert "Not yet asked for" in said
    assert "<script>alert" not in said
    assert journey.case.deficiencies.get().text == HOSTILE


def test_an_error_names_its_item_and_keeps_every_word(at_work):
    client, journey, path = at_work
    fields = typed("VAL-10", "met", remark="Opened it.") | typed("VAL-42", "deficient", cause="gmp", text="")
    answer = client.post(path, fields)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#text-VAL-42"' in said
    assert "Opened it." in said
    assert not journey.case.checked_items.exists()


def unfolded(page: str) -> list[str]:
    """The sections that stand open, by name."""
    return re.findall(r'<details class="[^"]*checklist__section"[^>]* open>.*?summary-text">([^<]+)<', page, re.DOTALL)


def test_the_section_that_waits_stands_open_and_leads_to_its_next_item(at_work):
    client, journey, path = at_work
    items = checklist(journey.case, on=journey.day)
    first, second, *_ = dict.fromkeys(item.section for item in items)
    page = client.get(path).content.decode()
    assert unfolded(page) == [first]
    assert f'href="#outcome-{items[0].code}"' in page

    done = {item.code: Answer("met") for item in items if item.section == first}
    check_items(**journey.by("validator"), answers=done)
    page = client.get(path).content.decode()
    assert unfolded(page) == [second]
    assert f"{len(done)} of {len(done)} looked at" in page


def test_a_section_with_an_error_stands_open_and_so_does_what_was_not_saved_with_it(at_work):
    client, journey, path = at_work
    items = checklist(journey.case, on=journey.day)
    first, last = items[0], items[-1]
    fields = typed(last.code, "deficient", cause="gmp", text="") | typed(first.code, "met", remark="Opened it.")
    page = client.post(path, fields).content.decode()
    assert {first.section, last.section} <= set(unfolded(page))


def test_a_stale_save_shows_both_and_counts_when_it_is_saved_again(at_work):
    client, journey, path = at_work
    check_items(**journey.by("lead"), answers={"VAL-42": Answer("met", "It is in 3.2.R.")})
    mine = typed("VAL-42", "not_applicable", remark="Not for this one.", seen="0")
    answer = client.post(path, mine)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "It is in 3.2.R." in said
    assert "Not for this one." in said
    assert 'name="seen-VAL-42" value="1"' in said
    assert client.post(path, mine | {"seen-VAL-42": "1"}).status_code == 302
    assert journey.case.checked_items.get().outcome == "not_applicable"


def test_who_does_not_validate_reads_it(at_work, sign_in):
    client, journey, path = at_work
    sign_in(journey.people.user("auditor"))
    assert "Save the checklist" not in client.get(path).content.decode()
    assert client.post(path, typed("VAL-42", "met")).status_code == 403


def test_it_costs_no_more_when_everything_has_been_found(at_work):
    client, journey, path = at_work
    client.get(path)
    with CaptureQueriesContext(connection) as empty:
        client.get(path)
    items = checklist(journey.case, on=journey.day)
    bad = Answer("deficient", cause="other", text="Put it right.")
    check_items(**journey.by("validator"), answers={item.code: bad for item in items})
    with CaptureQueriesContext(connection) as full:
        client.get(path)
    assert len(full) <= len(empty) <= 25


def test_a_deficiency_raised_or_worked_off_leads_back_to_the_checklist(at_work):
    client, journey, path = at_work
    reference = journey.case.reference
    raised = client.post(reverse("act", args=[reference, "raise-deficiency"]), {"cause": "gmp", "text": "None sent."})
    assert raised["Location"] == path
    typed = {"outcome": "withdrawn", "resolution": "It is in module 3."}
    worked_off = client.post(reverse("act-about", args=[reference, "resolve-deficiency", "1"]), typed)
    assert worked_off["Location"] == path
