"""More people and companies than the demonstration has. They do not sign in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cases.demo.people import Cast, people
from cases.demo.read import pick, table

ASSESSORS, LEADS, VALIDATORS = 30, 10, 6


def crowd() -> Cast:
    """The demonstration's cast and a crowd beside it, always the same."""
    return people(list(_staff()), list(_companies()))


def _staff() -> Iterator[dict[str, Any]]:
    names = table("crowd")
    roles = ["assessor"] * ASSESSORS + ["lead"] * LEADS + ["validator"] * VALIDATORS
    for number, role in enumerate(roles):
        last = number + number // len(names["first_names"])  # a second round meets other last names
        yield {
            "username": f"crowd-{number:02}",
            "name": f"{pick(names['first_names'], number)} {pick(names['last_names'], last)}",
            "role": role,
            "signs_in": False,
            **({} if role == "validator" else _expertise(names, number)),
        }


def _expertise(names: dict[str, Any], number: int) -> dict[str, Any]:
    return {"team": pick(names["teams"], number), "disciplines": names["disciplines"][number % 5]}


def _companies() -> Iterator[dict[str, str]]:
    names = table("crowd")
    kinds = names["company_kinds"]
    for number in range(len(names["companies"]) * len(kinds)):
        short, kind = pick(names["companies"], number), kinds[number // len(names["companies"])]
        yield {
            "key": f"crowd-{number:02}",
            "name": f"{short} {kind}",
            "number": f"{60_000 + number:05}",
            "country": "GB",
            "address": f"{number + 1} Invention Row, Leeds LS1 9ZZ",
            "contact": f"{pick(names['first_names'], number + 7)} {pick(names['last_names'], number)}",
            "domain": f"{short.lower()}-{kind.split()[0].lower()}.example",
        }
