"""Peer checks as they stand this week: two that wait for the demonstration's assessor, one that came back to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from cases.models import Assessment, State
from cases.operations.assessments import complete_assessment
from cases.operations.peer_checks import ask_peer_check, return_assessment
from cases.operations.sections import answer_section
from cases.queries.rules import spec_for
from cases.queries.sections import one_discipline, sections_of
from cases.queries.visible import sees
from recognition.accounts.actors import Actor

from .people import Cast
from .read import pick, table
from .sections import REPORT

READER: Final = "assessor"  # who signs in to the demonstration as an assessor
RETURNED: Final = "The conclusion stands, but two sentences say more than the report that they cite. See the section."
ON_SECTION: Final = "Page 44 has the pooled data only. Say so, or cite the study report in module 5."


def peer_checks(cast: Cast, *, at: datetime) -> None:
    reader = cast.staff[READER]
    for author, row in [*_written(cast, by=None)][:2]:
        _complete(cast, row, author, reader, at)
    for author, row in [*_written(cast, by=reader)][:1]:
        colleague = next((one for one in _able(cast, row) if one != author), None)
        if colleague is not None:
            _complete(cast, row, author, colleague, at)
            _give_back(row, colleague, at)


def _written(cast: Cast, *, by: Actor | None) -> Iterator[tuple[Actor, Assessment]]:
    """Disciplines that somebody has begun on a running case, with who writes them: the person given, or anybody but
    the reader where the reader can check them."""
    reader = cast.staff[READER]
    rows = Assessment.objects.filter(state=Assessment.State.IN_PROGRESS, application__state=State.ASSESSING)
    for row in rows.select_related("application__rule_set", "application__organisation", "assessor").order_by("pk"):
        author = next((one for one in cast.staff.values() if one.user is not None and one.user == row.assessor), None)
        if author is None or not sees(author, row.application):
            continue
        if author == by or (by is None and author != reader and reader in _able(cast, row)):
            yield author, row


def _able(cast: Cast, row: Assessment) -> list[Actor]:
    able = (cast.staff[name] for name, theirs in cast.disciplines.items() if row.discipline in theirs)
    return [one for one in able if sees(one, row.application)]


def _complete(cast: Cast, row: Assessment, author: Actor, colleague: Actor, at: datetime) -> None:
    case, findings = row.application, pick(table("texts")["findings"][row.discipline], row.pk)
    findings = findings.format(product=case.product_name, substance=case.substances)
    found = one_discipline(row, sections_of(spec_for(case), case.route, row.discipline))
    common: dict[str, Any] = {"application": case, "actor": author, "at": at}
    for n, one in enumerate(found.left):
        version = one.answer.version if one.answer else 0
        answer_section(
            **common, section=one.section.code, reliance="verify", report=REPORT, page=str(17 + 9 * n),
            findings=f"{one.section.name}: {findings}", version=version, is_done=True,
        )  # fmt: skip
    complete_assessment(**common, discipline=row.discipline, findings=findings)
    if colleague.user is not None:
        ask_peer_check(**common, discipline=row.discipline, checker=colleague.user.pk)


def _give_back(row: Assessment, colleague: Actor, at: datetime) -> None:
    case = row.application
    sections = sections_of(spec_for(case), case.route, row.discipline)
    comments = {sections[0].code: ON_SECTION} if sections else {}
    common: dict[str, Any] = {"application": case, "actor": colleague, "at": at}
    return_assessment(**common, discipline=row.discipline, comment=RETURNED, comments=comments)
