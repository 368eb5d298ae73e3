"""The saved views of a person, as tabs of the worklist, and the one that is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from cases.models import Application, SavedView
from cases.queries.capped import said
from cases.queries.saved_views import Known, lists_of, outdated, views_of, wanted_of, without
from cases.queries.worklist import Wanted
from recognition.accounts.actors import Actor

from .worklist_form import address

KEPT_FROM_ADDRESS = ("sort", "size", "after", "before")


@dataclass(frozen=True, slots=True)
class View:
    """`gone` are its filters that are offered no more, left out of `wanted`."""

    row: SavedView
    wanted: Wanted
    gone: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return str(self.row.pk)


@dataclass(frozen=True, slots=True)
class Views:
    """`chosen` is shown as it is kept; `origin` is the one that what is shown was made from."""

    all: tuple[View, ...]
    chosen: View | None
    origin: View | None
    is_missing: bool

    def lists(self, actor: Actor, today: date) -> dict[str, QuerySet[Application]]:
        return lists_of(actor, {one.name: one.wanted for one in self.all if not one.gone}, today=today)

    def tabs(self, counts: dict[str, int]) -> list[dict[str, Any]]:
        return [
            {
                "name": one.name,
                "words": one.row.name,
                "team": one.row.team,
                "count": "to be mended" if one.gone else said(counts[one.name]),
                "is_here": self.chosen == one,
                "is_view": True,
            }
            for one in self.all
        ]

    def query(self, given: QueryDict) -> QueryDict:
        """What is asked: the open view's filters in the place of its number, in the order and at the page asked for."""
        if self.chosen is None:
            return given
        query = QueryDict(address(self.chosen.wanted), mutable=True)
        for name in KEPT_FROM_ADDRESS:
            if name in given:
                query[name] = str(given[name])
        query["from"] = self.chosen.name
        return query


def views_for(request: HttpRequest, actor: Actor, known: Known) -> Views:
    rows = [_view(row, known) for row in views_of(actor)]
    found = {one.name: one for one in rows}
    asked = request.GET.get("view", "")
    chosen = found.get(asked)
    is_missing = chosen is None and asked.isascii() and asked.isdigit()
    return Views(tuple(rows), chosen, found.get(request.GET.get("from", "")), is_missing)


def _view(row: SavedView, known: Known) -> View:
    wanted = wanted_of(row)
    gone = outdated(wanted, known)
    return View(row, without(wanted, gone), tuple(gone))
