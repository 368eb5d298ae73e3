"""What a batch of cases needs to be checked, a query a kind."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import F, Max

from cases.models import Application, Decision, StateLimit
from cases.queries.majors import majors_by_case
from recognition.audit.models import Entry

from .standing import Known

SIGNED = ("granted", "refused")


def known_of(cases: list[Application]) -> Known:
    keys = [str(case.pk) for case in cases]
    limits = dict(StateLimit.objects.values_list("state", "days"))
    return Known(_since(keys), limits, _signed(cases), _seals(keys), majors_by_case(cases))


def _since(keys: list[str]) -> dict[int, date]:
    moves = Entry.objects.filter(subject_type="application", subject_id__in=keys).exclude(from_state=F("to_state"))
    rows = moves.order_by().values("subject_id").annotate(since=Max("on")).values_list("subject_id", "since")
    return {int(key): since for key, since in rows}


def _signed(cases: list[Application]) -> dict[int, Decision]:
    rows = Decision.objects.filter(application__in=cases, state=Decision.State.SIGNED)
    rows = rows.select_related("application", "recommended_by", "signed_by")
    return {row.application_id: row for row in rows}


def _seals(keys: list[str]) -> dict[int, set[str]]:
    entries = Entry.objects.filter(subject_type="application", subject_id__in=keys, action__in=SIGNED)
    seals: dict[int, set[str]] = defaultdict(set)
    for key, seal in entries.values_list("subject_id", "data__seal"):
        seals[int(key)].add(str(seal))
    return seals
