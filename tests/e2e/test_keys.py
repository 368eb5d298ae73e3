"""Single keys: what each does, when none does anything, and that a person can be rid of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from recognition.accounts.models import User
from recognition.clock import today
from tests.cases.journey import Journey

pytestmark = pytest.mark.e2e


@pytest.fixture
def three(people):
    return [Journey(people=people, day=today() - timedelta(days=days)).received().case for days in (3, 5, 7)]


@pytest.fixture
def page(three, at_browser):
    page = at_browser("lead").page
    page.goto("/cases/?view=open")
    return page


def focused(page) -> str:
    return page.evaluate("document.activeElement.textContent.trim()")


def test_j_and_k_go_from_row_to_row_and_o_opens_one(page, three):
    shown = page.locator(".cases-list tbody tr a[href^='/cases/IRP']").all_text_contents()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == shown[1].strip()
    page.keyboard.press("k")
    assert focused(page) == shown[0].strip()
    outline = page.evaluate("getComputedStyle(document.activeElement).backgroundColor")
    assert outline == "rgb(255, 221, 0)"
    page.keyboard.press("o")
    expect(page.locator("h1")).to_contain_text("Cardelin")


@pytest.mark.parametrize(("then", "path"), [("w", "/cases/"), ("r", "/reminders/")])
def test_g_and_a_letter_go_to_a_page(page, then, path):
    page.goto("/calendar/")
    page.keyboard.press("g")
    page.keyboard.press(then)
    page.wait_for_url(f"**{path}")


def test_slash_goes_to_the_search_and_there_keys_are_letters(page):
    page.keyboard.press("/")
    page.keyboard.type("jog?/")
    assert page.evaluate("document.activeElement.value") == "jog?/"
    expect(page.locator("dialog#keys")).to_be_hidden()


def test_with_ctrl_nothing_is_heard(page):
    page.keyboard.press("Control+j")
    assert page.evaluate("document.activeElement === document.body")


def test_the_question_mark_lists_them_and_escape_closes_the_list(page):
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys")).to_be_hidden()
    assert not page.evaluate("Boolean(document.activeElement.closest('.cases-list'))")  # j was not heard meanwhile


def test_whoever_turns_them_off_is_rid_of_them_everywhere(page, people):
    page.goto("/settings/")
    page.check("[name=keys][value=off]")
    page.click("form[action='/settings/keys/'] button")
    expect(page.locator(".govuk-notification-banner--success")).to_be_visible()

    page.goto("/cases/?view=open")
    page.keyboard.press("j")
    page.keyboard.press("?")

    assert page.evaluate("document.activeElement === document.body")
    assert page.locator("dialog#keys").count() == 0
    assert not User.objects.get(pk=people.user("lead").pk).listens_to_keys


def test_a_word_of_the_trade_says_what_it_means_without_a_script(at_browser):
    page = at_browser("lead", javascript=False).page
    page.goto("/help/")
    word = page.get_by_role("button", name="day 0", exact=True)
    word.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The day on which a submission is validated.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("The day on which a submission is validated.")).to_be_hidden()
