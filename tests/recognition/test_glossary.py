"""The glossary on pages is docs/glossary.md, whole; and each word that a page explains stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from recognition.glossary import entry_of, glossary

SOURCE = Path("docs/glossary.md")
USED = re.compile(r"{% term ['\"]([^'\"]+)['\"]")


def test_every_paragraph_of_the_file_is_an_entry():
    body = SOURCE.read_text().partition("\n## ")[2]
    paragraphs = [part for part in body.split("\n\n") if part.startswith("**")]

    assert len(paragraphs) == sum(len(rows) for rows in glossary().values())


def test_every_term_begins_a_paragraph():
    """Else it would be part of the one above: a merge of two additions leaves that behind."""
    joined = re.findall(r"(?<!\n)\n(\*\*[^*\n]+\*\*(?: \(.*?\))?:)", SOURCE.read_text())

    assert joined == []


def test_every_anchor_is_there_once():
    anchors = [row.anchor for rows in glossary().values() for row in rows]

    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("path", sorted(Path("templates").rglob("*.html")), ids=str)
def test_every_word_that_a_page_explains_stands_in_the_glossary(path):
    assert [name for name in USED.findall(path.read_text()) if entry_of(name) is None] == []


def test_a_word_is_a_button_that_says_what_it_means_with_ids_of_its_own():
    request = RequestFactory().get("/")
    page = Template('{% load workplace %}{% term "day 0" %}{% term "Day 0" "the first day" %}{% term "no such word" %}')
    shown = page.render(Context({"request": request}))

    assert shown.count("The day on which a submission is validated.") == 2
    assert 'popovertarget="term-1"' in shown
    assert 'popovertarget="term-2"' in shown
    assert shown.rstrip().endswith("no such word")


def test_html_in_the_glossary_would_be_text():
    from recognition.glossary import Entry

    assert "<script>" not in Entry("Day 0", "<script>alert(1)</script> `<b>`", ()).says
