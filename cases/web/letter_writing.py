"""A letter is written, read as it will be, and sent with a press of its own. It works without scripts."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.models import Application, LetterTemplate
from cases.notifications.recipients import company_of
from cases.operations.send_letter import send_letter
from cases.operations.write_letter import write_letter
from cases.queries.served import as_pdf
from cases.queries.written import Written
from cases.workflow.refusals import InvalidInput, NotPermitted, Refused
from recognition.accounts.actors import Actor
from recognition.accounts.web.typed import FILL_AGAIN, fills_again
from recognition.clock import now

from .act_page import WRONG_INPUT
from .forms.letter import LetterForm
from .people import reader, visible_case

CHANGE, PDF, SEND = "change", "pdf", "send"


@fills_again
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, reference: str, template: int) -> HttpResponse:
    actor = reader(request)
    case = visible_case(actor, reference)
    row = get_object_or_404(LetterTemplate, pk=template)
    if request.method != "POST":
        return _begin(request, case, row, actor)
    form = LetterForm(row, request.POST)
    do = CHANGE if FILL_AGAIN in request.POST else request.POST.get("do", "")
    if not form.is_valid() or do == CHANGE:
        return _form(request, case, row, form, status=WRONG_INPUT if form.errors else 200)
    try:
        made = _made(case, row, actor, form)
        if do == PDF:
            return as_pdf(made)
        return _send(request, case, row, actor, form) if do == SEND else _preview(request, case, form, made)
    except NotPermitted as refused:
        raise PermissionDenied(refused.why) from refused
    except Refused as refused:
        form.say(refused)
        return _form(request, case, row, form, status=refused.status)


def _begin(request: HttpRequest, case: Application, row: LetterTemplate, actor: Actor) -> HttpResponse:
    """A letter that asks for nothing is shown at once; one that cannot be written says why before anything is typed."""
    contact = company_of(case)
    initial = {"to_name": contact.label, "to_email": contact.email, "key": str(uuid4())}
    form = LetterForm(row, initial)
    form.full_clean()
    try:
        made = _made(case, row, actor, form)
    except NotPermitted as refused:
        raise PermissionDenied(refused.why) from refused
    except InvalidInput as refused:
        faults = [error.detail for error in refused.errors if error.field not in form.fields]
        return _form(request, case, row, LetterForm(row, initial=initial), blocked=faults)
    except Refused as refused:
        return _form(request, case, row, None, blocked=[refused.why], status=refused.status)
    return _preview(request, case, form, made)


def _made(case: Application, row: LetterTemplate, actor: Actor, form: LetterForm) -> Written:
    return write_letter(application=case, actor=actor, template=row, at=now(), to=form.addressee, **form.typed())


def _send(request: HttpRequest, case: Application, row: LetterTemplate, actor: Actor, form: LetterForm) -> HttpResponse:
    sent = send_letter(
        application=case,
        actor=actor,
        template=row,
        key=form.once,
        read=form.cleaned_data["read"],
        at=now(),
        to=form.addressee,
        **form.typed(),
    )
    messages.success(request, f"The letter goes to {sent.to_email}.")
    return redirect("case-letter", reference=case.reference, letter=sent.pk)


def _preview(request: HttpRequest, case: Application, form: LetterForm, made: Written) -> HttpResponse:
    kept = [(name, form.cleaned_data[name]) for name in form.fields if name not in ("key", "read")]
    fixed = [("key", str(form.once)), ("read", made.mark)]
    context: dict[str, Any] = {"section": "worklist", "case": case, "made": made, "kept": [*kept, *fixed]}
    return render(request, "cases/letter_preview.html", context)


def _form(
    request: HttpRequest,
    case: Application,
    row: LetterTemplate,
    form: LetterForm | None,
    *,
    blocked: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"section": "worklist", "case": case, "template": row, "form": form, "blocked": blocked}
    return render(request, "cases/letter_write.html", context, status=status)
