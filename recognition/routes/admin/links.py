"""What else can be done with a version, offered by those who know more than the rules: the casework says it here."""

from __future__ import annotations

from collections.abc import Callable

from ..models import RuleSet

# From a version, the address and the words of each thing that is open for it.
Offer = Callable[[RuleSet], list[tuple[str, str]]]
_offers: list[Offer] = []


def offer(links: Offer) -> Offer:
    _offers.append(links)
    return links


def links_of(row: RuleSet) -> list[tuple[str, str]]:
    return [link for links in _offers for link in links(row)]
