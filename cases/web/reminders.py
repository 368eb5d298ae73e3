"""My reminders: what I was told of and have not acknowledged, and what I have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.models import Application, Notice, Reminder
from cases.operations.acknowledge import acknowledge
from cases.queries.mentions import unread_mentions
from cases.queries.notices import MOST_COUNTED, acknowledged_reminders, notices_of, open_count, open_reminders
from cases.queries.point_history import unread_points_notices
from cases.workflow.refusals import NotPermitted
from recognition.accounts.actors import Actor, person
from recognition.accounts.models import User
from recognition.clock import LONDON, now, today

from .people import reader
from .words import day, due_colour, due_in

A_PAGE: Final = 25
OPEN, DONE = "open", "done"
TABS: Final = {OPEN: "To acknowledge", DONE: "Acknowledged"}
GOES_TO: Final = {"lead": "the lead assessor", "manager": "the managers"}


@dataclass(frozen=True, slots=True)
class Row:
    """`on`, `words` and `colour` as the tag of a date is drawn; `moved` says which date was told, if it has moved."""

    key: int
    case: Application
    name: str
    step: str
    on: str
    words: str
    colour: str
    moved: str
    sent: str
    why: tuple[str, ...]
    done: str


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    actor = reader(request)
    tab = DONE if request.GET.get("view") == DONE else OPEN
    found = open_reminders(actor) if tab == OPEN else acknowledged_reminders(actor)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    mentions = unread_mentions(actor)[:A_PAGE] if tab == OPEN else []
    context = {
        "section": "reminders",
        "mentions": mentions,
        "points": unread_points_notices(actor)[:A_PAGE] if tab == OPEN else [],
        "tab": tab,
        "tabs": TABS,
        "page_obj": page,
        "rows": _rows(page, actor),
    }
    return render(request, "cases/reminders.html", context)


@never_cache
@require_POST
def done(request: HttpRequest) -> HttpResponse:
    """The one whose button was pressed, or all that are ticked. Each is acknowledged by itself."""
    actor = reader(request)
    keys = [request.POST["one"]] if "one" in request.POST else request.POST.getlist("reminder")
    count = sum(_acknowledge(key, actor) for key in dict.fromkeys(keys[:A_PAGE]))
    if count:
        messages.success(request, f"{count} reminder{'s' if count != 1 else ''} acknowledged.")
    else:
        messages.info(request, "Nothing was acknowledged. Tick a reminder first; another may have been quicker.")
    return redirect("reminders")


def _acknowledge(key: str, actor: Actor) -> bool:
    row = Reminder.objects.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
    try:
        if row is None:
            raise NotPermitted("REMINDER", "There is no such reminder.")
        return acknowledge(reminder=row, actor=actor, at=now())
    except NotPermitted as refused:  # another's is answered as one that is not there
        raise Http404(refused.why) from refused


def count_in_words(request: HttpRequest) -> dict[str, Any]:
    """`reminders_open` for the navigation, asked of the database only by a page that shows it."""
    user = getattr(request, "user", None)
    return {"reminders_open": lambda: _words(user) if isinstance(user, User) else ""}


def _words(user: User) -> str:
    count = open_count(person(user))
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count or "")


def _rows(page: Any, actor: Actor) -> list[Row]:
    reminders = list(page.object_list)
    notices = notices_of(reminders, actor)
    return [_row(row, notices[row.pk], actor, today()) for row in reminders]


def _row(row: Any, notices: list[Notice], actor: Actor, now: date) -> Row:
    due_on = row.now_due_on or row.due_on
    by = str(row.acknowledged_by) if row.acknowledged_by else ""
    done = [notice.acknowledged_at for notice in notices if notice.acknowledged_at]
    return Row(
        key=row.pk,
        case=row.application,
        name=row.deadline_name or row.deadline.replace("_", " ").capitalize(),
        step=row.step,
        on=day(due_on),
        words=due_in(due_on, now),
        colour=due_colour(due_on, now),
        moved=f"It was {day(row.due_on)} when this was sent." if row.due_on != due_on else "",
        sent=day(row.sent_at.astimezone(LONDON).date()) if row.sent_at else "",
        why=tuple(dict.fromkeys(_why(notice, actor) for notice in notices)),
        done=f"{day(done[0].astimezone(LONDON).date())}{f', first by {by}' if by else ''}" if done else "",
    )


def _why(notice: Notice, actor: Actor) -> str:
    own = actor.user is not None and notice.person_id == actor.user.pk
    words = "Yours" if own else f"For {notice.person}, in whose place you stand"
    line = GOES_TO.get(notice.escalated_to)
    return f"{words}. Nobody had acknowledged it, so it came to {line}" if line else words
