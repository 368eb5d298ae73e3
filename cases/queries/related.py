"""Cases that have to do with one: the same reference approval, the same product, the same company in the procedure.

Each list ends at `MOST`. Numbers and names are compared folded, by an index in the order of the list, so that it costs
the same among many cases as among few.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from cases.models import CLOSED, Application, ReferenceApproval, State
from cases.models.application import PL_NUMBER
from recognition.accounts.actors import Actor
from recognition.folding import Fold

from .visible import visible_to

MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Folded:
    """What of a case is compared. Empty is never the same as empty."""

    product: str
    substances: str
    pl_number: str


def folded_of(keys: list[int]) -> dict[int, Folded]:
    rows = Application.objects.filter(pk__in=keys).order_by()
    found = rows.values_list("pk", Fold("product_name"), Fold("substances"), PL_NUMBER)
    return {pk: Folded(product or "", substances or "", number or "") for pk, product, substances, number in found}


def same_approval(case: Application, actor: Actor) -> list[Application]:
    """Those that name an approval of the same regulator under the same authorisation or procedure number."""
    approvals = case.reference_approvals.order_by().values_list(
        "regulator", Fold("authorisation_number"), Fold("procedure_number")
    )
    asked = Q()
    for regulator, authorisation, procedure in approvals:
        if authorisation:
            asked |= Q(regulator=regulator, authorisation=authorisation)
        if procedure:
            asked |= Q(regulator=regulator, procedure_folded=procedure)
    if not asked:
        return []
    rows = ReferenceApproval.objects.alias(
        authorisation=Fold("authorisation_number"), procedure_folded=Fold("procedure_number")
    )
    keys = rows.filter(asked).exclude(application=case).order_by().values_list("application", flat=True)
    return _listed(visible_to(actor).filter(pk__in=list(keys[:500])), case)


def same_product(case: Application, actor: Actor, own: Folded) -> list[Application]:
    """By name first, then by substances, each case once."""
    found: dict[int, Application] = {}
    for field, value in (("product_name", own.product), ("substances", own.substances)):
        if value:
            rows = visible_to(actor).alias(folded=Fold(field)).filter(folded=value)
            found |= {row.pk: row for row in _listed(rows, case)}
    return list(found.values())[:MOST]


def same_company(case: Application, actor: Actor) -> list[Application]:
    """Its open cases under the same procedure."""
    rows = visible_to(actor).filter(organisation=case.organisation_id, rule_set__code=case.rule_set.code)
    return _listed(rows.exclude(state__in=[*CLOSED, State.DRAFT]), case)


def _listed(rows: QuerySet[Application], case: Application) -> list[Application]:
    rows = rows.exclude(pk=case.pk).exclude(state=State.DRAFT)
    return list(rows.select_related("organisation").order_by("-id")[:MOST])
