"""The way from the database to the plain values that determination and timetable work on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Q

from .completeness import RequiredSpec
from .document import export_document
from .models import Regulator, RequiredDocument, RuleSet
from .spec import RegulatorSpec, RuleSetSpec
from .spec_from import spec_from

_CACHE_SIZE = 64
NEWEST_FIRST = ("-effective_from", "-published_at", "-pk")
_published: dict[int, RuleSetSpec] = {}


class NoRuleSetError(LookupError):
    """No published version is in force on that day."""


def spec_of(rule_set: RuleSet) -> RuleSetSpec:
    """The rule set as plain values. What never changes is kept for the life of the process; regulators come and go
    beside the versions, so they are read each time (one query)."""
    spec = _published.get(rule_set.pk)
    if spec is None:
        spec = replace(spec_from(export_document(rule_set)), id=rule_set.pk)
        if rule_set.state in (RuleSet.State.PUBLISHED, RuleSet.State.RETIRED):
            _keep(rule_set.pk, spec)
    return replace(spec, regulators=regulators())


def _keep(key: int, spec: RuleSetSpec) -> None:
    if len(_published) >= _CACHE_SIZE:
        _published.clear()
    _published[key] = spec


def regulators() -> Mapping[str, RegulatorSpec]:
    rows = Regulator.objects.values_list(
        "code", "name", "recognised_from", "recognised_until", "procedures", "partner_id"
    )
    return {row[0]: RegulatorSpec(*row[:4], procedures=tuple(row[4]), partner=row[5]) for row in rows}


def required_documents(day: date) -> list[RequiredSpec]:
    """Those that a submission of that day may need, whatever it relies on."""
    in_time = Q(required_until=None) | Q(required_until__gte=day)
    rows = RequiredDocument.objects.filter(in_time, required_from__lte=day).select_related("kind")
    return [_required(row) for row in rows]


def _required(row: RequiredDocument) -> RequiredSpec:
    same = ("code", "words", "question", "answer", "is_required", "source", "required_from", "required_until")
    return RequiredSpec(
        **{name: getattr(row, name) for name in same},
        kind=row.kind_id,
        kind_name=row.kind.name,
        regulator=row.regulator_id or "",
        partner=row.partner_id or "",
        routes=tuple(row.routes),
        procedures=tuple(row.procedures),
    )


def in_force_on(day: date) -> Q:
    return Q(effective_from__lte=day) & (Q(effective_until__isnull=True) | Q(effective_until__gte=day))


def published_on(day: date, code: str = "irp") -> RuleSet:
    """The version by which a submission received on that day is judged: the newest published one, or else a retired
    one whose own days, from its first to its last, that day is among. Raises NoRuleSetError when there is none."""
    versions = RuleSet.objects.filter(in_force_on(day), code=code).select_related("calendar")
    newest = versions.filter(state=RuleSet.State.PUBLISHED).order_by(*NEWEST_FIRST).first()
    if newest is None:
        retired = versions.filter(state=RuleSet.State.RETIRED, effective_until__isnull=False)
        newest = retired.order_by(*NEWEST_FIRST).first()
    if newest is None:
        raise NoRuleSetError(f"No published version of {code} is in force on {day}: publish one, or run load_rule_set.")
    return newest


def current(today: date) -> RuleSet:
    return published_on(today)


def version_before(row: RuleSet, *, today: date) -> RuleSet | None:
    """The one that it is held against: the version in force; for that one itself, the newest of the others."""
    try:
        inforce = published_on(today, row.code)
    except NoRuleSetError:
        inforce = row
    others = RuleSet.objects.filter(code=row.code).exclude(pk=row.pk)
    return inforce if inforce != row else others.order_by("-effective_from", "-pk").first()
