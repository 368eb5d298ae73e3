"""An act on many cases in the demonstration: four of high priority, one of which was so already."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from cases.models import Application, BulkRun
from cases.models.application import IS_OPEN
from cases.operations.bulk.choose import begin, choose
from cases.operations.bulk.work import work
from cases.operations.prioritise import prioritise
from recognition.accounts.actors import Actor

REASON: Final = "A shortage of the alternative is announced."
FEW: Final = 4


def play_bulk(actor: Actor, *, at: datetime) -> None:
    if BulkRun.objects.exists():
        return
    cases = list(Application.objects.filter(IS_OPEN).order_by("-pk")[:FEW])
    if not cases:
        return
    prioritise(application=cases[0], actor=actor, priority="high", reason="The only medicine of its kind.", at=at)
    run = choose(actor=actor, act=BulkRun.Act.PRIORITISE, cases=[case.pk for case in cases], at=at)
    begin(run=run, actor=actor, arguments={"priority": "high", "reason": REASON}, at=at)
    work(run.pk, now=lambda: at)
