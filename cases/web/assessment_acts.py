"""The acts of assessing by section: they stand on a discipline's own page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from cases.models import Application, Assessment, PeerCheck
from cases.models.state import UNDER_ASSESSMENT
from cases.operations import peer_checks, sections
from cases.queries.case_page import assessments
from cases.queries.rules import spec_for
from cases.queries.sections import sections_of
from recognition.accounts.permissions import ASSESS

from .act import Act, Part, Sample
from .forms.base import Asked
from .forms.sections import AskCheckForm, ReturnForm, SectionForm, SignOffForm, TakeBackForm


def _open_sections(case: Application) -> list[Part]:
    """Of a complete discipline those that were not done: the checklist has come to ask for them since."""
    rows = {row.discipline: row for row in assessments(case)}
    found = [one for one in sections_of(spec_for(case), case.route) if one.discipline in rows]
    return [(one.code, one.name) for one in found if _is_open(rows[one.discipline], one.code)]


def _is_open(row: Any, code: str) -> bool:
    return row.state != Assessment.State.COMPLETE or (code not in row.done and not row.is_played)


def _unchecked(case: Application) -> list[Part]:
    rows = (row for row in case.assessments.all() if row.state == Assessment.State.COMPLETE)
    return [(row.discipline, str(row)) for row in rows if row.signed_off_on is None and not row.is_played]


def _being_checked(case: Application) -> list[Part]:
    rows = case.assessments.filter(checks__state=PeerCheck.State.ASKED)
    return [(row.discipline, str(row)) for row in rows]


def _with(field: str) -> Callable[[Asked], list[Sample]]:
    return lambda asked: [Sample({"discipline": asked.about, field: "-"})]


def _act(name: str, label: str, form: Any, run: Any, done: str, text: str = "", **more: Any) -> Act:
    shared: dict[str, Any] = {"may": (ASSESS,), "states": UNDER_ASSESSMENT, "back": "case-assessment", "samples": None}
    return Act(name, label, form, run, done, text, **{**shared, **more})


# fmt: off
ON_DISCIPLINE: Final = (
    _act("assess-section", "Assess", SectionForm, sections.answer_section, "The section has been saved.",
         parts=_open_sections, short="Assess", button="Save the section"),
    _act("ask-peer-check", "Ask for a peer check", AskCheckForm, peer_checks.ask_peer_check,
         "The colleague has been asked.", "A colleague reads the assessment, and returns it or signs it off. Asking "
         "again gives it to another.", parts=_unchecked, short="Ask for a peer check"),
    _act("take-back-check", "Take the peer check back", TakeBackForm, peer_checks.take_back_check,
         "The peer check has been taken back.", "Nobody is asked any more. The colleague is told why.",
         parts=_being_checked, samples=_with("reason"), short="Take the check back"),
    _act("return-assessment", "Return the assessment", ReturnForm, peer_checks.return_assessment,
         "The assessment has been returned.", "It is open again for its assessor, with your comments.",
         parts=_being_checked, samples=_with("comment"), short="Return"),
    _act("sign-off-assessment", "Sign off the assessment", SignOffForm, peer_checks.sign_off_assessment,
         "The assessment has been signed off.", "You have read it and stand by it. Your name stands in the report.",
         parts=_being_checked, samples=_with("comment"), short="Sign off"),
)
# fmt: on
