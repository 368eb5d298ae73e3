"""One winner: whoever changes a case holds its row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from cases.models import Application
from cases.models.unbarred import BARRED

from .foresight import only_looking
from .keep_stages import keep_stages
from .refusals import NotPermitted


@contextmanager
def locked(application: Application | int) -> Iterator[Application]:
    """The case's row, read afresh under its lock, in a transaction: of several at once one wins, the others see what
    it left. Takes the row or its key; raises `Application.DoesNotExist` where there is none. A row that the caller has
    locked already is not read again. Who only looks reads the row without its lock."""
    if isinstance(application, Application) and application.is_held:
        yield application
        return
    key = application.pk if isinstance(application, Application) else application
    with holding(Application.objects.filter(pk=key)) as case:
        if case is None:
            raise Application.DoesNotExist
        yield case


@contextmanager
def holding_new(case: Application) -> Iterator[None]:
    """A row that this transaction has just made: nobody else sees it yet, and its ledger is empty."""
    case.is_held, case.held_ledger = True, []
    try:
        yield
        _keep_what_moved(case)
    finally:
        _let_go(case)


@contextmanager
def holding(rows: QuerySet[Application]) -> Iterator[Application | None]:
    """The first of the rows under its lock, for an entrance that looks at the case before it calls an operation. The
    lock leaves the key alone, so that rows which refer to the case can be tried out beside it."""
    with _said_if_barred(), transaction.atomic():
        rows = rows.select_related("organisation", "rule_set", "assessor", "lead", "validator")
        case = (rows if only_looking() else rows.select_for_update(of=("self",), no_key=True)).first()
        if case is not None:
            case.is_held = True
        try:
            yield case
            if case is not None:
                _keep_what_moved(case)
        finally:
            if case is not None:
                _let_go(case)


@contextmanager
def _said_if_barred() -> Iterator[None]:
    """What the database refuses because a conflict of interest was declared at the same moment, as a refusal."""
    try:
        yield
    except IntegrityError as error:
        if BARRED not in str(error):
            raise
        words = "A conflict of interest bars this person from the case. Choose another."
        raise NotPermitted("CONFLICT", words) from error


def _keep_what_moved(case: Application) -> None:
    """Last of all: a determination that belongs to a move is written after it."""
    if case.stages_moved:
        keep_stages([case.pk])


def _let_go(case: Application) -> None:
    case.is_held, case.held_ledger, case.held_spec, case.held_barred, case.untold = False, None, None, None, ()
    case.held_letter, case.held_actor, case.stages_moved = None, None, False
