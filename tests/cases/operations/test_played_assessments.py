"""A life that is played holds no peer check, and says so for good; no page, call or administration leads there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from cases.models import Assessment
from cases.models.assessment import PLAYED
from cases.operations.assessments import complete_assessment
from cases.operations.peer_checks import ask_peer_check
from cases.operations.sections import answer_section
from cases.queries.assessment_report import report_of
from cases.queries.standing import standing_of
from cases.workflow.refusals import WrongState
from recognition.audit.models import Entry
from tests.cases.checklists import colleague, completed, sections
from tests.cases.journey import Journey

PLAYS = {"cases/replay/acts.py", "cases/demo/assessing.py"}


@pytest.fixture
def journey(db) -> Journey:
    journey = Journey().assessing()
    complete_assessment(**journey.by("assessor"), discipline="clinical", findings="Acceptable.", is_played=True)
    return journey


def _says(journey) -> str:
    report = report_of(standing_of(journey.case, today=journey.day))
    return "\n".join(block.said for part in report.parts for block in part.blocks)


def test_the_row_and_the_record_say_so_and_nobody_has_signed_off(journey):
    row = journey.case.assessments.get(discipline="clinical")
    assert (row.is_played, row.signed_off_on, row.signed_off_by) == (True, None, None)
    assert Entry.objects.get(action="assessment_completed").data["played"] == PLAYED


def test_page_list_and_report_say_so(journey, client):
    client.force_login(journey.people.user("assessor"), backend="django.contrib.auth.backends.ModelBackend")
    reference = journey.case.reference
    with time_machine.travel(journey.at, tick=False):
        page = client.get(reverse("case-discipline", args=[reference, "clinical"])).content.decode()
        tasks = client.get(reverse("case-assessment", args=[reference])).content.decode()
        history = client.get(reverse("case-history", args=[reference])).content.decode()
    assert PLAYED in page
    assert "No colleague has been asked yet" not in page
    assert "Played: no peer check was held" in tasks
    assert PLAYED in history
    assert PLAYED in _says(journey)


def test_what_was_done_is_not_marked(db):
    journey = completed(Journey().assessing())
    assert not journey.case.assessments.get(discipline="clinical").is_played
    assert "played" not in Entry.objects.get(action="assessment_completed").data
    assert PLAYED not in _says(journey)


def test_it_is_neither_checked_nor_written_on(journey):
    with pytest.raises(WrongState, match="is played"):
        ask_peer_check(**journey.by("assessor"), discipline="clinical", checker=colleague().pk)
    code = sections(journey, "clinical")[0]
    with pytest.raises(WrongState, match="is complete"):
        answer_section(**journey.by("assessor"), section=code, reliance="", version=0)


def _passes_it(path: Path) -> bool:
    """Whether a file of ours hands `is_played` on to `complete_assessment`."""
    tree = ast.parse(path.read_text())
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    names = ((call, getattr(call.func, "attr", getattr(call.func, "id", ""))) for call in calls)
    return any(
        name == "complete_assessment" and any(word.arg == "is_played" for word in call.keywords) for call, name in names
    )


def test_replay_and_demonstration_alone_pass_it():
    root = Path(settings.BASE_DIR)
    files = [path for package in ("cases", "recognition") for path in (root / package).rglob("*.py")]
    assert {str(path.relative_to(root)) for path in files if _passes_it(path)} == PLAYS


def test_nobody_posts_it(db, client):
    journey = Journey().assessing()
    client.force_login(journey.people.user("manager"), backend="django.contrib.auth.backends.ModelBackend")
    path = reverse("act-about", args=[journey.case.reference, "complete-assessment", "clinical"])
    with time_machine.travel(journey.at, tick=False):
        answer = client.post(path, {"findings": "Acceptable.", "is_played": "true", "played": "1"})
    assert answer.status_code == 409
    assert not Assessment.objects.filter(is_played=True).exists()
    assert "not done yet" in answer.content.decode()


def test_the_admin_changes_no_assessment(journey, rf):
    from django.contrib import admin

    from cases.admin.inlines import AssessmentInline
    from cases.models import Application

    inline = AssessmentInline(Application, admin.site)
    request = rf.get("/admin/")
    request.user = journey.people.user("administrator")
    request.user.is_superuser = True
    assert Assessment not in admin.site._registry
    assert not inline.has_change_permission(request, journey.case)
    assert not inline.has_add_permission(request, journey.case)


def test_the_api_knows_no_word_of_it():
    assert "is_played" not in (Path(settings.BASE_DIR) / "docs/api/v1.json").read_text()
