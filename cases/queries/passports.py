"""Innovation Passports: of one case with its advice, and which cases have one."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from cases.models import Application, InnovationPassport


def passport_of(case: Application) -> InnovationPassport | None:
    return InnovationPassport.objects.filter(application=case).prefetch_related("advice").first()


def carries_passport() -> Q:
    return Q(Exists(InnovationPassport.objects.filter(application=OuterRef("pk"))))
