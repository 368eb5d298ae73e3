"""What is answered where Django would answer without a context: the typed text has to stand there too (ADR 0039)."""

from __future__ import annotations

import structlog
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import server_error

from recognition.accounts.templatetags.workplace import typed_again

from .form_size import MOST_FIELDS, FormTooLarge

TOO_LARGE = 413
log = structlog.get_logger(__name__)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not isinstance(exception, FormTooLarge | RequestDataTooBig | TooManyFieldsSent):
        return render(request, "400.html", status=400)
    said = {"too_many": getattr(exception, "has_too_many", False), "most_fields": MOST_FIELDS}
    answer = render(request, "413.html", said, status=TOO_LARGE)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


@requires_csrf_token
def broken(request: HttpRequest) -> HttpResponse:
    """Without the context of other pages, since that may be what broke; and plain if even the text cannot be read."""
    try:
        return HttpResponse(loader.get_template("500.html").render(typed_again({"request": request})), status=500)
    except Exception:
        log.exception("typed_text_not_given_back")
        return server_error(request)
