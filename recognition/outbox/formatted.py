"""The HTML of a mail, from its text: paragraphs, lists and the links to this service, and nothing that it says itself.

Whatever a company or a person wrote stands in the text as text. Only addresses of this service become links: a product
named `www.evil.example` must not turn into a link in a mail from the regulator.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

PARAGRAPH = "margin:0 0 15px;"
LIST = "margin:0 0 15px;padding-left:20px;"
LINK = "color:#1d70b8;"
BREAK = mark_safe("<br>")


def formatted(text: str, *, site: str) -> SafeString:
    return _joined("\n", (part for block in re.split(r"\n\s*\n", text.strip()) for part in _block(block, site)))


def _block(block: str, site: str) -> Iterator[SafeString]:
    """Lines that begin with a dash are a list, those between are a paragraph."""
    for is_list, lines in groupby(block.splitlines(), lambda line: line.startswith("- ")):
        if is_list:
            items = format_html_join("", "<li>{}</li>", ((_linked(line[2:], site),) for line in lines))
            yield format_html('<ul style="{}">{}</ul>', LIST, items)
        else:
            yield format_html(
                '<p style="{}">{}</p>', PARAGRAPH, _joined(BREAK, (_linked(line, site) for line in lines))
            )


def _linked(line: str, site: str) -> SafeString:
    parts = re.split(rf"({re.escape(site.rstrip('/'))}/[^\s<>\"']*)", line)
    return _joined("", (_link(part) if place % 2 else part for place, part in enumerate(parts)))


def _link(address: str) -> SafeString:
    return format_html('<a style="{}" href="{}">{}</a>', LINK, address, address)


def _joined(between: str, parts: Iterable[str]) -> SafeString:
    return format_html_join(between, "{}", ((part,) for part in parts))
