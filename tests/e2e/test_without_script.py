"""Pages work without JavaScript, and nobody is shut out of them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cases.models import Application
from recognition.clock import today
from tests.cases.journey import Journey, on_b

from .person import SUBMIT

pytestmark = pytest.mark.e2e
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def test_a_person_without_javascript_does_an_act(at_browser, people):
    case = Journey(people=people, day=today() - timedelta(days=3)).validating().case

    validator = at_browser("validator", javascript=False).opens(case.reference)
    validator.does("record-fee", fee_reference="FEE-26-70262").reads("FEE-26-70262")

    assert Application.objects.get(pk=case.pk).fee_reference == "FEE-26-70262"


def test_without_javascript_a_request_can_have_more_points_than_the_form_begins_with(at_browser, people):
    case = on_b(people=people, day=today() - timedelta(days=91)).assessing().case

    lead = at_browser("lead", javascript=False).opens(case.reference)
    lead.finds("request-information").click()
    lead.page.click("[name=another_point]")

    expect(lead.page.locator("fieldset.cases-point")).to_have_count(6)


def test_a_request_is_sent_once_what_its_points_lack_is_mended(at_browser, people):
    case = on_b(people=people, day=today() - timedelta(days=91)).assessing().after(70).case
    lead = at_browser("lead", javascript=False).opens(case.reference)
    lead.finds("request-information").click()
    lead.page.fill("[name=text_1]", "Which limit?")
    lead.page.click("[name=another_point]")
    lead.page.select_option("[name=discipline_6]", "clinical")
    lead.page.fill("[name=text_6]", "Which endpoint?")
    lead.page.click(SUBMIT)
    expect(lead.page).to_have_title(re.compile("^Error: "))

    lead.page.select_option("[name=discipline_1]", "quality")
    lead.page.click(SUBMIT)

    lead.reads("The request has been sent to the company.")
    points = case.information_requests.get().points
    assert [*points.values_list("text", flat=True)] == ["Which limit?", "Which endpoint?"]


@pytest.mark.parametrize("path", ["/sign-in/", "/cases/?view=open", "case"])
def test_axe_finds_nothing_against_a_page(at_browser, new_page, people, path):
    case = on_b(people=people, day=today() - timedelta(days=101)).asked().case
    page = new_page() if path == "/sign-in/" else at_browser("lead").page

    page.goto(f"/cases/{case.reference}/" if path == "case" else path)

    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
