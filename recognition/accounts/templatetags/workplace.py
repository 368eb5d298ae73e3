"""`{% load workplace %}`: what the layout's components need beside Django's own tags."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import template
from django.core.paginator import Page
from django.middleware.csrf import get_token

from recognition.accounts.keys import KEYS
from recognition.accounts.web.typed import is_from_here, shown, typed_in
from recognition.clock import now
from recognition.glossary import entry_of

register = template.Library()


@register.filter
def page_links(page: Page) -> Iterator[int | str]:
    """1 … 4 5 6 … 20: the first, the last, and those beside this one."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def in_words(span: dt.timedelta) -> str:
    """A short span of time: "15 minutes", "2 hours"."""
    minutes = max(1, round(span.total_seconds() / 60))
    count, unit = (minutes, "minute") if minutes < 120 else (round(minutes / 60), "hour")
    return f"{count} {unit}{'s' if count != 1 else ''}"


@register.simple_tag
def as_at() -> str:
    """When the page was made, for its print."""
    return f"{now():%-d %B %Y, %H:%M}"


@register.inclusion_tag("workplace/keys.html")
def keys() -> dict[str, object]:
    """`{% keys %}`: the list of them, in the dialog and in the help."""
    return {"keys": KEYS}


@register.inclusion_tag("workplace/term.html", takes_context=True)
def term(context: template.Context, name: str, shown: str = "") -> dict[str, object]:
    """`{% term "day 0" %}`: the word, and behind it what it means. What the glossary does not have is only shown."""
    request = context.get("request")
    number = getattr(request, "terms_explained", 0) + 1
    if request is not None:
        request.terms_explained = number
    return {"entry": entry_of(name), "shown": shown or name, "number": number}


@register.inclusion_tag("workplace/typed.html", takes_context=True)
def what_was_typed(context: dict[str, Any]) -> dict[str, Any]:
    """`{% what_was_typed %}` on a page that says what went wrong: the text, and a form that sends it again."""
    return typed_again(context)


@register.inclusion_tag("workplace/typed_too_long.html", takes_context=True)
def what_was_too_long(context: dict[str, Any]) -> dict[str, Any]:
    """`{% what_was_too_long %}` on the page that says so: the same, with the long ones in fields."""
    return typed_again(context)


def typed_again(context: dict[str, Any]) -> dict[str, Any]:
    """Nothing, where nothing was sent or another site's page has sent it."""
    request = context.get("request")
    if request is None or not is_from_here(request) or not (typed := typed_in(request)):
        return {}
    return {**shown(typed), "request": request, "csrf_token": get_token(request)}
