"""A person with a keyboard and nothing else: Tab, Shift+Tab, Enter, Space, arrows and letters. At each step the focus
must be somewhere that can be seen."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from recognition.accounts.models import User

MOST_TABS = 250
IS_HERE = "selector => document.activeElement.matches(selector)"
# A link or a field that is focused differs from one that is not: by its outline, its colours or its shadow.
SEEN = """() => {
  const one = document.activeElement;
  if (one === document.body) return "";
  const box = one.getBoundingClientRect();
  const shown = getComputedStyle(one.matches("[type=radio], [type=checkbox]") ? one.nextElementSibling || one : one);
  const before = one.matches("[type=radio], [type=checkbox]") && one.nextElementSibling
    ? getComputedStyle(one.nextElementSibling, "::before").boxShadow : "none";
  const marked = shown.outlineStyle !== "none" || shown.boxShadow !== "none" || before !== "none"
    || shown.backgroundColor === "rgb(255, 221, 0)";
  const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.left < innerWidth;
  return marked && inside ? "" : one.outerHTML.slice(0, 200);
}"""


class Fingers:
    def __init__(self, page: Page) -> None:
        self.page = page

    def signs_in(self, user: User, path: str) -> Fingers:
        self.page.goto(path)
        self.types("[name=username]", user.username).types("[name=password]", "recognition")
        return self.presses("main form button[type=submit]")

    def to(self, selector: str) -> Fingers:
        """Tab by Tab to what the selector means; fails where it is not reached, or the way there cannot be seen."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            assert not (unseen := self.page.evaluate(SEEN)), f"The focus cannot be seen on {unseen}"
            if self.page.evaluate(IS_HERE, selector):
                return self
        raise AssertionError(f"{selector} is not reached with Tab on {self.page.url}")

    def presses(self, selector: str, key: str = "Enter") -> Fingers:
        self.to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        return self

    def types(self, selector: str, text: str) -> Fingers:
        self.to(selector)
        self.page.keyboard.type(text)
        return self

    def chooses(self, name: str, value: str) -> Fingers:
        """One of radios or of a select, with the arrows."""
        self.to(f"[name='{name}']")
        for _ in range(30):
            if self.page.evaluate("() => document.activeElement.value") == value:
                break
            self.page.keyboard.press("ArrowDown")
        else:
            raise AssertionError(f"The arrows find no {value} of {name}")
        if self.page.evaluate("() => document.activeElement.type") == "radio":
            self.page.keyboard.press("Space")
        return self

    def begins(self, act: str) -> Fingers:
        """The act's link on the case's page, unfolding what hides it."""
        link = f"main a[href$='/{act}/']"
        if not self.page.locator(link).first.is_visible():
            self.to("details.cases-actions__others > summary")
            self.page.keyboard.press("Enter")
        return self.presses(link)

    def sends(self) -> Fingers:
        """The form's own button: those with a name do something else, such as adding a row."""
        return self.presses(
            ", ".join(f"main form {place} button[type=submit]:not([name])" for place in (".govuk-button-group", ">"))
        )

    def reads(self, words: str) -> Fingers:
        expect(self.page.locator("main, #content-start").first).to_contain_text(words)
        return self
