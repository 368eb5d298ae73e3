"""Search, saved views, and acts on many cases."""

from __future__ import annotations

from cases.models import BulkRun, SavedView
from cases.operations.bulk.choose import begin, choose
from cases.operations.bulk.work import work
from cases.operations.saved_views import keep_view, subscribe
from cases.queries.worklist import Wanted
from recognition.clock import now

from ..house import House
from ..look import SEND
from ..row import Row


def _view(house: House) -> tuple[int]:
    return (house.once("view", _kept).pk,)


def _kept(house: House) -> SavedView:
    lead = house.people.actor("lead")
    gone = Wanted(clock="stopped", regulator="XX-GONE")
    view = keep_view(actor=lead, name="Stopped, from afar", share=False, wanted=gone, at=now())
    subscribe(view=view, actor=lead, at=now())
    return view


def _chosen(house: House) -> tuple[int]:
    return (house.once("bulk-chosen", _choose).pk,)


def _finished(house: House) -> tuple[int]:
    return (house.once("bulk-finished", _done).pk,)


def _choose(house: House) -> BulkRun:
    keys = [house.case(name).pk for name in ("stopped", "received")]
    return choose(actor=house.people.actor("lead"), act="prioritise", cases=keys, at=now())


def _done(house: House) -> BulkRun:
    """Nobody assesses it yet, so its row says why it was not done."""
    lead, keys = house.people.actor("lead"), [house.case("received").pk]
    run = choose(actor=lead, act="release", cases=keys, at=now())
    begin(run=run, actor=lead, arguments={}, at=now())
    work(run.pk, now=now)
    return run


FOUND = "main a[href^='/cases/IRP']"

ROWS = [
    Row("search", "lead", "empty", lacks=FOUND),
    Row("search", "lead", query="?q=aldbrook", shows=FOUND),
    Row("search", "lead", query="?q=nothing-is-called-this", label="nothing-found", lacks=FOUND),
    Row("view-new", "lead", query="?view=open&clock=stopped"),
    Row("view-new", "lead", "error", query="?view=open", types={"name": " "}, presses=SEND, status=422),
    Row("view", "lead", args=_view),
    Row("bulk-run", "lead", args=_chosen),
    Row("bulk-run", "lead", "error", args=_chosen, types={"reason": " "}, presses=SEND, status=422),
    Row("bulk-run", "lead", args=_finished, label="finished"),
]
