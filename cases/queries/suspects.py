"""Cases that look like one another although a case is submitted once. Computed when read: nothing can be missed.

Suspected are two that stand under the same PL number, or that the same company has under the same product name, while
both are open or granted. What a person has settled is suspected no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from cases.models import CLOSED, Application, SettledDuplicate, State
from cases.models.application import PL_NUMBER
from cases.models.state import IN_VALIDATION
from recognition.accounts.actors import Actor
from recognition.folding import Fold

from .related import Folded, folded_of
from .visible import visible_to

ENDED: Final = [state for state in CLOSED if state != State.GRANTED]
# From the form to day 0: later the two have been told apart, or assessed as one.
INTAKE: Final = (State.TRIAGE, State.ELIGIBLE, *IN_VALIDATION)
MOST: Final = 200
SAME_NUMBER, SAME_PRODUCT = "The same PL number", "The same product name of the same company"


@dataclass(frozen=True, slots=True)
class Suspect:
    """`case` is the other one."""

    case: Application
    because: tuple[str, ...]


def suspects_of(case: Application, actor: Actor) -> list[Suspect]:
    """Of a case on its way in; in two statements, and in none of any other."""
    if case.state not in INTAKE:
        return []
    own = folded_of([case.pk])[case.pk]
    return [
        Suspect(other, because)
        for other, folded, told_apart in _alike(own, case.organisation_id, actor)
        if case.pk not in {other.pk, *told_apart} and (because := _because(case, own, other, folded))
    ]


def suspected(cases: Sequence[Application], actor: Actor) -> set[int]:
    """The keys of those on their way in of which the actor may see such another. One statement, which looks no further
    than the first of each: a list marks them and says no more."""
    keys = [case.pk for case in cases if case.state in INTAKE]
    if not keys:
        return set()
    others = _standing(actor).exclude(pk=OuterRef("pk")).order_by()
    others = others.filter(~Exists(_settled_with("first", "second")), ~Exists(_settled_with("second", "first")))
    number = others.alias(folded=PL_NUMBER).filter(folded=OuterRef("own_number")).exclude(folded="")
    product = (
        others.alias(folded=Fold("product_name"))
        .filter(folded=OuterRef("own_product"), organisation=OuterRef("organisation"))
        .exclude(folded="")
    )
    rows = Application.objects.filter(pk__in=keys).order_by()
    rows = rows.annotate(own_number=PL_NUMBER, own_product=Fold("product_name"))
    return set(rows.filter(Q(Exists(number)) | Q(Exists(product))).values_list("pk", flat=True))


def settled_of(case: Application) -> list[SettledDuplicate]:
    rows = SettledDuplicate.objects.filter(Q(first=case) | Q(second=case))
    return list(rows.select_related("first", "second"))


def _alike(own: Folded, company: int, actor: Actor) -> Iterator[tuple[Application, Folded, list[int]]]:
    """The newest first, each with the keys of the cases that a person has told it apart from."""
    numbers = _keys(PL_NUMBER, own.pl_number)
    products = _keys(Fold("product_name"), own.product, organisation=company)
    rows = _standing(actor).filter(pk__in=numbers.union(products, all=True))
    rows = rows.annotate(folded_product=Fold("product_name"), folded_pl=PL_NUMBER)
    rows = rows.annotate(from_later=_told_apart("first", "second"), from_earlier=_told_apart("second", "first"))
    found = rows.select_related("organisation").order_by("-id")[:MOST]
    for row in found:
        yield row, Folded(row.folded_product or "", "", row.folded_pl or ""), row.from_later + row.from_earlier


def _standing(actor: Actor) -> QuerySet[Application]:
    """Open or granted, and the actor may see it."""
    return visible_to(actor).exclude(state__in=[*ENDED, State.DRAFT])


def _keys(column: Combinable, folded: str, **more: Any) -> QuerySet[Any, Any]:
    """Each by an index of its own: one condition over both would walk through the newest cases for the few alike."""
    rows = Application.objects.order_by().alias(folded=column).filter(folded=folded, **more).exclude(folded="")
    return rows.values("pk")


def _because(case: Application, own: Folded, other: Application, folded: Folded) -> tuple[str, ...]:
    number = own.pl_number and own.pl_number == folded.pl_number
    product = own.product and own.product == folded.product and case.organisation_id == other.organisation_id
    return tuple(words for words, holds in ((SAME_NUMBER, number), (SAME_PRODUCT, product)) if holds)


def _settled_with(one: str, other: str) -> QuerySet[SettledDuplicate]:
    return SettledDuplicate.objects.filter(**{one: OuterRef("pk"), other: OuterRef(OuterRef("pk"))})


def _told_apart(one: str, other: str) -> ArraySubquery:
    return ArraySubquery(SettledDuplicate.objects.filter(**{one: OuterRef("pk")}).order_by().values(other))
