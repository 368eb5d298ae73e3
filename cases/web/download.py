from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.operations.read_document import read_document
from cases.queries.served import as_attachment
from cases.workflow.refusals import WrongState
from recognition.clock import now
from recognition.files.keeping import FileDamaged

from .people import reader, visible_case

DAMAGED = "The file is not as it arrived, so it is not given out. It has been reported; a backup has to bring it back."


@never_cache
@require_safe
def download(request: HttpRequest, reference: str, document: int) -> HttpResponseBase:
    """A paper of a case that the person may see, as an attachment: no browser opens it within the site."""
    case = visible_case(reader(request), reference)
    row = get_object_or_404(case.documents, pk=document)
    try:
        return as_attachment(row, read_document(row, at=now()), reference=case.reference)
    except WrongState as refused:
        messages.warning(request, refused.why)
    except FileDamaged:
        messages.error(request, DAMAGED)
    return redirect("case-documents", reference=case.reference)
