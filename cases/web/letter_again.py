"""A letter that did not arrive is sent again, to an address that somebody has looked at."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.operations.send_letter import send_letter_again
from cases.queries.letters import letter_of
from cases.workflow.refusals import NotPermitted, Refused
from recognition.accounts.permissions import RECORD, may
from recognition.clock import now

from .act_page import WRONG_INPUT
from .forms.letter import AddresseeForm
from .people import reader, visible_case


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, reference: str, letter: int) -> HttpResponse:
    actor = reader(request)
    case = visible_case(actor, reference)
    found = letter_of(case, letter)
    if found is None:
        raise Http404("There is no such letter.")
    if not may(actor, RECORD):
        raise PermissionDenied("This role sends no letters.")
    initial = {"to_name": found.row.to_name, "to_email": found.row.to_email, "key": str(uuid4())}
    form = AddresseeForm(request.POST) if request.method == "POST" else AddresseeForm(initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            sent = send_letter_again(
                application=case, letter=letter, actor=actor, key=form.once, to=form.addressee, at=now()
            )
        except NotPermitted as refused:
            raise PermissionDenied(refused.why) from refused
        except Refused as refused:
            form.say(refused)
            status = refused.status
        else:
            messages.success(request, f"The letter goes to {sent.to_email}.")
            return redirect("case-letter", reference=case.reference, letter=sent.pk)
    elif form.errors:
        status = WRONG_INPUT
    context = {"section": "worklist", "case": case, "one": found, "form": form}
    return render(request, "cases/letter_again.html", context, status=status)
