"""Pages by key: each case once, forwards and backwards, in every order, while rows come and go."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Application
from cases.queries.worklist import COLUMNS
from tests.cases.journey import Journey

from .worklists import copies, listed

NEXT = re.compile(r'href="\?([^"]*)" rel="next"')
PREVIOUS = re.compile(r'href="\?([^"]*)" rel="prev"')


def link(client, query: str, way: re.Pattern[str]) -> str | None:
    found = way.search(client.get(f"/cases/?{query}").content.decode())
    return unescape(found[1]) if found else None


@pytest.fixture
def sixty(db, client, sign_in, today):
    """Cases of which many share each value that they can be ordered by."""
    journey = Journey().assessing()
    copies(journey.case, 59)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE cases_application SET next_due_on = next_due_on + (id % 7)::int WHERE id % 3 > 0")
        cursor.execute("UPDATE cases_application SET next_due_on = NULL, submitted_on = NULL WHERE id % 11 = 0")
        cursor.execute(
            "UPDATE cases_application SET product_name = 'P' || (id % 5), assessor_id = NULL WHERE id % 2 > 0"
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    today(journey)
    sign_in("manager")
    return journey


@pytest.mark.parametrize("sort", [sign + column for column in COLUMNS for sign in ("", "-")])
def test_every_case_once_forwards_and_backwards(sixty, client, sort):
    query, pages = f"view=all&sort={sort}", []
    while query:
        pages.append(listed(client, query))
        last, query = query, link(client, query, NEXT)

    assert [len(page) for page in pages] == [25, 25, 10]
    assert len({reference for page in pages for reference in page}) == 60
    second = link(client, last, PREVIOUS)
    assert listed(client, second) == pages[1]
    assert listed(client, link(client, second, PREVIOUS)) == pages[0]


def test_a_page_keeps_the_search_and_the_filters(sixty, client):
    following = link(client, "view=all&q=cardelin&route=A", NEXT)

    assert "q=cardelin" in following
    assert "route=A" in following


def test_a_case_that_leaves_takes_no_other_with_it(sixty, client):
    first = listed(client, "view=all&sort=reference")
    following = link(client, "view=all&sort=reference", NEXT)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE cases_application SET form_received_on = NULL WHERE reference = %s", [first[3]])

    assert listed(client, following)[0] == sorted(Application.objects.values_list("reference", flat=True))[25]


@pytest.mark.parametrize(
    "cursor",
    ["x", "~", "9999-99-99~1", "2026-01-01~x", "%00~1", f"~{'9' * 20}", f"2026-01-01~{'9' * 20}", "a" * 5000],
)
@pytest.mark.parametrize("way", ["after", "before"])
def test_a_cursor_that_means_nothing_does_no_harm(sixty, client, way, cursor):
    assert len(listed(client, f"view=all&{way}={cursor}")) in (0, 25)


def test_a_later_page_costs_no_more_queries(sixty, client):
    client.get("/cases/?view=all")
    following = link(client, "view=all", NEXT)
    with CaptureQueriesContext(connection) as first:
        client.get("/cases/?view=all")
    with CaptureQueriesContext(connection) as second:
        client.get(f"/cases/?{following}")

    assert len(second) == len(first) <= 12


def test_the_default_order_is_read_from_its_index(sixty):
    """With few rows PostgreSQL would rather sort them: without that choice the plan shows that the index fits."""
    from cases.queries.worklist import Wanted, worklist
    from recognition.accounts.actors import system

    rows, _ = worklist(system("test"), Wanted(tab="all"), today=sixty.day)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = rows.order_by("sort_key", "id")[:25].explain()

    assert "application_by_due" in plan
    assert "Sort" not in plan.replace("Incremental Sort", "")


def test_a_page_behind_many_of_one_date_begins_where_it_begins(sixty):
    """Closed cases have no date, so all of them stand under one: the index is entered at date and key together."""
    from cases.queries.keyset import Order, page_of
    from cases.queries.worklist import Wanted, worklist
    from recognition.accounts.actors import system

    rows, _ = worklist(system("test"), Wanted(tab="all"), today=sixty.day)
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as seen:
        cursor.execute("SET LOCAL enable_seqscan = off")
        page_of(rows, Order("sort_key"), size=25, after="9999-12-31~1")
        cursor.execute("EXPLAIN " + seen[-1]["sql"])
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert re.search(r"Index Cond: \(ROW\(COALESCE\(next_due_on, .*\), id\) > ROW\('9999-12-31'::date, ", plan)
