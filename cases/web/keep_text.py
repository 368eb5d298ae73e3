"""Where the script leaves what is typed, every few seconds, and learns who else is at the same text."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cases.operations.text_drafts import keep_text
from cases.queries.text_drafts import kept_text
from cases.workflow.refusals import Refused
from recognition.clock import LONDON, now

from .acts import ACTS
from .kept import others_in_words
from .people import reader, visible_case

FIELD = "text-"


@never_cache
@require_POST
def keep(request: HttpRequest, reference: str) -> JsonResponse:
    """422 with the reason where it cannot be kept; what was typed stays in the browser then."""
    actor = reader(request)
    case, place, at = visible_case(actor, reference), request.POST.get("place", ""), now()
    texts = {name.removeprefix(FIELD): str(text) for name, text in request.POST.items() if name.startswith(FIELD)}
    if place.partition("/")[0] not in ACTS:
        return JsonResponse({"why": "There is no such act."}, status=404)
    version = request.POST.get("version", "")[:20]
    try:
        keep_text(application=case, actor=actor, place=place, texts=texts, at=at, version=version)
    except Refused as refused:
        return JsonResponse({"why": refused.why}, status=refused.status)
    others = others_in_words(kept_text(case, actor, place, at=at).others)
    saved = f"Saved {at.astimezone(LONDON):%H:%M}" if texts else ""
    return JsonResponse({"saved": saved, "others": others})
