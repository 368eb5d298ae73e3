"""When would it be due if ...? Facts and events are played through the operations, shown, and undone: nothing stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.queries.case_page import questions_of
from cases.replay.play import Played, replay_in_full
from cases.replay.scenario import Scenario, ScenarioError, parse
from cases.workflow.refusals import InvalidInput
from recognition.clock import today
from recognition.routes.load import current
from recognition.routes.models import Question

from .forms.timetable import PasteForm, TimetableForm
from .people import reader
from .played import shown
from .posted import of_scenario, with_rows

WRONG_INPUT = 422
LONGEST = 200_000  # characters of a pasted scenario
Say = Callable[[str, str], None]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def timetable_page(request: HttpRequest) -> HttpResponse:
    reader(request)
    questions = list(questions_of(current(today()).pk))
    if request.method != "POST":
        return _page(request, TimetableForm(questions=questions), PasteForm())
    if "paste" in request.POST:
        return _pasted(request, questions)
    return _typed(request, questions)


def _typed(request: HttpRequest, questions: list[Question]) -> HttpResponse:
    form = TimetableForm(request.POST, questions=questions)
    if changed := _rows_changed(request.POST, form.count):
        return _page(request, TimetableForm(changed, questions=questions, unchecked=True), PasteForm())
    if not form.is_valid():
        return _page(request, form, PasteForm(), status=WRONG_INPUT)

    def say(field: str, words: str) -> None:
        name = field.replace("facts/", "fact_")
        form.add_error(name if name in form.fields else None, words)

    played = _play(parse(form.scenario()), say)
    return _page(request, form, PasteForm(), played=played, status=200 if played else WRONG_INPUT)


def _rows_changed(posted: QueryDict, count: int) -> QueryDict | None:
    if "add" in posted:
        return with_rows(posted.dict(), count=count)
    number = posted.get("remove", "")
    return with_rows(posted.dict(), count=count, without=int(number)) if number.isdecimal() else None


def _pasted(request: HttpRequest, questions: list[Question]) -> HttpResponse:
    paste = PasteForm(request.POST)
    form = TimetableForm(questions=questions)
    scenario = _read(paste) if paste.is_valid() else None
    if scenario is None:
        return _page(request, form, paste, status=WRONG_INPUT)
    form = TimetableForm(of_scenario(scenario, questions), questions=questions, unchecked=True)
    played = _play(scenario, lambda field, words: paste.add_error("scenario", f"{field.replace('/', '.')}: {words}"))
    return _page(request, form, paste, played=played, status=200 if played else WRONG_INPUT)


def _read(paste: PasteForm) -> Scenario | None:
    text = paste.cleaned_data["scenario"]
    try:
        if len(text) > LONGEST:
            raise ScenarioError(f"The scenario is longer than {LONGEST:,} characters. Shorten it.")
        return parse(json.loads(text))
    except json.JSONDecodeError as error:
        paste.add_error("scenario", f"This is not JSON: line {error.lineno}, column {error.colno}: {error.msg}")
    except (ValueError, RecursionError) as error:
        paste.add_error("scenario", str(error))
    return None


def _play(scenario: Scenario, say: Say) -> Played | None:
    """None where the facts or the day cannot be: `say` is then given each fault at its field."""
    try:
        return replay_in_full(scenario, today=today())
    except InvalidInput as error:
        for row in error.errors:
            say(row.field, row.detail)
    except ScenarioError as error:
        say("", str(error))
    return None


def _page(
    request: HttpRequest, form: TimetableForm, paste: PasteForm, *, played: Played | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"section": "more", "form": form, "paste": paste}
    if played:
        context |= shown(played, {question.code: question for question in form.questions})
    return render(request, "cases/timetable.html", context, status=status)
