"""The letters' words, for everybody who reads cases, and a test merge of any version on a case that they see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.models import LetterTemplate
from cases.models.letter_field import FIELDS
from cases.operations.write_letter import try_letter
from cases.queries.served import as_pdf
from cases.workflow.refusals import Refused
from recognition.clock import now

from .people import reader, visible_case


@never_cache
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """Those in use first, then what is being prepared."""
    reader(request)
    shown = LetterTemplate.objects.exclude(state=LetterTemplate.State.RETIRED).select_related("published_by")
    rows = sorted(shown, key=lambda row: (row.state != LetterTemplate.State.PUBLISHED, row.name))
    return render(request, "cases/letter_templates.html", {"section": "more", "rows": rows})


@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """`?reference=` names the case that it is tried on; with `pdf` the answer is the paper."""
    actor = reader(request)
    row = get_object_or_404(LetterTemplate.objects.select_related("published_by", "proposed_by"), pk=pk)
    reference = request.GET.get("reference", "").strip().upper()
    context = {
        "section": "more",
        "row": row,
        "reference": reference,
        "named": [FIELDS[name] for name in row.fields if name in FIELDS],
    }
    if reference:
        case = visible_case(actor, reference)
        try:
            made = try_letter(case, row, at=now())
        except Refused as refused:
            context["refused"] = refused.why
        else:
            if "pdf" in request.GET and not made.missing:
                return as_pdf(made)
            context |= {"case": case, "made": made, "lacks": [FIELDS[name] for name in made.missing]}
    return render(request, "cases/letter_template.html", context)
