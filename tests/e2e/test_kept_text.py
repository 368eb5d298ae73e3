"""A closed tab and a lost session, with a script in the browser: what was typed comes back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import expect

from cases.models import Application
from recognition.clock import today
from tests.cases.journey import Journey

from .person import PASSWORD, SUBMIT, Person
from .test_without_script import RULES

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


@pytest.mark.parametrize("javascript", [True, False])
def test_what_was_sent_after_the_session_had_ended_is_filled_in_again_and_done_by_a_press(
    at_browser, people, live_server, javascript
):
    case = Journey(people=people, day=today() - timedelta(days=3)).validating().case
    validator = at_browser("validator", javascript=javascript)
    page, words = validator.page, "<b>The fee</b> is missing,\nand so is module 3."
    page.goto(f"{live_server.url}/cases/{case.reference}/find-invalid/")
    page.fill("[name=reason]", words)
    Session.objects.all().delete()
    cache.clear()
    page.click(SUBMIT)
    validator.reads("What you had typed is kept")
    page.fill("[name=username]", validator.user.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    validator.reads("What you had typed").reads("and so is module 3.")
    if javascript:  # axe is a script
        assert Axe().run(page, options=RULES).violations_count == 0
    page.get_by_role("button", name="Fill in the form again").click()
    expect(page.locator("[name=reason]")).to_have_value(words)
    assert Application.objects.get(pk=case.pk).state == "validating"
    page.click(SUBMIT)
    expect(page).to_have_url(f"{live_server.url}/cases/{case.reference}/")
    assert Application.objects.get(pk=case.pk).state == "invalid"
    page.goto(f"{live_server.url}/typed/")
    validator.reads("Nothing is waiting here")


def test_signed_in_again_in_another_tab_the_old_form_is_given_back(at_browser, people, live_server):
    """Signing in changes the token that the older tab's form bears."""
    case = Journey(people=people, day=today() - timedelta(days=3)).validating().case
    validator = at_browser("validator", javascript=False)
    page = validator.page
    page.goto(f"{live_server.url}/cases/{case.reference}/find-invalid/")
    page.fill("[name=reason]", TYPED)
    other = page.context.new_page()
    page.context.clear_cookies(name="sessionid")
    Person(other, validator.user).signs_in()
    page.click(SUBMIT)
    validator.reads("This page was open too long").reads(TYPED)
    page.get_by_role("button", name="Fill in the form again").click()
    expect(page.locator("[name=reason]")).to_have_value(TYPED)


FILL = "([name, count]) => { document.querySelector(`[name=${name}]`).value = 'The fee is missing. '.repeat(count); }"


def finds_invalid(at_browser, people, sentences: int, *, javascript: bool) -> tuple[Person, Application]:
    """So many sentences are in the form, which is sent."""
    case = Journey(people=people, day=today() - timedelta(days=3)).validating().case
    validator = at_browser("validator", javascript=javascript)
    validator.page.goto(f"/cases/{case.reference}/find-invalid/")
    validator.page.evaluate(FILL, ["reason", sentences])
    validator.page.click(SUBMIT)
    return validator, case


@pytest.mark.parametrize("javascript", [True, False])
def test_more_than_a_form_may_hold_is_shortened_and_sent(at_browser, people, live_server, javascript):
    validator, case = finds_invalid(at_browser, people, 300_000, javascript=javascript)
    page = validator.page
    validator.reads("That is more than one form can send").reads("6,000,000 characters")
    if javascript:
        assert Axe().run(page, options=RULES).violations_count == 0
    page.fill("main [name=reason]", TYPED)
    page.get_by_role("button", name="Fill in the form again").click()
    expect(page.locator("[name=reason]")).to_have_value(TYPED)
    page.click(SUBMIT)
    expect(page).to_have_url(f"{live_server.url}/cases/{case.reference}/")
    assert Application.objects.get(pk=case.pk).state == "invalid"


def test_what_is_too_large_to_be_read_stands_behind_the_browsers_button(at_browser, people, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
    validator, _ = finds_invalid(at_browser, people, 100_000, javascript=False)
    validator.reads("It was too large to be read")
    validator.page.go_back()
    expect(validator.page.locator("[name=reason]")).to_have_value("The fee is missing. " * 100_000)
