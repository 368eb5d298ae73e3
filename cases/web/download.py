from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .people import reader, visible_case


@never_cache
@require_safe
def download(request: HttpRequest, reference: str, document: int) -> FileResponse:
    """A paper of a case that the person may see, as an attachment: no browser opens it within the site."""
    case = visible_case(reader(request), reference)
    row = get_object_or_404(case.documents, pk=document)
    try:
        content = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("The file is not in the store.") from error
    name = f"{case.reference}-{slugify(row.title) or 'document'}{Path(str(row.file.name)).suffix}"
    response = FileResponse(content, as_attachment=True, filename=name, content_type=row.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
