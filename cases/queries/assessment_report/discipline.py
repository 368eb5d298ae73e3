"""One discipline in the report: how far the reference report is relied on, the findings, who wrote and who checked."""

from __future__ import annotations

from cases.models import PeerCheck
from cases.models.assessment import PLAYED
from cases.queries.letter_values import day
from cases.queries.sections import Answered, OneDiscipline
from recognition.clock import local_date

from .blocks import Block, Part, said, written


def part_of(found: OneDiscipline, *, peer_check: bool) -> Part:
    blocks = [said(_who(found)), *written(found.row.findings)]
    if found.sections and not found.row.is_played:
        blocks.append(Block(head=("Section", "Reliance", "Report", "Page"), rows=tuple(map(_reliance, found.sections))))
    blocks += [block for one in found.sections for block in _findings(one)]
    checks = [block for check in reversed(found.checks) for block in _check(check)]
    blocks += [Block(heading="Peer check"), *checks] if checks or peer_check else []
    if peer_check and not checks:
        blocks.append(said("None was held." if found.row.is_played else "No colleague has been asked yet."))
    return Part(f"{found.row}: assessment", tuple(blocks))


def _who(found: OneDiscipline) -> str:
    row = found.row
    if row.assessor is None:
        return "Nobody has begun."
    done = f", completed on {day(row.completed_on)}" if row.completed_on else ""
    if row.is_played:
        return f"Assessed by {row.assessor}{done}. {PLAYED}"
    sections = f" {found.done} of {len(found.sections)} sections are done." if found.sections else ""
    return f"Assessed by {row.assessor}{done}.{sections}"


def _reliance(one: Answered) -> tuple[str, ...]:
    answer = one.answer
    if answer is None:
        return (one.section.name, one.standing, "", "")
    reliance = answer.get_reliance_display() or "Not said yet"
    return (
        one.section.name,
        reliance if one.is_done else f"{reliance} (in progress)",
        answer.named_report,
        answer.page,
    )


def _findings(one: Answered) -> tuple[Block, ...]:
    if one.answer is None:
        return ()
    by = f"Written by {one.answer.saved_by}, {day(local_date(one.answer.saved_at))}."
    heading = Block(heading=one.section.name)
    return (heading, *written(one.answer.findings, otherwise="No findings of its own."), said(by))


def _check(check: PeerCheck) -> tuple[Block, ...]:
    closed = f", {day(local_date(check.closed_at))}" if check.closed_at else ""
    asked = f"asked by {check.asked_by} on {day(local_date(check.asked_at))}"
    return (said(f"{check.get_state_display()}: {check.checker}, {asked}{closed}."), *written(check.comment))
