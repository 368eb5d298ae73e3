"""A form with a file, read as it arrives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from rest_framework.parsers import MultiPartParser

from recognition.accounts.web.form_size import refuse_too_much
from recognition.files.arriving import HashingUploadHandler, is_too_large, too_large
from recognition.files.limits import TOO_LARGE

from .problems import Problem


class FileForm(MultiPartParser):
    """Who sends it is known by then: a body is read after token, scope and throttle have been asked."""

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        request = (parser_context or {})["request"]._request
        request.upload_handlers = [HashingUploadHandler(request, is_known=True)]
        found = super().parse(stream, media_type, parser_context)
        if too_large(request) or is_too_large(request):
            raise Problem("body-too-large", TOO_LARGE)
        refuse_too_much(found.data)
        return found
