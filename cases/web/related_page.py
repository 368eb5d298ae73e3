"""Related cases, and those that look like the same one: a person says which they are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.models import SettledDuplicate
from cases.operations.settle_duplicate import settle_duplicate
from cases.queries.related import folded_of, same_approval, same_company, same_product
from cases.queries.suspects import settled_of, suspects_of
from cases.queries.visible import visible_to
from cases.workflow.refusals import InvalidInput, Refused
from recognition.accounts.permissions import LEAD, VALIDATE, may
from recognition.clock import now

from .frame import Frame, frame_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, reference: str) -> HttpResponse:
    frame = frame_of(request, reference)
    if request.method != "POST":
        return render(request, "cases/related.html", _context(frame))
    typed = {name: request.POST.get(name, "") for name in ("other", "verdict", "reason")}
    try:
        settle_duplicate(application=frame.case, actor=frame.actor, at=now(), **typed)
    except Refused as refused:
        context = _context(frame) | {"typed": typed, "summary": _say(refused, typed["other"])}
        context["lost"] = typed["other"] not in _asked_of(context)
        return render(request, "cases/related.html", context, status=refused.status)
    messages.success(request, f"It is settled how this case and {typed['other']} stand to each other.")
    return redirect("case-related", reference=reference)


def _say(refused: Refused, other: str) -> list[tuple[str, str]]:
    if not isinstance(refused, InvalidInput):
        return [("", refused.why)]
    return [(f"{error.field}-{other}" if error.field != "other" else "", error.detail) for error in refused.errors]


def _asked_of(context: dict[str, Any]) -> set[str]:
    """The references beside which the form stands, for what was typed to stay in."""
    suspects = [one.case.reference for one in context["suspects"]] if context["may_settle"] else []
    settled = [other.reference for _, other in context["settled"]] if context["may_settle_anew"] else []
    return {*suspects, *settled}


def _context(frame: Frame) -> dict[str, Any]:
    case, actor = frame.case, frame.actor
    settled = [(row, row.second if row.first_id == case.pk else row.first) for row in settled_of(case)]
    seen = set(visible_to(actor).filter(pk__in=[other.pk for _, other in settled]).values_list("pk", flat=True))
    return {
        **frame.context("case-related"),
        "suspects": suspects_of(case, actor),
        "settled": [(row, other) for row, other in settled if other.pk in seen],
        "verdicts": SettledDuplicate.Verdict.choices,
        "may_settle": may(actor, VALIDATE),
        "may_settle_anew": may(actor, LEAD),
        "groups": [
            ("The same reference approval", same_approval(case, actor)),
            ("The same product or active substances", same_product(case, actor, folded_of([case.pk])[case.pk])),
            ("Open cases of the same company", same_company(case, actor)),
        ],
    }
