"""The list of pages is the URL map: an address without a row of how it is looked at fails here, without a browser."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest

from tests.cases.journey import user_of

from .lacking import WHY, why_not
from .row import EMPTY, ERROR, FULL
from .rows import all_rows
from .rows.no_pages import NO_PAGES
from .url_map import addresses, pages

HOW = """
No row says who looks at these pages, and in which state: {names}
For each, add to ROWS in the file of its area in tests/e2e/pages/rows/ (or in a new file there):
    Row("{first}", "lead", args=case("stopped")),              # who looks, at which case of the house, when it is full
    Row("{first}", "lead", "empty"),                           # when there is nothing yet
    Row("{first}", "lead", "error", types={{"reason": " "}}, presses=SEND, status=422),  # after a mistake
The cases stand in tests/e2e/pages/stock/. An address that answers with a file or with data goes into rows/no_pages.py.
Then look at them: make test-e2e ARGS="tests/e2e/pages -k {first}"
"""


@pytest.mark.django_db
def test_every_page_of_the_url_map_has_a_row(client):
    client.force_login(user_of("administrator"))
    covered = {row.url for row in all_rows()}
    missing = [name for name in pages(client) if name not in covered]

    assert not missing, HOW.format(names=", ".join(missing), first=missing[0])


@pytest.mark.django_db
def test_every_page_has_a_row_of_each_state_or_a_reason_why_not(client):
    client.force_login(user_of("administrator"))
    seen = {(row.url, row.state) for row in all_rows()}
    missing = [
        f"{name}: {state}"
        for name in pages(client)
        for state in (FULL, EMPTY, ERROR)
        if (name, state) not in seen and not why_not(name, state)
    ]

    assert not missing, f"{missing}: add a row as above, or say in tests/e2e/pages/lacking.py why it cannot be"


@pytest.mark.parametrize(("state", "pattern"), [(state, one) for state, rows in WHY.items() for one, _ in rows])
def test_a_reason_why_not_is_given_where_one_is_needed(state, pattern):
    seen = {row.url for row in all_rows() if row.state == state}
    fits = {row.url for row in all_rows() if fnmatchcase(row.url, pattern)}

    assert fits - seen, "Every page that this is said of has a row of that state, or there is none of that name"
    assert "*" in pattern or not fits & seen


def test_every_row_is_of_an_address_that_exists():
    known = set(addresses())

    assert [str(row) for row in all_rows() if row.url and row.url not in known] == []
    assert [name for name in NO_PAGES if name not in known] == []


def test_no_two_rows_have_one_name():
    names = [str(row) for row in all_rows()]

    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert {row.state for row in all_rows()} == {FULL, EMPTY, ERROR}
