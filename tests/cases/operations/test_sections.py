"""Assessing by section: what is done is whole, what is stale is refused, and each save says from what to what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.models import Assessment
from cases.operations.assessments import complete_assessment
from cases.operations.sections import answer_section
from cases.queries import rules
from cases.queries.rules import spec_for
from cases.queries.sections import sections_of
from cases.workflow.refusals import InvalidInput, NotPermitted, RuleRefused, WrongState
from recognition.audit.models import Entry
from tests.cases.checklists import answered, completed, sections
from tests.cases.journey import Journey, on_b

pytestmark = pytest.mark.django_db
SECTION = "clinical-safety"
WHOLE = {
    "reliance": "verify", "report": "Report", "page": "12", "findings": "Supported.", "version": 0, "is_done": True,
}  # fmt: skip


@pytest.fixture
def journey() -> Journey:
    return Journey().assessing()


def _save(journey, section=SECTION, role="assessor", **values):
    return answer_section(**journey.by(role), section=section, **{**WHOLE, **values})


def test_recognition_b_asks_more_than_a(journey):
    a, b = (sections_of(spec_for(one.case), one.case.route) for one in (journey, on_b().assessing()))
    assert len(b) > len(a)
    assert (
        {row.discipline for row in a}
        == {row.discipline for row in b}
        == set(journey.case.assessments.values_list("discipline", flat=True))
    )


@pytest.mark.parametrize(
    ("lacks", "field"),
    [
        ({"page": ""}, "page"),
        ({"report": ""}, "report"),
        ({"findings": " "}, "findings"),
        ({"reliance": ""}, "reliance"),
    ],
)
def test_what_is_done_lacks_nothing(journey, lacks, field):
    with pytest.raises(InvalidInput, match="Clinical safety") as refused:
        _save(journey, **lacks)
    assert field in [error.field for error in refused.value.errors]
    assert _save(journey, **lacks, is_done=False).version == 1


def test_what_is_assessed_again_needs_no_page(journey):
    assert _save(journey, reliance="reassess", page="", report="").is_done


def test_a_section_that_may_not_be_accepted_is_not(journey):
    with pytest.raises(InvalidInput, match="does not allow to accept"):
        _save(journey, section="quality-sameness", reliance="accept")


def test_the_second_save_of_two_is_refused_and_the_first_stands(journey):
    _save(journey)
    with pytest.raises(WrongState, match="Compare both") as refused:
        _save(journey, role="lead", findings="The lead's.")
    assert refused.value.rule == "STALE"
    assert journey.case.assessments.get(discipline="clinical").answers.get().findings == "Supported."


def test_the_record_says_from_what_to_what_and_nothing_where_nothing_changed(journey):
    _save(journey)
    _save(journey, version=1, page="13")
    changed = Entry.objects.filter(action="section_assessed").latest("id").data["changed"]
    assert changed == {"page": ["12", "13"]}
    count = Entry.objects.count()
    _save(journey, version=2, page="13")
    assert Entry.objects.count() == count


def test_a_section_of_another_route_is_none_of_the_case(journey):
    with pytest.raises(InvalidInput, match="no section"):
        _save(journey, section="quality-new-data")


@pytest.mark.parametrize("role", ["validator", "signatory", "auditor", "company"])
def test_who_does_not_assess_saves_nothing(journey, role):
    with pytest.raises(NotPermitted):
        _save(journey, role=role)


def test_the_texts_of_a_section_have_their_limits(journey):
    with pytest.raises(InvalidInput, match="Shorten the page"):
        _save(journey, page="1" * 41)
    with pytest.raises(InvalidInput, match="NUL"):
        _save(journey, findings="a\0b")
    assert _save(journey, findings="\u202e<script>" + "x" * 10_000).version == 1


def test_a_discipline_is_complete_when_every_section_is_done(journey):
    answered(journey, leave=1)
    with pytest.raises(RuleRefused, match=r"Clinical safety .*not started"):
        complete_assessment(**journey.by("assessor"), discipline="clinical", findings="Acceptable.")
    _save(journey, section=sections(journey, "clinical")[-1])
    row = complete_assessment(**journey.by("assessor"), discipline="clinical", findings="Acceptable.")
    assert row.state == Assessment.State.COMPLETE


def test_a_complete_discipline_is_not_changed(journey):
    completed(journey)
    with pytest.raises(WrongState, match="complete"):
        _save(journey, version=1, findings="Later.")


def test_a_case_whose_rules_have_no_checklist_needs_findings_alone(journey, monkeypatch):
    spec = replace(spec_for(journey.case), sections=(), peer_check=False)
    monkeypatch.setattr(rules, "_spec", lambda application: spec)
    row = complete_assessment(**journey.by("assessor"), discipline="clinical", findings="Acceptable.")
    assert row.state == Assessment.State.COMPLETE
