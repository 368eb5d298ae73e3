"""Pages on paper: what they say, whole, and nothing to press; each sheet says what it is of, when, and its number."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from recognition.clock import now, today
from tests.cases.journey import Journey, on_b

pytestmark = pytest.mark.e2e

# A sheet's width between its margins, in the pixels of CSS: 210 less 28 mm, or 297 less 28.
UPRIGHT, ACROSS = 687, 1016
TO_PRESS = "nav, header, footer, button:not(.rec-term), .govuk-back-link, .govuk-skip-link, .govuk-notification-banner"
SHOWN = """(selector) => [...document.querySelectorAll(selector)]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML)"""
CUT = """(width) => [...document.querySelectorAll("main *")]
  .filter((one) => one.checkVisibility() && !one.closest(".govuk-visually-hidden, svg"))
  .filter((one) => one.getBoundingClientRect().right > width + 1 || one.scrollWidth > one.clientWidth + 1
    && getComputedStyle(one).overflowX !== "visible")
  .map((one) => one.outerHTML.slice(0, 200))"""
FOLDED = """() => [...document.querySelectorAll("main details > :not(summary)")]
  .filter((one) => !one.closest("nav, form, .cases-actions") && !one.checkVisibility({ contentVisibilityAuto: true }))
  .map((one) => one.outerHTML.slice(0, 200))"""
PAGES = {"case": "", "clock": "clock/", "report": "assessment/report/", "route": "route/", "documents": "documents/",
         "history": "history/", "letters": "letters/"}  # fmt: skip


@pytest.fixture
def case(people):
    return on_b(people=people, day=today() - timedelta(days=101)).asked().after(10).case


@pytest.fixture
def printed(at_browser):
    """Opens a page as it is laid out for paper."""
    page = at_browser("lead").page

    def open_(path: str, width: int = UPRIGHT):
        page.set_viewport_size({"width": width, "height": 1000})
        page.goto(path)
        page.emulate_media(media="print")
        return page

    return open_


def sheets(page) -> list[str]:
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_case_is_whole_on_paper_and_has_nothing_to_press(printed, case, name):
    page = printed(f"/cases/{case.reference}/{PAGES[name]}")

    assert page.evaluate(SHOWN, TO_PRESS) == []
    assert page.evaluate(FOLDED) == []
    assert page.evaluate(CUT, UPRIGHT) == []


def test_the_worklist_is_a_table_on_paper_with_its_columns_on_each_sheet(printed, people):
    for days in range(30):
        Journey(people=people, day=today() - timedelta(days=days + 1)).received()
    page = printed("/cases/?view=open", ACROSS)

    assert page.evaluate(SHOWN, TO_PRESS) == []
    assert page.evaluate(CUT, ACROSS) == []
    assert page.evaluate("getComputedStyle(document.querySelector('.cases-list td')).display") == "table-cell"
    found = sheets(page)
    assert len(found) > 1
    assert all("Reference" in sheet and "Next date" in sheet for sheet in found)


def test_each_sheet_says_which_case_it_is_of_when_that_was_so_and_its_number(printed, case):
    found = sheets(printed(f"/cases/{case.reference}/clock/"))

    assert len(found) > 1
    for number, sheet in enumerate(found, start=1):
        assert f"Recognition, {case.reference}, as at {now():%-d %B %Y}" in sheet
        assert f"Page {number} of {len(found)}" in sheet


def test_what_is_folded_on_the_screen_is_told_on_paper_and_addresses_are_not(printed, case):
    text = " ".join(sheets(printed(f"/cases/{case.reference}/clock/")))

    assert "Days that count" in text
    assert "http" not in text
    assert "/cases/" not in text
