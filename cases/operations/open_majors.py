"""The count of open majors that a case's row keeps, so that lists can be asked by it at any size."""

from __future__ import annotations

from cases.models import Application
from cases.queries.majors import majors_of


def keep_majors(case: Application) -> None:
    """Count again what an act may have opened or closed, as its last statement. For a locked case; the act has counted
    the version already."""
    count = majors_of(case).total
    if count != case.open_majors:
        case.open_majors = count
        Application.objects.filter(pk=case.pk).update(open_majors=count)
