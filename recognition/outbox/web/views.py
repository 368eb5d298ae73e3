from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from recognition.accounts.actors import actor_for
from recognition.accounts.barred import names_barred, open_to
from recognition.accounts.models import User
from recognition.accounts.permissions import OVERSEE, may
from recognition.clock import now
from recognition.outbox.models import Message
from recognition.outbox.retry import NotParked, retry
from recognition.outbox.topics import in_words

from .about import name_subjects
from .filters import FilterForm, counts
from .framed import framed

PAGE = 50
View = Callable[..., HttpResponse]


def overseers_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may(actor_for(request), OVERSEE):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@overseers_only
def outbox(request: HttpRequest) -> HttpResponse:
    """What waits, what is parked and why, what was sent; newest first. The filters stand in the address."""
    readable = _readable(request)
    form = FilterForm(request.GET)
    # The bodies stay in the database: fifty letters are no use to a list.
    found = form.matching(readable.defer("body_text", "body_html").order_by("-id"))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    page.object_list = name_subjects(page.object_list)
    context = {"section": "more", "filters": form, "page": page, "counts": counts(readable), "chosen": form.chosen}
    return render(request, "outbox/outbox.html", context)


@require_safe
@overseers_only
def message(request: HttpRequest, pk: int) -> HttpResponse:
    (row,) = name_subjects([_found(request, pk)])
    facts = [
        {"key": "To", "value": f"{row.to_label} <{row.to}>" if row.to_label else row.to},
        {"key": "Topic", "value": in_words(row.topic)},
        {"key": "About", "value": _about(row)},
        {"key": "Attempts", "value": row.attempts},
    ]
    context = {"section": "more", "message_row": row, "facts": facts, "html": framed(row.body_html)}
    return render(request, "outbox/message.html", context)


def _readable(request: HttpRequest) -> QuerySet[Message]:
    """Not what is about something that the reader is barred from."""
    user = actor_for(request).user
    return Message.objects.filter(open_to(user)) if isinstance(user, User) else Message.objects.none()


def _found(request: HttpRequest, pk: int) -> Message:
    """Nor a mail about many things that names one of them."""
    row = get_object_or_404(_readable(request), pk=pk)
    user = actor_for(request).user
    if user is not None and not row.subject_id and names_barred(user, f"{row.subject} {row.body_text}"):
        raise Http404("There is no such message.")
    return row


def _about(row: Any) -> str:
    """The case's reference as a link; a thing that has no page here by its type and number."""
    if row.about_url:
        return format_html('<a class="govuk-link" href="{}">{}</a>', row.about_url, row.about)
    return row.about or f"{in_words(row.subject_type)} {row.subject_id}".strip()


@require_POST
@overseers_only
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        retry(message=_found(request, pk), actor=actor_for(request), at=now())
        messages.success(request, "The message waits again and goes out within a minute.")
    except NotParked as refusal:
        messages.warning(request, str(refusal))
    back = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if ours else "outbox")
