"""The heads of the worklist's columns, each a link that orders by it, or turns the order round."""

from __future__ import annotations

from dataclasses import dataclass

from cases.queries.worklist import DUE

WORDS = {
    "reference": "Reference",
    "product": "Product",
    "company": "Company",
    "route": "Route",
    "due": "Next date",
    "owner": "Owner",
    "state": "State",
}
WIDE = {
    "reference": "cases-list__called",
    "product": "cases-list__wide",
    "company": "cases-list__company",
    "due": "cases-list__wide",
    "route": "cases-list__route",
}


@dataclass(frozen=True, slots=True)
class Column:
    """`aria_sort` is what a screen reader says of the order in force; `sort` what the link asks for."""

    name: str
    words: str
    css: str
    aria_sort: str
    sort: str | None


def columns(sort: str) -> list[Column]:
    return [_column(name, words, sort) for name, words in WORDS.items()]


def _column(name: str, words: str, sort: str) -> Column:
    way = {name: "ascending", f"-{name}": "descending"}.get(sort, "none")
    turned = f"-{name}" if way == "ascending" else name
    return Column(name, words, WIDE.get(name, ""), way, None if turned == DUE else turned)
