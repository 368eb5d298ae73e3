"""`{% load workplace %}`: what the layout's components need beside Django's own tags."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django import template
from django.core.paginator import Page

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
