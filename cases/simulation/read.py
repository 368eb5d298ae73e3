"""Many cases as plain values, by a fixed number of queries however many they are."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch

from cases.models import Application, Determination, ReferenceApproval
from cases.queries.answers import answers_with
from cases.queries.timetables import entries_of
from cases.queries.visible import visible_to
from recognition.accounts.actors import system
from recognition.routes.load import spec_of
from recognition.routes.models import RuleSet
from recognition.routes.spec import RuleSetSpec

from .given import Given

SIMULATION = system("simulation")


def read(keys: Iterable[int]) -> list[Given]:
    person = Determination.objects.filter(application=OuterRef("pk"), kind=Determination.Kind.PERSON)
    relied = ReferenceApproval.objects.filter(relied_on=True)
    cases = visible_to(SIMULATION).filter(pk__in=list(keys)).annotate(is_decided_by_person=Exists(person))
    approvals = Prefetch("reference_approvals", relied, to_attr="relied")
    rows = cases.prefetch_related("clock_entries", "reminders", approvals).order_by("pk")
    return [_given(row) for row in rows]


def _given(case: Application) -> Given:
    relied: list[ReferenceApproval] = getattr(case, "relied", [])
    return Given(
        case=case.pk,
        reference=case.reference,
        state=case.state,
        route=case.route,
        rule_set=case.rule_set_id,
        submitted_on=case.submitted_on,
        form_received_on=case.form_received_on,
        is_decided_by_person=bool(getattr(case, "is_decided_by_person", False)),
        answers=answers_with(case, relied[0] if relied else None),
        authorisation=str(case.facts.get("uk_ma_type_sought") or "full"),
        ledger=tuple(entries_of(case)),
        reminders={(row.deadline, row.round, row.step): row.state for row in case.reminders.all()},
    )


def specs_of(code: str) -> dict[int, RuleSetSpec]:
    """Every version of the procedure that a case may be under, as plain values, by its key."""
    versions = RuleSet.objects.filter(code=code, state__in=[RuleSet.State.PUBLISHED, RuleSet.State.RETIRED])
    return {row.pk: spec_of(row) for row in versions.select_related("calendar")}
