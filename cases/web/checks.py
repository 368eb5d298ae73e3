"""What the nights' checks have found, for those who oversee the work."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.models import Finding, NightCheck
from cases.nightly.report import by_kind, findings_open_to
from recognition.accounts.actors import actor_for
from recognition.accounts.permissions import OVERSEE, may

PAGE: Final = 50
NIGHTS: Final = 14
TO_DO: Final = {
    Finding.Kind.DATE_DIFFERS: "It was computed again from the ledger and is right now. If it returns, tell support.",
    Finding.Kind.COUNT_DIFFERS: "It was counted again from its points and objections. If it returns, tell support.",
    Finding.Kind.FIGURES_DIFFER: "They were made again from the record and are right now. If it returns, tell support.",
    Finding.Kind.SEAL_BROKEN: "Do not rely on the decision. Verify the record against its anchor, and tell support.",
    Finding.Kind.NO_CLOCK: "Look at the case’s clock page: a case that has come in has a clock until it is closed.",
    Finding.Kind.PAST_EVERY_DEADLINE: "See to the case’s next step: no later date will remind anybody.",
    Finding.Kind.STUCK: "See what the case waits for. The limit of each state is set in the administration.",
    Finding.Kind.REMINDER_NOT_SENT: "The sweep did not send it, though its day has passed: tell support.",
    Finding.Kind.MAIL_NOT_DELIVERED: "Reach the person in another way, and put the message back on the mail page.",
    Finding.Kind.NOT_CHECKED: "The check ended with an error on this case: tell support.",
}


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    if not may(actor_for(request), OVERSEE):
        raise PermissionDenied
    nights = list(NightCheck.objects.all()[:NIGHTS])
    check = next((one for one in nights if one.on.isoformat() == request.GET.get("on")), nights[0] if nights else None)
    context = {"section": "more", "check": check, "nights": nights}
    return render(request, "cases/checks.html", context | (_found(request, check) if check else {}))


def _found(request: HttpRequest, check: NightCheck) -> dict[str, Any]:
    user = actor_for(request).user
    findings = findings_open_to(check, user) if user else check.findings.none()
    counts = by_kind(findings)
    kind = next((row["kind"] for row in counts if row["kind"] == request.GET.get("kind")), None)
    rows = findings.select_related("application")
    page = Paginator(rows.filter(kind=kind) if kind else rows, PAGE).get_page(request.GET.get("page"))
    return {"counts": counts, "kind": kind, "page": page, "to_do": TO_DO.get(kind) if kind else ""}
