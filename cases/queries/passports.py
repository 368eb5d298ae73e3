"""Innovation Passports: of one case with its advice, and which cases have one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from cases.models import Application, InnovationPassport


def passport_of(case: Application) -> InnovationPassport | None:
    return InnovationPassport.objects.filter(application=case).prefetch_related("advice").first()


def carries_passport() -> Q:
    return Q(Exists(InnovationPassport.objects.filter(application=OuterRef("pk"))))


def passports(cases: Sequence[Application]) -> dict[int, str]:
    """The number of each case that has one."""
    rows = InnovationPassport.objects.filter(application__in=[case.pk for case in cases])
    return dict(rows.values_list("application_id", "number"))
