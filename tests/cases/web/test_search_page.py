"""The search page: what is found, why, and for whom."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import InnovationPassport
from cases.models.innovation_passport import PASSPORT
from cases.operations.declare_conflict import declare_conflict
from cases.operations.innovation_passport import record_passport
from cases.operations.learn_search_words import learn_search_words
from cases.operations.notes import add_note
from cases.operations.validation import record_fee
from recognition.accounts.actors import person
from tests.cases.journey import Journey

from .worklists import copies

FOUND = re.compile(r'href="/cases/(IRP-\d{4}-\d{6})/"')
HOSTILE = '"><script>alert(1)</script>\u202egnp.exe'


def search(client, text: str, **more: str) -> str:
    answer = client.get("/search/", {"q": text, **more})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def case(db, today):
    journey = Journey(
        facts={"product_name": "Velmora 10 mg", "pl_number": "PL 12345/0042", "active_substances": ["zidovudine"]},
        approval={"procedure_number": "EMEA/H/C/006123", "authorisation_number": "EU/1/25/777"},
    ).validating()
    record_fee(**journey.by("validator"), fee_reference="FEE-99-ABC")
    passport = {"number": "ILAP-2025-017", "awarded_on": date(2025, 11, 3), "indication": "Liposarcoma"}
    record_passport(**journey.by("company"), **passport)
    add_note(**journey.by("lead"), text=f"{'Before. ' * 30}Ask the inspectorate about Brno.{' After.' * 60}")
    today(journey)
    return journey


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("velmor", "Product: <bdi><mark>Velmora</mark> 10 mg</bdi>"),
        ("ZÍDO", "Substance: <bdi><mark>zidovudine</mark></bdi>"),
        ("pl-12345-0042", "PL number: <bdi><mark>PL</mark> <mark>12345</mark>/<mark>0042</mark></bdi>"),
        ("fee-99", "Fee reference: <bdi><mark>FEE</mark>-<mark>99</mark>-ABC</bdi>"),
        ("aldbrook", "Company: <bdi><mark>Aldbrook</mark>"),
        ("006123", "Reference procedure number: <bdi>EMEA/H/C/<mark>006123</mark></bdi>"),
        ("ilap/2025 017", "Innovation Passport: <bdi><mark>ILAP</mark>-<mark>2025</mark>-<mark>017</mark></bdi>"),
        ("EU/1/25/777", "Reference authorisation number: <bdi><mark>EU</mark>/<mark>1</mark>"),
        ("inspectorate", "the <mark>inspectorate</mark> about Brno."),
    ],
)
def test_what_it_is_found_by_is_shown(case, client, sign_in, text, says):
    sign_in("manager")

    said = search(client, text)

    assert FOUND.findall(said) == [case.case.reference]
    assert says in said
    assert "1 case, newest first" in said


def test_an_excerpt_is_short(case, client, sign_in):
    sign_in("manager")

    excerpt = re.search(r"Note: <bdi>(.*?)</bdi>", search(client, "inspectorate"), re.DOTALL)[1]

    assert excerpt.startswith("…")
    assert excerpt.endswith("…")
    assert len(excerpt) < 240


def test_a_typing_mistake_is_forgiven_and_said(case, client, sign_in):
    learn_search_words(at=case.at)
    sign_in("manager")

    said = search(client, "velmroa")

    assert FOUND.findall(said) == [case.case.reference]
    assert "Shown instead: <strong" in said
    assert "<mark>Velmora</mark>" in said


@pytest.mark.parametrize("whole", [True, False])
def test_a_reference_opens_its_case(case, client, sign_in, whole):
    sign_in("manager")
    reference = case.case.reference

    answer = client.get("/search/", {"q": reference.lower() if whole else reference[-6:]})

    assert answer["Location"] == f"/cases/{reference}/"


def test_a_draft_is_nobodys_among_staff(case, client, sign_in):
    draft = Journey(facts={"product_name": "Velmora Forte"}).drafted()
    sign_in("manager")

    assert FOUND.findall(search(client, "velmora")) == [case.case.reference]
    assert FOUND.findall(search(client, "forte")) == []
    assert client.get("/search/", {"q": draft.case.reference}).status_code == 200


def test_who_sees_no_cases_searches_none(case, client, sign_in):
    sign_in("administrator")

    assert client.get("/search/", {"q": "velmora"}).status_code == 403
    assert "site-search" not in client.get("/account/").content.decode()


@pytest.mark.parametrize("text", [HOSTILE, "\x00", "%_'\\", "x" * 300, "&|!():*", "  "])
def test_hostile_text_is_text(case, client, sign_in, text):
    sign_in("manager")

    assert "<script>alert" not in search(client, text)
    assert client.get("/search/", {"q": "velmora", "after": text}).status_code == 200


def test_the_box_stands_on_every_page(case, client, sign_in):
    sign_in("manager")

    for path in ("/work/", "/cases/", f"/cases/{case.case.reference}/", "/settings/", "/more/"):
        assert 'id="site-search"' in client.get(path).content.decode(), path


def test_paged_by_key_and_flat_in_statements(db, client, sign_in, today):
    journey = Journey().assessing()
    add_note(**journey.by("lead"), text="Cardelin again.")
    copies(journey.case, 59)
    today(journey)
    sign_in("manager")
    search(client, "cardelin")

    with CaptureQueriesContext(connection) as seen:
        first = search(client, "cardelin")
    with CaptureQueriesContext(connection) as one:
        search(client, "cardelin again")

    assert "60 cases, newest first" in first
    assert len(seen) == len(one) <= 15, "\n".join(query["sql"][:200] for query in seen)
    found, query = FOUND.findall(first), re.search(r'href="\?([^"]*)" rel="next"', first)
    while query:
        said = client.get(f"/search/?{query[1].replace('&amp;', '&')}").content.decode()
        found += FOUND.findall(said)
        query = re.search(r'href="\?([^"]*)" rel="next"', said)
    assert len(found) == len(set(found)) == 60


def test_a_passports_number_is_found_by_those_alone_who_may_see_the_case(case, client, sign_in):
    user = sign_in("assessor")
    assert FOUND.findall(search(client, "ilap 2025")) == [case.case.reference]
    declare_conflict(
        application=case.case, actor=person(user), person=user, kind="family", text="A cousin.", at=case.at
    )
    said = search(client, "ilap 2025")
    assert FOUND.findall(said) == []
    assert "Liposarcoma" not in said


def test_a_passports_number_is_looked_up_by_its_index(case):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    rows = InnovationPassport.objects.alias(words=PASSPORT).filter(words=SearchQuery("ilap:*", search_type="raw"))
    assert "passport_words" in rows.explain()
