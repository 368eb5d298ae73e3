"""A discipline assessed section by section, and read by a colleague."""

from __future__ import annotations

from cases.models import Application
from cases.operations.peer_checks import ask_peer_check, sign_off_assessment
from cases.operations.sections import answer_section
from cases.queries.rules import spec_for
from cases.queries.sections import sections_of
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
    case = Application.objects.select_related("rule_set").get(pk=life.case.pk)  # by now it has its route
    for n, section in enumerate(sections_of(spec_for(case), case.route, discipline)):
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


def check(life: Life, act: Act, discipline: str, reader: Actor) -> None:
    if reader.user is None:
        return
    ask_peer_check(**by_assessor(life, act, discipline), discipline=discipline, checker=reader.user.pk)
    sign_off_assessment(application=life.case, actor=reader, at=act.at, discipline=discipline)
