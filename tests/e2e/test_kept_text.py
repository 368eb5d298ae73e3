"""A closed tab and a lost session, with a script in the browser: what was typed comes back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.cases.journey import Journey

pytestmark = pytest.mark.e2e
TYPED = "The limit for the impurity is wider than the reference regulator accepted."


def test_a_closed_tab_and_a_lost_session_lose_nothing(at_browser, people, live_server):
    case = Journey(people=people).assessing().case
    url = f"{live_server.url}/cases/{case.reference}/raise-objection/"
    assessor = at_browser("assessor")
    tab = assessor.page.context.new_page()
    tab.goto(url)
    tab.locator("#id_text").press_sequentially(TYPED)
    expect(tab.locator("#autosave-said")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    tab.close()
    assessor.page.context.clear_cookies()
    assessor.signs_in()
    assessor.page.goto(url)
    expect(assessor.page.locator("#id_text")).to_have_value(TYPED)
    expect(assessor.page.locator("#brought-back")).to_be_visible()
