"""Who is away and who stands in: seen by all, said by each of themselves or by a manager of anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cases.notifications.roster import current_deputies
from cases.operations.absences import end_absence, record_absence
from cases.workflow.refusals import InvalidInput, NotPermitted, Refused
from recognition.accounts.actors import Actor
from recognition.accounts.models import Absence
from recognition.accounts.permissions import MANAGE, may
from recognition.clock import now, today

from .act_page import WRONG_INPUT
from .forms.absence import AbsenceForm
from .people import reader
from .words import day


@dataclass(frozen=True, slots=True)
class Row:
    absence: Absence
    days: str
    is_now: bool
    warning: str
    may_end: bool


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    actor = reader(request)
    form = AbsenceForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid() and _recorded(form, actor):
        messages.success(request, "The absence is recorded.")
        return redirect("away")
    context = {"section": "settings", "form": form, "rows": _rows(actor, today()), "manages": may(actor, MANAGE)}
    return render(request, "cases/away.html", context, status=WRONG_INPUT if form.errors else 200)


@never_cache
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    absence = get_object_or_404(Absence.objects.select_related("user"), pk=pk)
    try:
        end_absence(absence=absence, actor=reader(request), at=now())
        messages.success(request, f"{absence.user} is back.")
    except NotPermitted as refused:
        raise PermissionDenied(refused.why) from refused
    except Refused as refused:
        messages.warning(request, refused.why)
    return redirect("away")


def _recorded(form: AbsenceForm, actor: Actor) -> bool:
    try:
        record_absence(**form.arguments(), actor=actor, at=now())
    except InvalidInput as refused:
        for error in refused.errors:
            form.add_error(error.field, error.detail)
        return False
    except NotPermitted as refused:
        form.add_error(None, refused.why)
        return False
    return True


def _rows(actor: Actor, on: date) -> list[Row]:
    absences = Absence.objects.filter(cancelled_at=None, until_on__gte=on).select_related("user", "deputy")
    away, manages = current_deputies(today=on), may(actor, MANAGE)
    return [
        Row(
            absence=row,
            days=f"{day(row.from_on)} to {day(row.until_on)}",
            is_now=row.from_on <= on,
            warning=f"{row.deputy} is away too." if row.deputy_id in away else _gone(row),
            may_end=manages or row.user == actor.user,
        )
        for row in absences
    ]


def _gone(row: Absence) -> str:
    return "" if row.deputy.is_active else f"{row.deputy} has left: choose another."
