"""A member of staff at a browser: signs in, opens a case, finds an act among those offered, and does it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from recognition.accounts.models import User

PASSWORD = "recognition"
SUBMIT = "main form .govuk-button-group button[type=submit]"
# Acts that show what the typed values would do before they count.
CHECKED = {"extend-reply", "correct-date"}


class Person:
    def __init__(self, page: Page, user: User) -> None:
        self.page, self.user = page, user

    def signs_in(self) -> Person:
        self.page.goto("/sign-in/")
        self.page.fill("[name=username]", self.user.username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main form button[type=submit]")
        expect(
            self.page.get_by_role("button", name="Sign out").or_(self.page.get_by_role("link", name="Sign out"))
        ).to_be_attached()
        return self

    def opens(self, reference: str) -> Person:
        """From the worklist's search, as one does: a whole reference leads to its case."""
        self.page.goto(f"/cases/?view=all&q={reference}")
        expect(self.page).to_have_url(f"{self._root}/cases/{reference}/")
        return self

    def does(self, act: str, **fields: str) -> Person:
        """The act from the case's page that is open; `about` of `act/about` is a discipline or a number."""
        case = self.page.url
        self.finds(act).click()
        for name, value in fields.items():
            self._enters(name, value)
        self.page.click(SUBMIT)
        if act in CHECKED:
            self.reads("Check before you go on")
            self.page.click(SUBMIT)
        expect(self.page).to_have_url(case)
        expect(self.page.locator(".govuk-notification-banner--success")).to_be_visible()
        return self

    def finds(self, act: str):
        """The link to an act; the less usual ones are folded away."""
        link = self.page.locator(f"main a[href$='/{act}/']").first
        folded = self.page.locator("details.cases-actions__others:not([open]) > summary")
        if not link.is_visible() and folded.count():
            folded.first.click()
        return link

    def is_not_offered(self, act: str) -> None:
        expect(self.page.locator(f"main a[href$='/{act}/']")).to_have_count(0)

    def reads(self, words: str) -> Person:
        expect(self.page.locator("main")).to_contain_text(words)
        return self

    def _enters(self, name: str, value: str) -> None:
        field = self.page.locator(f"main form [name={name}]")
        kind = field.first.evaluate("field => field.type || field.tagName")
        if kind == "radio":
            self.page.check(f"main form [name={name}][value={value}]")
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)

    @property
    def _root(self) -> str:
        return self.page.url.split("/cases")[0]
