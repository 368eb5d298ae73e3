"""What the assessment led to: objections, the Commission's advice, the recommendation with its reasons."""

from __future__ import annotations

from cases.models import Application, Consultation, Decision, Objection
from cases.queries.case_page import consultations, decisions
from cases.queries.letter_values import day
from recognition.clock import local_date

from .blocks import Block, Part, said, written


def objections_part(case: Application) -> Part:
    blocks = [block for row in case.objections.order_by("number") for block in _objection(row)]
    return Part("Objections", tuple(blocks) or (said("None has been raised."),))


def commission_part(case: Application) -> Part:
    blocks = [block for row in reversed(consultations(case)) for block in _consultation(row)]
    return Part("Commission on Human Medicines", tuple(blocks) or (said("It has not been consulted."),))


def recommendation_part(case: Application) -> Part:
    blocks = [block for row in reversed(decisions(case)) for block in _decision(row)]
    return Part("Recommendation", tuple(blocks) or (said("None has been made."),))


def _objection(row: Objection) -> list[Block]:
    kind = f"{row.get_discipline_display()}, {row.get_grade_display().lower()}"
    raised = said(f"{kind}. Raised by {row.raised_by} on {day(row.raised_on)}.")
    end = f"Resolved by {row.resolved_by} on {day(row.resolved_on)}:" if row.resolved_on else "Open."
    return [Block(heading=str(row)), raised, *written(row.text), said(end), *written(row.resolution)]


def _consultation(row: Consultation) -> list[Block]:
    on = f", {day(row.advice_on)}" if row.advice_on else ""
    advice = f"Advice: {row.get_advice_display() or 'awaited'}{on}."
    return [Block(heading=f"Consulted on {day(row.started_on)}"), *written(row.reason), said(advice)]


def _decision(row: Decision) -> list[Block]:
    grounds = f" Grounds: {row.get_grounds_display().lower()}." if row.grounds else ""
    signed = f" by {row.signed_by}, {day(local_date(row.signed_at))}" if row.signed_at else ""
    by = f"By {row.recommended_by}, {day(row.recommended_on)}. {row.get_state_display()}{signed}.{grounds}"
    conditions = (said("Conditions:"), *written(row.conditions)) if row.conditions.strip() else ()
    return [Block(heading=row.get_outcome_display()), said(by), *written(row.reasons), *conditions]
