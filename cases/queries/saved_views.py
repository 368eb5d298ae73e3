"""Saved views: which a person has, what they ask, and what of that is no longer there."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Application, SavedView, State, ViewSubscription
from recognition.accounts.actors import Actor
from recognition.accounts.models import Assessor
from recognition.accounts.permissions import LEAD, may

from .folded import folded_all
from .search import exactly
from .visible import visible_to
from .working_days import last_working_day
from .worklist import COLUMNS, DUE, Wanted, asked_for
from .worklist_filters import ALL, MINE, OPEN, UNASSIGNED
from .worklist_rows import known_regulators, known_routes, possible_owners

TABS: Final = (MINE, UNASSIGNED, OPEN, ALL)
CHOSEN: Final = ("state", "route", "owner", "regulator", "team")  # from lists that change
Known = Mapping[str, Collection[str]]


def views_of(actor: Actor) -> QuerySet[SavedView]:
    """Their own and their team's."""
    team = Assessor.objects.filter(user=actor.user).exclude(team="").values("team")
    subscribed = ViewSubscription.objects.filter(view=OuterRef("pk"), user=actor.user)
    rows = SavedView.objects.filter(Q(owner=actor.user) | Q(team__in=team)).select_related("owner")
    return rows.annotate(subscribed=Exists(subscribed))


def may_change(actor: Actor, view: SavedView) -> bool:
    """Its owner may; of a team's view a lead of that team, too."""
    user = actor.user
    if user is None or view.owner_id == user.pk:
        return user is not None
    in_team = view.team and Assessor.objects.filter(user=user, team=view.team).exists()
    return bool(in_team) and may(actor, LEAD)


def kept(wanted: Wanted) -> dict[str, Any]:
    """As JSON, without what was not asked."""
    fields = {one.name: getattr(wanted, one.name) for one in dataclasses.fields(wanted)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items() if value != ()}


def wanted_of(view: SavedView) -> Wanted:
    """Whatever of the JSON a worklist can be asked; a value of another type is left out."""
    plain, given = Wanted(), view.filters if isinstance(view.filters, dict) else {}
    fields = {one.name: getattr(plain, one.name) for one in dataclasses.fields(plain)}
    read = {name: _read(given[name], default) for name, default in fields.items() if name in given}
    wanted = dataclasses.replace(plain, **read)
    tab = wanted.tab if wanted.tab in TABS else OPEN
    return dataclasses.replace(wanted, tab=tab, sort=wanted.sort if wanted.sort.lstrip("-") in COLUMNS else DUE)


def _read(value: Any, default: Any) -> Any:
    if isinstance(default, tuple):
        return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
    if default is None:
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    return value if type(value) is type(default) else default


def known_values() -> Known:
    """What the worklist's lists offer today."""
    owners = possible_owners()
    return {
        "state": {choice for choice in State.values if choice != State.DRAFT},
        "route": {code for code, _ in known_routes()},
        "regulator": {code for code, _ in known_regulators()},
        "owner": {str(one.key) for one in owners},
        "team": {one.team for one in owners},
    }


def outdated(wanted: Wanted, known: Known) -> list[tuple[str, str]]:
    """Each filter and its value that is offered no more: a regulator that is gone, a person who has left."""
    return [(name, one) for name in CHOSEN for one in _values(wanted, name) if one not in known[name]]


def without(wanted: Wanted, gone: Iterable[tuple[str, str]]) -> Wanted:
    empty, left = Wanted(), set(gone)
    changed: dict[str, Any] = {}
    for name in {name for name, _ in left}:
        value = getattr(wanted, name)
        stays = tuple(one for one in value if (name, one) not in left) if isinstance(value, tuple) else None
        changed[name] = getattr(empty, name) if stays is None else stays
    return dataclasses.replace(wanted, **changed)


def _values(wanted: Wanted, name: str) -> list[str]:
    value = getattr(wanted, name)
    values = value if isinstance(value, tuple) else (value,)
    return [str(one) for one in values if one not in (None, "")]


def lists_of(actor: Actor, asked: Mapping[str, Wanted], *, today: date) -> dict[str, QuerySet[Application]]:
    """The cases of each, to be counted: of text that is searched for, no typing mistake is forgiven."""
    since = last_working_day(today) if any(one.back for one in asked.values()) else None
    texts = folded_all([one.q for one in asked.values()])
    return {
        name: exactly(visible_to(actor).filter(asked_for(actor, one, today, since=since)), text)
        for (name, one), text in zip(asked.items(), texts, strict=True)
    }


def is_filled(actor: Actor, wanted: Wanted, *, today: date) -> bool:
    return lists_of(actor, {"view": wanted}, today=today)["view"].exists()


def filled_for(actor: Actor) -> QuerySet[ViewSubscription]:
    """What the person was told of that is still not empty, the latest first."""
    rows = ViewSubscription.objects.filter(user=actor.user, is_filled=True, told_at__isnull=False)
    return rows.filter(view__in=views_of(actor).values("pk")).select_related("view").order_by("-told_at", "pk")
