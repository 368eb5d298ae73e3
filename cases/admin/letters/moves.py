"""A template is moved on a page that says what will happen, with a reason, by one call to its operation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from cases.models import LetterTemplate
from cases.operations import letter_templates as operations
from cases.workflow.refusals import InvalidInput, Refused
from recognition import clock
from recognition.accounts.actors import Actor, actor_for
from recognition.routes.admin.verbs import ReasonForm, VersionForm

from .access import show, template_for

State = LetterTemplate.State


@dataclass(frozen=True)
class Move:
    label: str
    states: tuple[str, ...]
    explains: str
    does: Callable[[LetterTemplate, Actor, datetime, dict[str, Any]], LetterTemplate]
    form: type[forms.Form] = ReasonForm


def _by(operation: Callable[..., LetterTemplate]) -> Callable[..., LetterTemplate]:
    return lambda row, actor, at, given: operation(row, actor=actor, at=at, reason=given["reason"])


def _draft(row: LetterTemplate, actor: Actor, at: datetime, given: dict[str, Any]) -> LetterTemplate:
    return operations.new_template_from(row, given["version"], actor=actor, at=at)


VERBS: Final = {
    "propose": Move(
        "Propose",
        (State.DRAFT,),
        "Nobody can change it until it is sent back, or published by a second person.",
        _by(operations.propose_template),
    ),
    "send-back": Move("Send back", (State.PROPOSED,), "It becomes a draft again.", _by(operations.send_back_template)),
    "publish": Move(
        "Publish",
        (State.PROPOSED,),
        "Letters are written from it from now on. The version before it is retired; letters already sent keep theirs.",
        _by(operations.publish_template),
    ),
    "retire": Move("Retire", (State.PUBLISHED,), "No new letter is written from it.", _by(operations.retire_template)),
    "draft": Move("New draft from it", tuple(State), "A draft with the same words.", _draft, VersionForm),
}


def move(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    row = template_for(request, pk)
    found = VERBS.get(verb)
    if found is None:
        raise Http404("There is no such move.")
    form = found.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            moved = found.does(row, actor_for(request), clock.now(), form.cleaned_data)
        except Refused as refused:
            _say(form, refused)
        else:
            messages.success(request, f"{moved} is {moved.get_state_display().lower()}.")
            return HttpResponseRedirect(reverse("admin:cases_lettertemplate_change", args=[moved.pk]))
    return show(
        request, "move", f"{found.label}: {row}", row, move=found, form=form, status=409 if form.errors else 200
    )


def _say(form: forms.Form, refused: Refused) -> None:
    if not isinstance(refused, InvalidInput):
        form.add_error(None, refused.why)
        return
    for error in refused.errors:
        is_here = error.field in form.fields
        form.add_error(error.field if is_here else None, error.detail if is_here else f"{error.field}: {error.detail}")
