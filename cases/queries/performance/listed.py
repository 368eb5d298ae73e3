"""The cases behind a figure as a list, with the days that the figure was made of. It starts at `visible_to`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cases.models import Application
from cases.queries.visible import visible_to
from recognition.accounts.actors import Actor

from .read import Ended


@dataclass(frozen=True, slots=True)
class Listed:
    case: Application
    ended: Ended


def listed(actor: Actor, found: Sequence[Ended]) -> list[Listed]:
    """In the order in which their stage ended. A case whose validation ended twice stands twice."""
    rows = visible_to(actor).filter(pk__in=[one.case for one in found])
    known = {row.pk: row for row in rows.only("reference", "product_name", "state", "route")}
    own = [Listed(known[one.case], one) for one in found if one.case in known]
    return sorted(own, key=lambda row: (_ended(row.ended), row.case.reference))


def _ended(one: Ended) -> str:
    stage = one.course.assessment or one.course.validation
    return stage.ended_on.isoformat() if stage else ""
