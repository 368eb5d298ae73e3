"""What the words of the trade on a page mean stands at its end, whatever the page."""

from __future__ import annotations

from html import unescape

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from recognition.accounts.web.words_of_page import PLACE, WordsOfPage
from recognition.glossary import words_in
from tests.cases.journey import user_of


def page(text: str, *, kind: str = "text/html") -> str:
    body = f"<h1>Day 0</h1><main>{text}</main>{PLACE}<footer>Peer check</footer>"
    answer = WordsOfPage(lambda request: HttpResponse(body, content_type=kind))(RequestFactory().get("/"))
    return answer.content.decode()


def test_a_word_of_the_running_text_is_explained():
    said = page("<p>The <b>clock stops</b> on the day.</p>")

    assert "<dt>Clock stop</dt>" in said
    assert "has been asked for information" in unescape(said)
    assert PLACE not in said


@pytest.mark.parametrize("text", ["Nothing here.", "<a title='day 0'>x</a>", "IRP-2026-000001", "an act on a case"])
def test_a_page_without_such_a_word_has_no_list(text):
    assert "Words on this page" not in page(text)


def test_what_is_explained_where_it_stands_is_not_said_twice():
    said = page('Day 0 <span id="term-1" popover>...<a href="/help/words/#day-0">All words</a></span> and a peer check')

    assert "<dt>Peer check</dt>" in said
    assert "<dt>Day 0</dt>" not in said


def test_what_is_no_page_is_left_as_it_is():
    assert PLACE in page("Day 0", kind="text/plain")


def test_abbreviations_are_meant_as_they_are_written():
    assert [entry.term for entry in words_in("The CHM met.")] == ["Commission on Human Medicines, CHM"]
    assert words_in("as is the wont of a chm") == ()


def test_plurals_and_capitals_are_found():
    assert [entry.term for entry in words_in("MAJOR OBJECTIONS")] == ["Major objection"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["my-work", "worklist", "", "help", "admin:index"])
def test_every_frame_has_the_words_of_its_page(client, name):
    client.force_login(user_of("administrator" if name == "admin:index" else "lead"))
    page = client.get(reverse(name) if name else "/no/such/page/").content.decode()

    assert PLACE not in page
    assert ("Words on this page" in page) == bool(words_in(page[page.index("<main") : page.index("</main>")]))


@pytest.mark.parametrize("text", ["deficiencies", "Deficiency", "PEER-CHECKS", "it has reverted", "Recognition As"])
def test_other_forms_of_a_word_are_found(text):
    assert len(words_in(text)) == 1


@pytest.mark.django_db
def test_the_glossarys_own_page_has_no_list_of_them(client):
    assert "Words on this page" not in client.get("/help/words/").content.decode()
