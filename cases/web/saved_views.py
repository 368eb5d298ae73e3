"""The pages of saved views: keep what is chosen, rename, share, replace, delete, and ask to be told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cases.models import SavedView
from cases.operations import saved_views as operations
from cases.queries.my_work import team_of
from cases.queries.saved_views import TABS, may_change, outdated, views_of, wanted_of
from cases.queries.worklist import Wanted
from cases.workflow.refusals import InvalidInput, NotPermitted
from recognition.accounts.actors import Actor
from recognition.clock import now

from .act_page import WRONG_INPUT
from .forms.saved_view import ViewForm
from .people import reader
from .worklist import TABS as TAB_WORDS
from .worklist_form import WorklistForm, address


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The filters stand in the address, as on the worklist."""
    actor = reader(request)
    wanted = _asked(request.GET)
    form = ViewForm(request.POST or None, team=team_of(actor))
    if request.method == "POST" and form.is_valid():
        try:
            view = operations.keep_view(actor=actor, wanted=wanted, at=now(), **form.cleaned_data)
        except InvalidInput as refused:
            form.say(refused)
        else:
            messages.success(request, f"The view “{view.name}” is kept.")
            return redirect(_at(view))
    return _page(request, "Save this view", form, wanted, back=f"{reverse('worklist')}?{request.GET.urlencode()}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    actor = reader(request)
    view = _view(actor, pk)
    initial = {"name": view.name, "share": bool(view.team)}
    owns = actor.user is not None and view.owner_id == actor.user.pk
    team = team_of(actor) if owns else ""
    form = ViewForm(request.POST or None, initial=initial, team=team or (view.team if owns else ""))
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_view(view=view, actor=actor, at=now(), **form.cleaned_data)
        except InvalidInput as refused:
            form.say(refused)
        except NotPermitted as refused:
            raise PermissionDenied(refused.why) from refused
        else:
            messages.success(request, "The view has been changed.")
            return redirect(_at(view))
    may = may_change(actor, view)
    wanted = wanted_of(view)
    gone = outdated(wanted, WorklistForm().known)
    return _page(request, "Change this view", form if may else None, wanted, view=view, gone=gone, back=_at(view))


@never_cache
@require_POST
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """With the filters in the address."""
    actor = reader(request)
    view = _view(actor, pk)
    _or_deny(operations.replace_view, view=view, actor=actor, wanted=_asked(request.GET), at=now())
    messages.success(request, f"“{view.name}” holds these filters now.")
    return redirect(_at(view))


@never_cache
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    actor = reader(request)
    view = _view(actor, pk)
    _or_deny(operations.delete_view, view=view, actor=actor, at=now())
    messages.success(request, f"The view “{view.name}” has been deleted.")
    return redirect("worklist")


@never_cache
@require_POST
def subscribe(request: HttpRequest, pk: int) -> HttpResponse:
    actor = reader(request)
    view = _view(actor, pk)
    operations.subscribe(view=view, actor=actor, at=now())
    messages.success(request, f"You are told when “{view.name}” is no longer empty.")
    return redirect(_at(view))


@never_cache
@require_POST
def unsubscribe(request: HttpRequest, pk: int) -> HttpResponse:
    if operations.unsubscribe(view=pk, actor=reader(request), at=now()):
        messages.success(request, "You are not told of this view any more.")
    return redirect("settings")


def _view(actor: Actor, pk: int) -> SavedView:
    """Another's is answered as one that is not there."""
    view = views_of(actor).filter(pk=pk).first()
    if view is None:
        raise Http404("There is no such view.")
    return view


def _or_deny(act: Any, **arguments: Any) -> None:
    try:
        act(**arguments)
    except NotPermitted as refused:
        raise PermissionDenied(refused.why) from refused


def _asked(query: QueryDict) -> Wanted:
    tab = query.get("view", "")
    return WorklistForm(query).wanted(tab if tab in TABS else TABS[2])


def _at(view: SavedView) -> str:
    return f"{reverse('worklist')}?view={view.pk}"


def _page(request: HttpRequest, title: str, form: ViewForm | None, wanted: Wanted, **more: Any) -> HttpResponse:
    query = QueryDict(address(wanted))
    filters = WorklistForm(query)
    filters.is_valid()
    context = {
        "section": "worklist",
        "title": title,
        "form": form,
        "tab_words": TAB_WORDS[wanted.tab],
        "chips": filters.chips(query),
        **more,
    }
    context["gone"] = [(str(filters.fields[name].label), value) for name, value in more.get("gone", ())]
    status = WRONG_INPUT if form is not None and form.errors else 200
    return render(request, "cases/saved_view.html", context, status=status)
