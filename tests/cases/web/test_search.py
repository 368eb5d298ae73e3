"""The search: everything a case is called by, limited to what the person may see, typing mistakes forgiven."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.operations.learn_search_words import learn_search_words
from cases.operations.notes import add_note
from tests.cases.journey import Journey

from .worklists import copies, listed


@pytest.fixture
def learned(many):
    learn_search_words(at=many["stopped"].at)
    return many


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("zidovudine", "stopped"),
        ("ZIDO", "stopped"),
        ("zídovudïne", "stopped"),
        ("velmora 10", "running"),
        ("10 velmora", "running"),
    ],
)
def test_what_it_is_called_by(learned, client, sign_in, text, name):
    sign_in("manager")

    assert listed(client, f"view=all&q={text}") == [learned[name].case.reference]


@pytest.mark.parametrize("typed", ["PL 12345/0042", "pl-12345-0042", "12345/0042"])
def test_numbers_in_any_punctuation(db, client, sign_in, today, typed):
    journey = Journey(facts={"pl_number": "PL 12345/0042"}).assessing()
    today(journey)
    sign_in("manager")

    assert listed(client, f"view=all&q={typed}") == [journey.case.reference]


def test_the_reference_regulators_number(db, client, sign_in, today):
    journey = Journey(approval={"procedure_number": "EMEA/H/C/006123"}).assessing()
    today(journey)
    sign_in("manager")

    assert listed(client, "view=all&q=EMEA/H/C/006123") == [journey.case.reference]
    assert listed(client, "view=all&q=006123") == [journey.case.reference]


def test_the_company_and_a_note_together(learned, client, sign_in):
    running = learned["running"]
    add_note(**running.by("lead"), text="Ask the inspectorate about Brno.")
    sign_in("manager")

    assert listed(client, "view=all&q=inspectorate brno") == [running.case.reference]
    assert listed(client, f"view=all&q=brno {running.case.organisation.name}") == [running.case.reference]


@pytest.mark.parametrize("typed", ["zidovidine", "zydovudine", "zidvudine"])
def test_a_typing_mistake_is_forgiven_and_said(learned, client, sign_in, typed):
    sign_in("manager")
    said = client.get(f"/cases/?view=all&q={typed}").content.decode()

    assert listed(client, f"view=all&q={typed}") == [learned["stopped"].case.reference]
    assert f'No case has “<span class="rec-break">{typed}</span>”. Shown instead: <strong' in said


def test_a_mistake_in_the_companys_name(learned, client, sign_in):
    sign_in("manager")
    name = learned["granted"].case.organisation.name
    mistaken = name.split()[0][:-2] + name.split()[0][-1]

    assert learned["granted"].case.reference in listed(client, f"view=all&q={mistaken}")


def test_a_draft_is_never_found_nor_guessed_at(learned, client, sign_in):
    Journey(facts={"product_name": "Secretamab"}, day=learned["stopped"].day).drafted()
    assert learn_search_words(at=learned["stopped"].at) == 1
    sign_in("manager")
    said = client.get("/cases/?view=all&q=Secretamob").content.decode()

    assert listed(client, "view=all&q=Secretamab") == []
    assert "secretamab" not in said.lower()


HOSTILE = ["'", "\\", "a:*b & !c | (", "%", "_", "\u202e", "<script>", "x" * 3000, " ", "!!!", "日本"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_looked_for_and_breaks_nothing(learned, client, sign_in, text):
    sign_in("manager")

    assert client.get("/cases/", {"view": "all", "q": text}).status_code == 200


def test_words_are_learned_once_and_never_from_an_older_day(learned):
    assert learn_search_words(at=learned["stopped"].at) == 0
    Journey(facts={"product_name": "Tessarine"}, day=learned["stopped"].day).drafted()
    assert learn_search_words(at=learned["stopped"].at) == 1


@pytest.mark.parametrize("rows", [1, 25])
def test_a_search_costs_a_fixed_number_of_queries(db, client, sign_in, today, rows):
    journey = Journey().assessing()
    copies(journey.case, rows - 1)
    today(journey)
    sign_in("manager")
    client.get("/cases/")

    with CaptureQueriesContext(connection) as seen:
        found = listed(client, "view=all&q=cardelin")

    assert len(found) == rows
    assert len(seen) <= 14
