"""The page of an act: what it will do and its form; and the one call that does it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cases.models import Application
from cases.queries.standing import standing_of
from cases.workflow.refusals import InvalidInput, NotPermitted, Refused, WrongState
from recognition.accounts.permissions import may
from recognition.accounts.web.typed import FILL_AGAIN, fills_again
from recognition.clock import now, today

from .act import Act, Sample
from .acts import ACTS
from .forms.base import ActForm, Asked
from .kept import brought_back, done_with, keep_for_later
from .people import reader, visible_case
from .trial import Trial, try_out, try_with

WRONG_INPUT = 422


@fills_again
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def act_page(request: HttpRequest, reference: str, act: str, about: str = "") -> HttpResponse:
    actor = reader(request)
    asked = Asked(request, actor, visible_case(actor, reference), about)
    found = ACTS.get(act)
    if found is None or bool(found.parts) != bool(about):
        raise Http404("There is no such act.")
    return _do(found, asked) if request.method == "POST" else _show(found, asked)


def _show(act: Act, asked: Asked) -> HttpResponse:
    standing = standing_of(asked.application, today=today())
    trials = try_out(act, asked, standing, at=now())
    _refuse_strangers(act, asked, trials)
    blocked = trials[0].refused if trials and all(trial.refused for trial in trials) else None
    if act.samples is None:
        blocked = _untried(act, asked)
    if blocked is None or isinstance(blocked, InvalidInput):
        return _page(act, asked, act.form(asked=asked), trials=trials)
    status = blocked.status if isinstance(blocked, WrongState) else 200
    return _page(act, asked, None, blocked=blocked, status=status)


def _refuse_strangers(act: Act, asked: Asked, trials: list[Trial]) -> None:
    """403 for whoever may not do it, 404 for an objection or a discipline that is not there."""
    for trial in trials:
        if isinstance(trial.refused, NotPermitted):
            raise PermissionDenied(trial.refused.why)
        if isinstance(trial.refused, InvalidInput) and act.parts:
            raise Http404(trial.refused.why)


def _untried(act: Act, asked: Asked) -> Refused | None:
    """The same of a change that cannot be tried out."""
    case = asked.application
    if not any(may(asked.actor, permission) for permission in act.may):
        raise PermissionDenied(f"{asked.actor.label} may not do this: {act.label}.")
    if case.state in act.states:
        return None
    words = f"{act.label}: not possible, because {case.reference} is now “{case.get_state_display()}”."
    return WrongState("STATE", words)


def _do(act: Act, asked: Asked) -> HttpResponse:
    request = asked.request
    form = act.form(request.POST, request.FILES, asked=asked)
    if FILL_AGAIN in request.POST:
        return _page(act, asked, form.unchecked(), trials=_trials(act, asked))
    if kept := keep_for_later(act, asked, form):
        return kept
    if again := form.once_more():
        return _page(act, asked, again)
    if not form.is_valid():
        return _page(act, asked, form, status=WRONG_INPUT, trials=_trials(act, asked))
    if act.checks and "confirmed" not in request.POST:
        return _check(act, asked, form)
    try:
        result = act.run(application=asked.application, actor=asked.actor, at=now(), **form.arguments())
    except Refused as refused:
        form.say(refused)
        return _page(act, asked, form, status=refused.status)
    if form.tell(result):
        return _page(act, asked, form, status=WRONG_INPUT if form.errors else 200)
    done_with(act, asked)
    messages.success(request, act.done)
    return redirect(act.back, reference=asked.application.reference)


def _check(act: Act, asked: Asked, form: ActForm) -> HttpResponse:
    """What was typed and what it would do, tried out a moment ago; or the form again, with what refuses it."""
    standing = standing_of(asked.application, today=today())
    trial = try_with(act, asked, Sample(form.arguments()), standing, at=now())
    if trial.refused:
        form.say(trial.refused)
    if trial.refused or "change" in asked.request.POST:
        return _page(act, asked, form, status=trial.refused.status if trial.refused else 200)
    typed = [(name, value) for name, values in asked.request.POST.lists() for value in values]
    kept = [(name, value) for name, value in typed if name != "csrfmiddlewaretoken"]
    return _page(act, asked, form, check=True, typed=kept, said=form.said(), trials=[trial])


def _trials(act: Act, asked: Asked) -> list[Trial]:
    return try_out(act, asked, standing_of(asked.application, today=today()), at=now())


def _page(act: Act, asked: Asked, form: ActForm | None, *, status: int = 200, **more: Any) -> HttpResponse:
    case: Application = asked.application
    part = dict(act.parts(case)).get(asked.about, asked.about) if act.parts and asked.about else ""
    context = {
        "section": "worklist",
        "act": act,
        "label": act.called(case),
        "case": case,
        "form": form,
        "part": part,
        **(brought_back(act, asked, form) if form and not more.get("check") else {}),
        "multipart": form.is_multipart() if form else False,
        **more,
    }
    return render(asked.request, "cases/act.html", context, status=status)
