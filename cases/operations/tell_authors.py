"""The authors of points are told what a lead made of them, once for all of an approval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cases.models import Application, Consolidation, PointsNotice
from cases.notifications.personal import tell_of_points
from cases.notifications.readers import readers
from cases.notifications.roster import Roster
from cases.queries.point_history import Step
from cases.queries.visible import sees
from cases.workflow.lock import locked
from cases.workflow.refusals import NotPermitted, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.models import User
from recognition.clock import local_date


def tell_authors(case: Application, approval: Consolidation, steps: Sequence[Step], *, at: datetime) -> None:
    """`steps` are those since the last approval. What authors did to their own is no news to them; whoever has left, or
    is barred from the case, is told nothing. Of who is away, who stands in for them is told as well. For a locked
    case."""
    drafts = {row.number: row for row in case.draft_points.select_related("author", "merged_into")}
    found: dict[User, list[Step]] = {}
    for step in steps:
        author = drafts[step.draft].author
        if step.entry.actor_id != str(author.pk):
            found.setdefault(author, []).append(step)
    if not found:
        return
    roster = Roster(today=local_date(at))
    for author, own in found.items():
        told = list(readers(case, [author], roster))
        if not told:
            continue
        numbers = sorted({step.draft for step in own})
        row = PointsNotice.objects.create(
            application=case, consolidation=approval, person=author, points=numbers, at=at
        )
        points = [(drafts[number], [one for one in own if one.draft == number]) for number in numbers]
        for to, away in told:
            tell_of_points(row, points, to, away)


def read_points_notices(*, application: Application, actor: Actor, at: datetime) -> int:
    """Its author has read what became of their points: it leaves their list. Raises `WrongState` where none waits."""
    with locked(application) as case:
        if not sees(actor, case):
            raise NotPermitted("PERMISSION", "You may not see this case.")
        count = PointsNotice.objects.filter(application=case, person=actor.user, read_at=None).update(read_at=at)
    if not count:
        raise WrongState("STATE", "No news of your points waits on this case.")
    return count
