"""A section of the checklist, and the peer check of a discipline."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.models import Document, SectionAnswer
from cases.operations.peer_checks import why_not
from cases.operations.sections import section_of
from cases.queries.case_page import documents
from cases.queries.case_people import absences
from cases.queries.rules import spec_for
from cases.queries.sections import OneDiscipline, one_discipline, sections_of
from cases.workflow.refusals import InvalidInput
from recognition.accounts.models import Absence, User
from recognition.clock import today
from recognition.routes.spec import SectionSpec

from ..words import day
from .base import ActForm, long_text
from .papers import called
from .stale import StaleForm

REPORT = "The reference regulator's report that you read. It is among the case's documents, or you name it below."


class SectionForm(StaleForm):
    """Saved as often as one likes; what is said to be done has to be whole."""

    reads = "cases/acts/section_read.html"
    reliance = forms.ChoiceField(
        label="How far the reference report is relied on",
        choices=SectionAnswer.Reliance.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    document = forms.TypedChoiceField(
        label="Reference report (optional)", help_text=REPORT, required=False, coerce=int, empty_value=None
    )
    report = forms.CharField(label="Reference report, where it is no document of the case (optional)", required=False)
    page = forms.CharField(
        label="Page of the report",
        help_text="Such as 41 or 41 to 44. Needed where you accept or verify.",
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-10"}),
    )
    findings = long_text("Findings", "What you assessed, and with what result.", required=False, rows=14)
    is_done = forms.BooleanField(label="This section is done", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = documents(self.asked.application)
        first = sorted(rows, key=lambda row: row.kind_id != "reference_assessment_report")
        choices = [("", "None"), *((str(row.pk), called(row)) for row in first)]
        self.fields["document"].choices = choices  # type: ignore[attr-defined]  # a choice field's own
        self.fields["findings"].label = "Findings"
        section = self.checklist
        if section is not None and not section.may_accept:
            own = [row for row in SectionAnswer.Reliance.choices if row[0] != SectionAnswer.Reliance.ACCEPT]
            self.fields["reliance"].choices = own  # type: ignore[attr-defined]  # as above
        if not self.is_bound:
            self.initial = self._as_it_is(first)

    def _as_it_is(self, papers: list[Document]) -> dict[str, Any]:
        answer = self.current
        if answer is None:
            report = next((row for row in papers if row.kind_id == "reference_assessment_report"), None)
            return {"version": 0, "document": report.pk if report else None}
        names = ("reliance", "report", "page", "findings", "is_done", "version")
        return {**{name: getattr(answer, name) for name in names}, "document": answer.document_id}

    @property
    def checklist(self) -> SectionSpec | None:
        try:
            return section_of(self.asked.application, self.asked.about)
        except InvalidInput:
            return None

    @property
    def current(self) -> SectionAnswer | None:
        rows = SectionAnswer.objects.filter(assessment__application=self.asked.application)
        return rows.select_related("document").filter(section=self.asked.about).first()

    def arguments(self) -> dict[str, Any]:
        return {"section": self.asked.about, **self.cleaned_data}


class OfDiscipline(ActForm):
    def found(self) -> OneDiscipline | None:
        case = self.asked.application
        row = case.assessments.filter(discipline=self.asked.about).first()
        sections = sections_of(spec_for(case), case.route, self.asked.about)
        return one_discipline(row, sections) if row is not None else None

    def arguments(self) -> dict[str, Any]:
        return {"discipline": self.asked.about, **self.cleaned_data}


class AskCheckForm(OfDiscipline):
    checker = forms.TypedChoiceField(
        label="Colleague",
        help_text="Those who assess this discipline and have not worked on it here.",
        coerce=int,
        error_messages={"required": "Select a colleague"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by, found = self.asked.actor.user, self.found()
        rows = User.objects.filter(is_active=True, assessor__disciplines__contains=[self.asked.about])
        able = [
            row
            for row in rows.select_related("assessor").order_by("username")
            if by is not None and found is not None and not why_not(row, found, self.asked.application, by=by)
        ]
        away = absences(able, today=today())
        named = [(str(row.pk), f"{row}{_away(away.get(row.pk))}") for row in able]
        self.fields["checker"].choices = [("", "Select a colleague"), *named]  # type: ignore[attr-defined]  # as above


def _away(absence: Absence | None) -> str:
    return f", away {day(absence.from_on)} to {day(absence.until_on)}" if absence else ""


class TakeBackForm(OfDiscipline):
    reason = long_text("Why it is taken back", "The colleague reads it.", rows=3)


class ReturnForm(OfDiscipline):
    comment = long_text(
        "What has to be changed", "On the whole of it. Each section can have a comment of its own below."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = self.found()
        for one in found.sections if found else ():
            self.fields[f"comment_{one.section.code}"] = long_text(one.section.name, required=False, rows=3)

    def arguments(self) -> dict[str, Any]:
        texts = {name: text for name, text in self.cleaned_data.items() if name.startswith("comment_")}
        comments = {name.removeprefix("comment_"): text for name, text in texts.items()}
        return {"discipline": self.asked.about, "comment": self.cleaned_data["comment"], "comments": comments}


class SignOffForm(OfDiscipline):
    comment = long_text("Comment", required=False, rows=3)
