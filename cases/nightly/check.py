"""The night's check: one run a day over every case, batch by batch, each in a transaction of its own.

Beat wakes it again and again from two o'clock on. Whichever worker is woken goes on where the last batch ended, so a
kill costs a batch, and a night without workers is caught up when they are back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import structlog
from django.db import transaction

from cases.deadlines.claim import read, rules_of
from cases.deadlines.plan import change_of, write
from cases.models import Application, Finding, NightCheck
from cases.operations.sweep import sweep
from cases.workflow.keep_stages import keep_stages, kept_wrongly
from recognition.clock import LONDON, local_date, now
from recognition.routes.spec import RuleSetSpec

from .dates import differing, record_healed
from .figures import figures_found
from .known import known_of
from .mail import undelivered
from .majors import recount
from .report import report
from .standing import Found, Known, standing
from .store import disagreements

log = structlog.get_logger(__name__)

FROM_HOUR = 2  # London's; the sweep of the day has run by then
BATCH = 250
LONGEST_RUN = timedelta(minutes=4)  # beat wakes the next
KEPT = timedelta(days=90)


def check_tonight(*, at: datetime) -> int:
    """Go on with the day's check; returns how many cases were looked at. Nothing before two o'clock."""
    if at.astimezone(LONDON).hour < FROM_HOUR:
        return 0
    today = local_date(at)
    check, is_new = NightCheck.objects.get_or_create(on=today, defaults={"started_at": at})
    if is_new:
        sweep(at=at)  # afterwards nothing moves by itself
    return 0 if check.finished_at else sum(_batches(check.pk, today=today, at=at))


def _batches(key: int, *, today: date, at: datetime) -> Iterator[int]:
    until = now() + LONGEST_RUN
    while now() < until:
        with transaction.atomic():
            check = NightCheck.objects.select_for_update(skip_locked=True).filter(pk=key, finished_at=None).first()
            if check is None:  # another worker has it, or has ended it
                return
            cases = _next(check)
            if not cases:
                _finish(check, at=at)
                return
            Finding.objects.bulk_create(_findings(check, cases, today=today, at=at))
            check.reached, check.cases = max(cases), check.cases + len(cases)
            check.save(update_fields=["reached", "cases"])
        yield len(cases)


def _next(check: NightCheck) -> list[int]:
    """Keys of the next cases. What has not come in yet is its company's alone."""
    come_in = Application.objects.filter(pk__gt=check.reached, form_received_on__isnull=False)
    return list(come_in.order_by("pk").values_list("pk", flat=True)[:BATCH])


def _findings(check: NightCheck, keys: list[int], *, today: date, at: datetime) -> list[Finding]:
    """Cases that a person or the sweep holds just now are read without waiting for them, and not healed."""
    free = set(
        Application.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .filter(pk__in=keys)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    cases = read(keys)
    known, rules = known_of(cases), rules_of(cases)
    rows: list[Finding] = []
    for case in cases:
        try:
            with transaction.atomic():
                rows += _of_case(check, case, known, rules[case.rule_set_id], heal=case.pk in free, today=today, at=at)
        except Exception as error:  # one case that cannot be read must not hide the others
            log.exception("night_check_failed_on_case", case=case.pk)
            rows.append(_row(check, case, Found(Finding.Kind.NOT_CHECKED, f"{type(error).__name__}: {error}"[:500])))
    return [*rows, *_figures(check, {case.pk: case for case in cases if case.pk in free})]


def _figures(check: NightCheck, cases: dict[int, Application]) -> list[Finding]:
    """What was not kept yet is kept without a word."""
    try:
        with transaction.atomic():
            wrong = kept_wrongly(list(cases))
            keep_stages(sorted({one.is_.case for one in wrong}))
    except Exception as error:
        log.exception("night_check_failed_on_figures", cases=sorted(cases))
        what = f"Figures of cases {min(cases)} to {max(cases)}: {type(error).__name__}: {error}"[:500]
        return [Finding(check_of=check, kind=Finding.Kind.NOT_CHECKED, what=what)]
    return [_row(check, cases[one.is_.case], figures_found(one), healed=True) for one in wrong if one.is_news]


def _of_case(
    check: NightCheck, case: Application, known: Known, spec: RuleSetSpec, *, heal: bool, today: date, at: datetime
) -> list[Finding]:
    change = change_of(case, today=today, spec=spec)
    wrong = list(differing(change)) if heal else []
    others = list(standing(case, change.timetable, known, today=today))
    if wrong:
        write([change], today=today)
        record_healed(case, wrong, at=at)
    wrong += recount(case, known, at=at) if heal else []
    return [*(_row(check, case, one, healed=True) for one in wrong), *(_row(check, case, one) for one in others)]


def _row(check: NightCheck, case: Application, found: Found, *, healed: bool = False) -> Finding:
    return Finding(check_of=check, kind=found.kind, application=case, what=found.what, is_healed=healed)


def _finish(check: NightCheck, *, at: datetime) -> None:
    Finding.objects.bulk_create([*undelivered(check), *disagreements(check)])
    check.finished_at = at
    check.save(update_fields=["finished_at"])
    report(check, at=at)
    NightCheck.objects.filter(on__lt=check.on - KEPT).delete()
