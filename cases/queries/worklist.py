"""The worklist: which cases, in which order, and how many. Every list starts at `visible_to`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from cases.models import Application
from cases.models.application import DUE as BY_DUE
from cases.models.application import WORDS
from cases.models.state import IN_VALIDATION
from recognition.accounts.actors import Actor

from .keyset import Order
from .majors import has_open_majors
from .passports import carries_passport
from .search import Search, matching
from .visible import visible_to
from .working_days import last_working_day
from .worklist_filters import came_back, clock_is, due_within, given_to, in_team, on_tab, owned_by, relies_on

DUE: Final = "due"
BESIDE: Final = ("organisation", "assessor", "validator", "lead", "innovation_passport")  # what a row shows
NEWLY_GIVEN: Final = timedelta(days=7)
NUMBER = re.compile(r"(?:(?:IRP-)?[0-9]{4}-)?[0-9]{6}", re.IGNORECASE)
# Who has the case, as its row says: the validator until day 0, then the assessor, else the lead.
OWNER = Case(
    When(Q(state__in=IN_VALIDATION), then=F("validator__last_name")),
    default=Coalesce("assessor__last_name", "lead__last_name"),
)
NOBODY = Value("\U0010ffff")  # after every name
COLUMNS: Final[Mapping[str, Combinable]] = {
    DUE: BY_DUE,
    "reference": F("reference"),
    "product": F("product_name"),
    "company": F("organisation__name"),
    "route": F("route"),
    "owner": Coalesce(OWNER, NOBODY),
    "state": F("state"),
    "priority": F("priority"),  # high comes before normal in the alphabet, too
    "received": Coalesce("submitted_on", Value(date.max)),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked for. Empty means "any". `sort` is one of `COLUMNS`, with a minus for the last first."""

    tab: str = "open"
    q: str = ""
    state: tuple[str, ...] = field(default=())
    route: tuple[str, ...] = field(default=())
    clock: str = ""
    due: int | None = None
    owner: int | None = None
    regulator: str = ""
    majors: bool = False
    passport: bool = False
    team: str = ""
    back: bool = False
    given: bool = False
    priority: str = ""
    sort: str = DUE

    @property
    def order(self) -> Order:
        return Order("sort_key", self.sort.startswith("-"))


def worklist(actor: Actor, wanted: Wanted, *, today: date) -> tuple[QuerySet[Application], Search]:
    """The cases asked for, each with its `sort_key`, and what the search looked for instead of a typing mistake."""
    cases, search = matching(visible_to(actor).filter(asked_for(actor, wanted, today)), wanted.q)
    return cases.annotate(sort_key=_sort_key(wanted)), search


def whole(wanted: Wanted) -> QuerySet[Application]:
    """What a page shows of cases that `worklist` chose: with their people, in the same order."""
    return Application.objects.select_related(*BESIDE).defer("facts").annotate(sort_key=_sort_key(wanted))


def _sort_key(wanted: Wanted) -> Combinable:
    return COLUMNS.get(wanted.sort.lstrip("-"), BY_DUE)


def called(actor: Actor, text: str) -> Application | None:
    """The case of that reference among all that the person may see: whole, or as much of its end as no other has."""
    if not NUMBER.fullmatch(text.strip()):
        return None
    number = SearchQuery(text.strip()[-6:], config="simple", search_type="raw")  # by the index, then by the letter
    cases = visible_to(actor).alias(words=WORDS).filter(words=number, reference__iendswith=text.strip())
    found = cases.only("reference")[:2]
    return found[0] if len(found) == 1 else None


def asked_for(
    actor: Actor, wanted: Wanted, today: date, *, own: Sequence[int] | None = None, since: date | None = None
) -> Q:
    """Its filters, without the text that is searched for. Who has looked up the person's own cases already passes their
    keys: they stand for the tab. `since` is the last working day, where it is known."""
    asked = on_tab(wanted.tab, actor) if own is None else Q(pk__in=own)
    asked &= Q(state__in=wanted.state) if wanted.state else Q()
    asked &= Q(route__in=wanted.route) if wanted.route else Q()
    asked &= clock_is(wanted.clock, today) & due_within(wanted.due, today)
    asked &= owned_by(wanted.owner) & relies_on(wanted.regulator)
    asked &= carries_passport() if wanted.passport else Q()
    asked &= in_team(wanted.team)
    asked &= Q(priority=wanted.priority) if wanted.priority else Q()
    asked &= given_to(actor, today - NEWLY_GIVEN) if wanted.given else Q()
    asked &= came_back(since or last_working_day(today)) if wanted.back else Q()
    return asked & has_open_majors() if wanted.majors else asked
