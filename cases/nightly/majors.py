"""A kept count of open majors that differs from the points and objections themselves, put right at once."""

from __future__ import annotations

from datetime import datetime

from cases.models import Application, Finding
from cases.queries.majors import NONE

from .dates import record_healed
from .standing import Found, Known

CORRECTED = "kept_count_corrected"


def recount(case: Application, known: Known, *, at: datetime) -> list[Found]:
    """For a locked case: what was found, which is right now."""
    count = known.majors.get(case.pk, NONE).total
    if count == case.open_majors:
        return []
    found = Found(Finding.Kind.COUNT_DIFFERS, f"Open majors in lists: kept as {case.open_majors}, counted as {count}.")
    Application.objects.filter(pk=case.pk).update(open_majors=count)
    record_healed(case, [found], at=at, action=CORRECTED)
    return [found]
