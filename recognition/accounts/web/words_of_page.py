"""Each page's words of the trade, with what they mean, at its end: found in the page as it stands (ADR 0043)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import unescape
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse

from recognition.glossary import Entry, words_in

PLACE: Final = "<!-- words of this page -->"
TAG: Final = re.compile(r"<[^>]*>")


class WordsOfPage:
    """Fills the place that the frame of pages leaves. What is explained where it stands is left out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and response.headers.get("Content-Type", "").startswith("text/html"):
            page = response.content.decode(response.charset)
            if PLACE in page:
                response.content = page.replace(PLACE, _list(_not_explained(page)))
        return response


def _not_explained(page: str) -> tuple[Entry, ...]:
    begin, end = page.find("<main"), page.rfind("</main>")
    text = " ".join(unescape(TAG.sub(" ", page[begin:end])).split())
    address = reverse("help-words")
    return tuple(entry for entry in words_in(text) if f'href="{address}#{entry.anchor}"' not in page)


@lru_cache(maxsize=1000)
def _list(entries: tuple[Entry, ...]) -> str:
    return render_to_string("workplace/words_of_page.html", {"entries": entries}) if entries else ""
