"""An author says that they have read what became of their points."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cases.operations.tell_authors import read_points_notices
from cases.workflow.refusals import Refused
from recognition.clock import now

from .people import reader, visible_case


@never_cache
@require_POST
def read(request: HttpRequest, reference: str) -> HttpResponse:
    actor = reader(request)
    case = visible_case(actor, reference)
    try:
        read_points_notices(application=case, actor=actor, at=now())
        messages.success(request, f"What became of your points of {case.reference} is read.")
    except Refused as refused:
        messages.info(request, refused.why)
    return redirect("case-next-request", reference)
