"""Who may look, who may act, and what the pages share."""

from __future__ import annotations

from functools import wraps
from typing import Any, Protocol

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from cases.admin.reading import may_read
from cases.models import SimulatedCase, Simulation
from cases.queries.conflicts import barred_cases
from recognition.accounts.actors import Actor, actor_for
from recognition.accounts.permissions import CONFIGURE, may


class Page(Protocol):
    def __call__(self, request: HttpRequest, pk: int) -> HttpResponseBase: ...


def may_configure(request: HttpRequest) -> bool:
    return may(actor_for(request), CONFIGURE)


def open_rows(request: HttpRequest, simulation: Simulation) -> QuerySet[SimulatedCase]:
    """Without the cases that a conflict of interest bars the reader from."""
    user = actor_for(request).user
    return simulation.cases.exclude(application__in=barred_cases(user)) if user else simulation.cases.none()


def unseen(request: HttpRequest, simulation: Simulation) -> int:
    """How many count that `open_rows` leaves out: totals are those of every case, since a version is judged, and cases
    are moved, by all of them."""
    user = actor_for(request).user
    return simulation.cases.filter(application__in=barred_cases(user)).count() if user else 0


def for_readers(page: Page) -> Any:
    """Administrators, and who may read cases and is let into the administration."""
    return _guarded(page, lambda request: may_configure(request) or may_read(request))


def for_administrators(page: Page) -> Any:
    return _guarded(page, may_configure)


def _guarded(page: Page, is_let_in: Any) -> Any:
    @wraps(page)
    def guarded(request: HttpRequest, pk: int) -> HttpResponseBase:
        if not is_let_in(request):
            raise PermissionDenied
        return page(request, pk)

    return admin.site.admin_view(guarded)


def show(request: HttpRequest, template: str, title: str, status: int = 200, **context: Any) -> HttpResponse:
    site = admin.site.each_context(request)
    own = {"title": title, "may_configure": may_configure(request), "may_read": may_read(request)}
    return render(request, f"admin/simulations/{template}", {**site, **own, **context}, status=status)


def acting(request: HttpRequest) -> Actor:
    return actor_for(request)
