"""Single keys: what each does, when none does anything, and that a person can be rid of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from recognition.accounts.models import User
from recognition.clock import today
from tests.cases.journey import Journey, user_of

from .person import Person

pytestmark = pytest.mark.e2e
ADD_A_FIELD = """(kind) => {
  const plain = ["textarea", "select"].includes(kind);
  const field = document.createElement(plain ? kind : kind === "contenteditable" ? "div" : "input");
  if (kind === "contenteditable") field.contentEditable = "true";
  else if (!plain) field.type = kind;
  field.id = "typed";
  document.querySelector("main").append(field);
  field.focus();
}"""


@pytest.fixture
def three(people):
    return [Journey(people=people, day=today() - timedelta(days=days)).received().case for days in (3, 5, 7)]


@pytest.fixture
def page(three, at_browser):
    page = at_browser("lead").page
    page.goto("/cases/?view=open")
    return page


def stays(page, path: str) -> bool:
    """Whether the page is the one that it was; had a key sent it elsewhere, it would be on its way by now."""
    page.evaluate("new Promise((done) => setTimeout(done, 100))")
    return page.url.endswith(path)


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


@pytest.mark.parametrize(("then", "path"), [("m", "/work/"), ("w", "/cases/"), ("r", "/reminders/")])
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


def test_x_ticks_the_row_and_unticks_it_where_j_has_gone(page):
    ticks = page.locator(".cases-list tbody input[type=checkbox]")
    page.keyboard.press("x")
    assert [tick.is_checked() for tick in ticks.all()] == [False] * 3  # No row is meant yet.
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert [tick.is_checked() for tick in ticks.all()] == [False, True, False]
    page.keyboard.press("k")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert [tick.is_checked() for tick in ticks.all()] == [True, False, False]


@pytest.mark.parametrize("held", ["Control", "Alt", "Meta"])
@pytest.mark.parametrize("key", ["j", "x", "g"])
def test_with_another_key_held_nothing_is_heard(page, held, key):
    page.keyboard.press(f"{held}+{key}")
    page.keyboard.press("w")
    assert page.evaluate("document.activeElement === document.body")
    assert page.locator(".cases-list tbody input:checked").count() == 0
    assert stays(page, "/cases/?view=open")


@pytest.mark.parametrize("field", ["text", "search", "textarea", "select", "contenteditable"])
def test_while_a_person_types_nothing_is_heard(page, field):
    page.evaluate(ADD_A_FIELD, field)
    for key in ("j", "x", "o", "g", "w", "?", "/"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.id") == "typed"
    assert page.locator(".cases-list tbody input:checked").count() == 0
    expect(page.locator("dialog#keys")).to_be_hidden()
    assert stays(page, "/cases/?view=open")


def test_in_the_administration_nothing_is_heard(three, new_page):
    page = Person(new_page(), user_of("auditor")).signs_in().page
    page.goto("/admin/cases/application/")
    for key in ("?", "j", "x", "g", "w"):
        page.keyboard.press(key)
    assert page.locator("dialog#keys").count() == 0
    assert page.locator("input:checked").count() == 0
    assert stays(page, "/admin/cases/application/")


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
    for key in ("j", "x", "/", "?", "g", "w"):
        page.keyboard.press(key)

    assert page.evaluate("document.activeElement === document.body")
    assert stays(page, "/cases/?view=open")
    assert page.locator(".cases-list tbody input:checked").count() == 0
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
