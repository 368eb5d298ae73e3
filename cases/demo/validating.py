"""How the demonstration's validators work: the checklist, what is wanting, and what came of it."""

from __future__ import annotations

from typing import Any, Final

from cases.models import SamenessPoint
from cases.operations import validation
from cases.operations.check_items import Answer, check_items
from cases.operations.deficiencies import raise_deficiency, resolve_deficiency
from cases.operations.review_approval import PointFound, ReportFound, review_approval
from cases.queries.checklist import checklist, open_deficiencies
from cases.queries.reference import held
from recognition.clock import local_date

from .life import Life
from .schedule import Act

# What is found at first, by the number of the case: an item, its cause, and what the company reads.
WANTING: Final = (
    ("VAL-42", "nitrosamines", "Send the nitrosamine risk evaluation for the finished product."),
    ("VAL-20", "report_incomplete", "Send the assessment report of day 120, which the last report refers to."),
    ("VAL-31", "risk_and_safety", "Add the UK annex to the risk management plan."),
    ("VAL-24", "differences", "The pack size of 56 tablets is not in the list of differences. Add it, or take it out."),
)


def correct(life: Life, act: Act) -> None:
    """One item is wanting, and what else is amiss stands beside the list."""
    who = _validator(life, act)
    item, cause, text = WANTING[life.number % len(WANTING)]
    check_items(**who, answers={**_met(life, act, but=item), item: Answer("deficient", cause=cause, text=text)})
    raise_deficiency(**who, cause="form_incomplete", text=life.words("defects"))
    validation.request_correction(**who)


def validate(life: Life, act: Act) -> None:
    who, case = _validator(life, act), life.case
    for row in open_deficiencies(case):
        resolve_deficiency(**who, number=row.number, outcome="put_right", resolution="Seen in sequence 0001.")
    if not case.checked_items.exists():
        check_items(**who, answers=_met(life, act))
    _compare(life, who)
    validation.validate(**who)


def _compare(life: Life, who: dict[str, Any]) -> None:
    """The package is looked at, the product held against the approved one; every third has a difference."""
    point = SamenessPoint.Point
    found = {str(one): PointFound("same") for one in (point.SUBSTANCES, point.STRENGTH, point.EXCIPIENTS)}
    found[point.FORM] = PointFound("same", life.plan["form"].capitalize())
    if life.number % 3 == 0:
        found[point.CONTAINER] = PointFound(
            "acceptable", "30 months", "UK stability data of 24 months only: 24 applied for."
        )
    reports = {one.document.pk: ReportFound("English", "personal") for one in held(life.case)}
    review_approval(**who, points=found, reports=reports)


def _met(life: Life, act: Act, but: str = "") -> dict[str, Answer]:
    items = checklist(life.case, on=local_date(act.at))
    return {item.code: Answer("met") for item in items if item.code != but and item.hint != "Expected, not sent"}


def _validator(life: Life, act: Act) -> dict[str, Any]:
    return {"application": life.case, "actor": life.cast.staff["validator"], "at": act.at}
