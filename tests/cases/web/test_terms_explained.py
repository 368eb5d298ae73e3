"""Where a page names a word of the trade in a heading, a column or the label of a fact, it says what the word means."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from cases.web.frame import PAGES
from recognition.glossary import PLAIN, glossary
from tests.cases.checklists import completed
from tests.cases.journey import on_b

pytestmark = pytest.mark.django_db
NAMING = ("h2", "h3", "h4", "th", "dt", "caption", "legend", "summary")
# Words that the rules and the names of disciplines use: those are explained at a page's end.
OF_MEDICINES = "Of medicines and dossiers"
# In a heading these are ordinary words; where a page says more of them, its words stand at its end.
ORDINARY = {
    *("mention", "notice", "clock", "round", "reminder", "correction", "checklist", "assessment report", "validation"),
    *("absence", "stray", "feed", "draft", "outcome", "authorisation", "grant", "refusal", "withdrawal", "sequence"),
}
# Not here: the answers, whose questions are data of the rule set with guidance of their own; the audit, whose rows
# are entries of the record; the report, which is signed and printed as it stands; the figures of performance, each
# beside its definition; More, which names other pages.
OF_A_CASE = [*(name for name in PAGES if name not in ("case-answers", "case-audit")), "case-next-request"]
LISTS = ("worklist", "my-work", "stops", "reminders", "calendar", "team", "settings", "conflicts")


class Named(HTMLParser):
    """The text of what names something on the page, and the words that have an explanation."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.hidden, self.told = 0, 0, 0
        self.text: list[str] = []
        self.explained: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in ("input", "br", "img", "hr", "meta", "link", "path", "rect", "circle", "line", "col", "source"):
            return
        values = dict(attrs)
        self.open.append(tag)
        self.inside += tag in NAMING
        if "popover" in values and (values.get("id") or "").startswith("term-"):
            self.open[-1] = f"{tag} says"
            self.hidden += 1
        elif "moj-timeline" in (values.get("class") or "").split():  # what is told there are entries of the record
            self.open[-1] = f"{tag} tells"
            self.told += 1

    def handle_endtag(self, tag):
        if not self.open or self.open[-1].split()[0] != tag:
            return
        last = self.open.pop()
        self.hidden -= last.endswith("says")
        self.told -= last.endswith("tells")
        self.inside -= tag in NAMING

    def handle_data(self, data):
        if self.hidden:
            self.explained.add(data.strip())
        elif self.inside and not self.told:
            self.text.append(data)


def unexplained(page: str) -> set[str]:
    seen = Named()
    seen.feed(page[page.index("<main") : page.index("</main>")])
    text = " ".join(seen.text).lower()
    return {
        entry.term
        for section, rows in glossary().items()
        for entry in rows
        if section != OF_MEDICINES
        and entry.term not in seen.explained
        and any(_stands(name.lower(), text) for name in entry.names if name.lower() not in PLAIN | ORDINARY)
    }


def _stands(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name)}s?\b", text) is not None


@pytest.fixture
def lead(client, sign_in, today) -> tuple:
    journey = completed(on_b().asked().after(10).objected(), "quality")
    today(journey)
    sign_in(journey.people.user("manager"))
    return client, journey


@pytest.mark.parametrize("name", OF_A_CASE)
def test_on_a_page_of_a_case(lead, name):
    client, journey = lead

    assert unexplained(client.get(reverse(name, args=[journey.case.reference])).content.decode()) == set()


@pytest.mark.parametrize("name", LISTS)
def test_on_a_page_of_many(lead, name):
    client, _ = lead

    assert unexplained(client.get(reverse(name)).content.decode()) == set()
