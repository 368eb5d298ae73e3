"""The register of regulators: until when each is recognised, and which open cases rely on it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.queries.relying import Relied, open_cases_on, relied_on
from recognition.accounts.actors import Actor, actor_for
from recognition.accounts.permissions import CONFIGURE, MANAGE, READ, may
from recognition.clock import today
from recognition.routes.models import Regulator

from .words import day, state_colour

CASES_A_PAGE = 50


@never_cache
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    _overseer(request)
    rows = [{"row": row, "standing": _standing(row.regulator), "ends": _ends(row)} for row in relied_on()]
    return render(request, "cases/regulators.html", {"section": "more", "rows": rows})


@never_cache
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Who configures the rules sees how many cases there are; who manages casework, which."""
    actor = _overseer(request)
    regulator = get_object_or_404(Regulator.objects.select_related("partner"), code=code)
    row = next(row for row in relied_on() if row.regulator == regulator)
    page = Paginator(open_cases_on(actor, regulator), CASES_A_PAGE).get_page(request.GET.get("page"))
    cases = [{"case": case, "colour": state_colour(case.state)} for case in page.object_list]
    context = {
        "section": "more",
        "regulator": regulator,
        "row": row,
        "standing": _standing(regulator),
        "may_read": may(actor, READ),
        "cases": cases,
        "page_obj": page,
    }
    return render(request, "cases/regulator.html", context)


def _overseer(request: HttpRequest) -> Actor:
    actor = actor_for(request)
    if not (may(actor, MANAGE) or may(actor, CONFIGURE)):
        raise PermissionDenied("The register is for managers and administrators.")
    return actor


def _standing(regulator: Regulator) -> str:
    until = regulator.recognised_until
    if today() < regulator.recognised_from:
        return f"From {day(regulator.recognised_from)}"
    if until is None:
        return f"Since {day(regulator.recognised_from)}"
    return f"Ended on {day(until)}" if until < today() else f"Until {day(until)}"


def _ends(row: Relied) -> bool:
    """It has an end, and cases that have to be looked at for it."""
    return row.regulator.recognised_until is not None and bool(row.open_cases or row.drafts)
