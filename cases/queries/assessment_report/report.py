"""The whole of a report, and what it still lacks. A fixed number of queries."""

from __future__ import annotations

from cases.models import Application
from cases.queries.answers import relied_on
from cases.queries.letter_values import day
from cases.queries.sections import OneDiscipline, disciplines
from cases.queries.standing import Standing

from .asked import requests_part
from .blocks import Report
from .discipline import part_of
from .outcome import commission_part, objections_part, recommendation_part
from .route import route_part


def report_of(standing: Standing) -> Report:
    case, peer_check = standing.application, standing.spec.peer_check
    found = disciplines(case, standing.spec)
    missing = [one for row in found if (one := _lacks(row, peer_check=peer_check))]
    parts = [route_part(case, standing), *(part_of(row, peer_check=peer_check) for row in found)]
    parts += [requests_part(case), objections_part(case), commission_part(case), recommendation_part(case)]
    return Report(
        reference=case.reference,
        title=f"{'Draft assessment' if missing or not found else 'Assessment'} report",
        facts=_facts(case, standing),
        missing=tuple(missing) if found else ("Nothing has been assessed yet: the disciplines start on day 0.",),
        parts=tuple(parts),
    )


def _lacks(found: OneDiscipline, *, peer_check: bool) -> str:
    """Empty where the discipline is complete, with what its present route asks for, and signed off."""
    name = str(found.row).lower()
    if found.left and not found.row.is_played:
        return f"Not complete: {name}, {found.done} of {len(found.sections)} sections"
    if found.row.state != found.row.State.COMPLETE:
        return f"Not complete: {name}, its assessment is {found.row.get_state_display().lower()}"
    unsigned = peer_check and found.row.signed_off_on is None and not found.row.is_played
    return f"Not signed off: {name}" if unsigned else ""


def _facts(case: Application, standing: Standing) -> tuple[tuple[str, str], ...]:
    clock, approval, route = standing.timetable.clock, relied_on(case), standing.route
    numbers = [approval.procedure_number, approval.authorisation_number] if approval else []
    approved = [approval.regulator.name, day(approval.approved_on), *numbers] if approval else []
    used = f"{clock.days_used} of {standing.length}" if clock.day_zero and standing.length else ""
    return (
        ("Reference", case.reference),
        ("Product", case.product_name),
        ("Substances", case.substances),
        ("Company", case.organisation.name),
        ("Route", route.name if route else "Not set"),
        ("Reference approval", ", ".join(one for one in approved if one)),
        ("Day 0", day(clock.day_zero) or "Not yet"),
        ("Days used", used),
        ("State", case.get_state_display()),
        ("As of", day(standing.today)),
    )
