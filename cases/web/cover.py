"""An absence's cases go to others: one choice a row, one confirmation, and for each what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.models import Application
from cases.operations.hand_over import hand_over
from cases.queries.standing_in import Staff
from cases.queries.team import Danger, in_danger, team_of_all
from cases.queries.visible import visible_to
from cases.workflow.refusals import InvalidInput, Refused
from recognition.accounts import permissions
from recognition.accounts.actors import Actor
from recognition.accounts.models import Absence, User
from recognition.accounts.permissions import may
from recognition.clock import now, today

from .people import reader
from .team import PARTS
from .words import day, due_colour, due_in

MOST: Final = 100
STAY: Final = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A part of a case, and who could take it. `chosen` is whom the page proposes, or what was chosen."""

    name: str
    case: Application
    part: str
    due: str
    words: str
    colour: str
    takers: tuple[User, ...]
    chosen: str
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    case: Application
    part: str
    to: User


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: HttpRequest, pk: int) -> HttpResponse:
    """Sending it again does nothing twice: a part that has gone to somebody is no longer with who is away."""
    actor = reader(request)
    if not may(actor, permissions.LEAD):
        raise PermissionDenied("A lead assessor or a manager gives cases to others.")
    absence = get_object_or_404(Absence.objects.select_related("user", "deputy"), pk=pk, cancelled_at=None)
    if absence.until_on < today():
        raise Http404("This absence is over.")
    done, refused = _hand_over(request, actor, absence) if request.method == "POST" else ([], {})
    rows = _choices(request, actor, absence, refused)
    context = {
        "section": "team",
        "absence": absence,
        "days": f"{day(absence.from_on)} to {day(absence.until_on)}",
        "rows": rows[:MOST],
        "more": len(rows) > MOST,
        "most": MOST,
        "done": done,
        "refused": refused,
        "was_sent": request.method == "POST",
    }
    return render(request, "cases/cover.html", context)


def _hand_over(request: HttpRequest, actor: Actor, absence: Absence) -> tuple[list[Done], dict[str, str]]:
    """Each row in a transaction of its own: what could not be done says why, and the others stand."""
    done, refused = list[Done](), dict[str, str]()
    sent = [(name, str(key)) for name, key in request.POST.items() if name.startswith("to-")]
    wanted = [(name, key) for name, key in sent if key != STAY][:MOST]
    people = User.objects.in_bulk([int(key) for _, key in wanted if key.isdecimal() and len(key) < 10])
    keys = [int(key) for name, _ in wanted if (key := name.split("-")[1]).isdecimal() and len(key) < 10]
    cases = visible_to(actor).in_bulk(keys)
    reason = f"{absence.user} is away from {day(absence.from_on)} to {day(absence.until_on)}."
    for name, key in wanted:
        _, case_key, part = [*name.split("-", 2), ""][:3]
        case = cases.get(int(case_key)) if case_key.isdecimal() and len(case_key) < 10 else None
        to = people.get(int(key)) if key.isdecimal() and len(key) < 10 else None
        if case is None or to is None or part not in PARTS:
            refused[name] = "There is no such case, part or person. Choose again."
            continue
        try:
            hand_over(application=case, part=part, holder=absence.user, to=to, actor=actor, reason=reason, at=now())
            done.append(Done(case, PARTS[part], to))
        except InvalidInput as error:
            refused[name] = " ".join(one.detail for one in error.errors)
        except Refused as error:
            refused[name] = error.why
    return done, refused


def _choices(request: HttpRequest, actor: Actor, absence: Absence, refused: dict[str, str]) -> list[Choice]:
    """What still lies within the absence, each with the best person first."""
    on = today()
    danger = in_danger(actor, today=on, most=MOST + 1, absence=absence.pk)
    staff = Staff(team_of_all(actor, today=on).people, today=on)
    cases = visible_to(actor).defer("facts").in_bulk([one.case for one in danger])
    return [_choice(request, cases[one.case], one, staff, absence, refused) for one in danger if one.case in cases]


def _choice(
    request: HttpRequest, case: Application, one: Danger, staff: Staff, absence: Absence, refused: dict[str, str]
) -> Choice:
    name, on = f"to-{one.case}-{one.part}", today()
    due = one.due_on or on
    takers = tuple(staff.could_take(case, one.part, one.person, [max(absence.from_on, on), due]))
    proposed = str(takers[0].pk) if takers else STAY
    chosen = request.POST.get(name, STAY) if request.method == "POST" else proposed
    return Choice(
        *(name, case, PARTS[one.part], day(due), due_in(due, on), due_colour(due, on)),
        takers=takers,
        chosen=chosen,
        refused=refused.get(name, ""),
    )
