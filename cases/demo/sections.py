"""A discipline assessed section by section, and read by a colleague."""

from __future__ import annotations

from cases.models import Application
from cases.operations.assessments import complete_assessment
from cases.operations.peer_checks import ask_peer_check, sign_off_assessment
from cases.operations.sections import answer_section
from cases.queries.rules import spec_for
from cases.queries.sections import OneDiscipline, one_discipline, sections_of
from recognition.accounts.actors import Actor

from .life import Life
from .points import by_assessor
from .schedule import Act

REPORT = "Assessment report of the reference regulator, final"


def colleague(life: Life, discipline: str) -> Actor | None:
    """Somebody else of the discipline; None where there is nobody."""
    author = life.assessor(discipline)
    able = [life.cast.staff[name] for name, theirs in life.cast.disciplines.items() if discipline in theirs]
    return next((one for one in able if one != author), None)


def work_sections(life: Life, act: Act, discipline: str, findings: str) -> None:
    """All that are not done."""
    found = _discipline(life, discipline)
    for n, one in enumerate(found.sections):
        if one.is_done:
            continue
        section = one.section
        relies = "accept" if section.may_accept and n % 2 == 0 else "verify"
        answer_section(
            **by_assessor(life, act, discipline),
            section=section.code,
            reliance=relies,
            report=REPORT,
            page=str(11 + 7 * n + life.number % 5),
            findings=f"{section.name}: {findings}" if relies == "verify" else "",
            version=0,
            is_done=True,
        )


def work_asked_since(life: Life, act: Act) -> None:
    """What a timetable that has reverted asks for beside what was complete by then."""
    for discipline in life.case.assessments.values_list("discipline", flat=True):
        found = _discipline(life, discipline)
        if not found.asked_since:
            continue
        findings = found.row.findings
        work_sections(life, act, discipline, findings)
        complete_assessment(**by_assessor(life, act, discipline), discipline=discipline, findings=findings)
        if reader := colleague(life, discipline):
            check(life, act, discipline, reader)


def _discipline(life: Life, discipline: str) -> OneDiscipline:
    case = Application.objects.select_related("rule_set").get(pk=life.case.pk)  # by now it has its route
    row = case.assessments.get(discipline=discipline)
    return one_discipline(row, sections_of(spec_for(case), case.route, discipline))


def check(life: Life, act: Act, discipline: str, reader: Actor) -> None:
    if reader.user is None:
        return
    ask_peer_check(**by_assessor(life, act, discipline), discipline=discipline, checker=reader.user.pk)
    sign_off_assessment(application=life.case, actor=reader, at=act.at, discipline=discipline)
