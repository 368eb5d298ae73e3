"""The cases behind a figure as a list, with the days that the figure was made of. It starts at `visible_to`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from django.db.models.expressions import RawSQL

from cases.models import Application
from cases.queries.visible import visible_to
from recognition.accounts.actors import Actor

from .ended import Ended

ONE_ARRAY: Final = "SELECT unnest(%s::bigint[])"  # as one value: a year has more keys than a list of values bears


@dataclass(frozen=True, slots=True)
class Listed:
    case: Application
    ended: Ended


def seen(actor: Actor, found: Sequence[Ended]) -> list[Ended]:
    """Those of cases that this person may see, in the order in which their stage ended. A case whose validation ended
    twice stands twice."""
    cases = list({one.case for one in found})
    own = visible_to(actor).order_by().filter(pk__in=RawSQL(ONE_ARRAY, [cases]))  # noqa: S611 - a constant
    known = set(own.values_list("pk", flat=True))
    return sorted((one for one in found if one.case in known), key=attrgetter("ended_on", "case", "number"))


def listed(actor: Actor, some: Sequence[Ended]) -> Iterator[Listed]:
    """With their cases: of a page, or of a part of a file."""
    rows = visible_to(actor).filter(pk__in={one.case for one in some})
    known = rows.only("reference", "product_name", "state", "route").in_bulk()
    return (Listed(known[one.case], one) for one in some if one.case in known)
