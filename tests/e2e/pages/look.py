"""A pair of eyes: opens a row's page at both widths and says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, FilePayload, Locator, Page, Response

from recognition.glossary import words_in

from .house import House
from .row import Row

# Without preloading: it copies styles into the page, which the policy refuses.
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"preload": False, "resultTypes": ["violations"], "runOnly": {"type": "tag", "values": LEVELS}}
# What axe found right is a quarter of a megabyte a page, and longer on its way out of the browser than axe is at work.
FAULTS = """
async (rules) => (await axe.run(rules)).violations.map((one) => ({
  id: one.id, help: one.help, count: one.nodes.length, parts: one.nodes.slice(0, 3).map((node) => node.html),
}))
"""
# A new size is heard by the page's own code in the frame after; what a page does about it belongs to the page.
SETTLED = """
(width) => new Promise((done) => {
  const look = () => requestAnimationFrame(() => (window.innerWidth === width ? setTimeout(done) : look()));
  look();
})
"""
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 900}
SEND = "main form button[type=submit], main form .govuk-button-group button"
# What the Content Security Policy refuses is heard in the page itself, as not all of it reaches the console.
LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""
BLANK = """
() => document.querySelectorAll("main form [name]").forEach((one) => {
  const typed = ["text", "number", "url", "email", "date", "time", "textarea"].includes(one.type);
  one.required = false;
  if (one.tagName === "SELECT") one.selectedIndex = -1;
  else if (typed) one.value = "";
})
"""
OVERFLOWING = """
() => [...document.body.querySelectorAll("*")]
  .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
  .slice(-3)
  .map((one) => `<${one.tagName.toLowerCase()} class="${one.className}">`)
"""


class Eyes:
    def __init__(self, browser: Browser, url: str) -> None:
        self.url = url
        self.context = browser.new_context(base_url=url, locale="en-GB", viewport=WIDE)
        self.context.set_default_timeout(15_000)
        self.context.add_init_script(LISTEN)
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def look(self, row: Row, house: House) -> list[str]:
        """What is wrong, in words; nothing is, if it is empty."""
        if row.prepares:
            row.prepares(house)
        path = row.path(house)
        self._enter(row, house)
        self.said.clear()
        self.page.set_viewport_size(WIDE)
        status = self._open(row, path)
        wrong = [] if status == row.status else [f"answered {status}, not {row.status}, at {self.page.url}"]
        wrong += [f"shows no {row.shows}"] if row.shows and not self.page.locator(row.shows).count() else []
        wrong += [f"has {row.lacks}"] if row.lacks and self.page.locator(row.lacks).count() else []
        wrong += self._unexplained()
        self._unfold(row)
        self.page.evaluate(AXE_SCRIPT)
        for size in (WIDE, NARROW):
            self.page.set_viewport_size(size)
            self.page.evaluate(SETTLED, size["width"])
            wrong += self._faults(size["width"])
        wrong += [f"the policy refused {one}" for one in self.page.evaluate("window.refused")]
        return wrong + [f"the console said: {text}" for text in self.said]

    def close(self) -> None:
        self.context.close()

    def _enter(self, row: Row, house: House) -> None:
        self.context.clear_cookies()
        if person := row.person(house):
            self.context.add_cookies([{"name": "sessionid", "value": house.session(person), "url": self.url}])

    def _open(self, row: Row, path: str) -> int:
        answer = self.page.goto(path)
        if row.presses:
            answer = self._send(row, row.types)
        if row.then:
            answer = self._send(row, row.then)
        return answer.status if answer else 0

    def _send(self, row: Row, typed: Mapping[str, str]) -> Response | None:
        self._unfold(row)
        if row.blanks:
            self.page.evaluate(BLANK)
        for name, value in typed.items():
            self._enter_in(self.page.locator(f"main [name={name}]"), value)
        if row.gives:
            files = [FilePayload(name=name, mimeType="", buffer=held) for name, held in row.gives.items()]
            self.page.set_input_files("main input[type=file]", files)
        with self.page.expect_navigation() as sent:
            self.page.locator(row.presses).first.click()
        return sent.value

    def _unexplained(self) -> list[str]:
        """The words of the trade that the page says and explains neither in place nor at its end."""
        page = self.page.content()
        main = page[page.find("<main") : page.rfind("</main>")]
        said = words_in(" ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split()))
        told = ('words/#{0}"', 'id="{0}"', "<dt>{1}</dt>")
        missing = [one.term for one in said if not any(way.format(one.anchor, one.term) in page for way in told)]
        return [f"does not explain {', '.join(missing)}"] if missing else []

    @staticmethod
    def _enter_in(one: Locator, value: str) -> None:
        if one.evaluate("one => one.tagName") == "SELECT":
            one.select_option(value)
        else:
            one.fill(value)

    def _unfold(self, row: Row) -> None:
        if row.opens:
            self.page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")

    def _hear(self, message: ConsoleMessage) -> None:
        """The browser says of each page that it was answered with an error; the status is looked at elsewhere."""
        of_the_page = message.location.get("url") == self.page.url
        if message.type == "error" and not (of_the_page and message.text.startswith("Failed to load resource")):
            self.said.append(message.text)

    def _faults(self, width: int) -> Iterator[str]:
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            yield f"is {wide} wide at {width}: {self.page.evaluate(OVERFLOWING)}"
        for one in self.page.evaluate(FAULTS, RULES):
            parts = "; ".join(part[:200] for part in one["parts"])
            yield f"axe at {width}: {one['id']} ({one['count']}): {one['help']}: {parts}"
