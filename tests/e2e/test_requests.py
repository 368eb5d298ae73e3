"""A request that two draft, a lead sends and an assessor works, without JavaScript."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from cases.models import Application
from cases.operations.draft_points import draft_point
from cases.operations.replies import receive_information
from recognition.clock import now, today
from tests.cases.journey import on_b

from .test_without_script import RULES

pytestmark = pytest.mark.e2e


def test_points_are_drafted_sent_as_one_and_worked_one_by_one(at_browser, people):
    journey = on_b(people=people, day=today() - timedelta(days=91)).assessing()
    case = journey.case
    following = f"/cases/{case.reference}/requests/next/"

    assessor = at_browser("assessor", javascript=False)
    assessor.page.goto(following)
    assessor.does("draft-point", discipline="quality", grade="major", text="Justify the limit.").reads("Draft 1")
    assessor.does("say-points/quality", word="ready").reads("Ready")
    assessor.is_not_offered("approve-points")

    lead = at_browser("lead", javascript=False)
    lead.page.goto(following)
    lead.does("draft-point", discipline="clinical", grade="other", text="Where is the study?").reads("would be point 2")
    lead.does("order-points", place_1="2", place_2="1").reads("Draft 2, would be point 1")
    lead.does("approve-points", reason="The others have nothing to ask.").reads("Approved by")
    lead.finds("send-points").click()
    lead.reads("1. Clinical, other concern").reads("2. Quality, major objection").reads("The clock stops.")
    lead.page.click("main form .govuk-button-group button[type=submit]")
    lead.reads("Awaiting information").reads("1 major point open")

    answers = {1: "In module 5.", 2: "In module 3."}
    common = {"application": Application.objects.get(pk=case.pk), "actor": people.actor("validator"), "at": now()}
    receive_information(**common, answers=answers)
    assessor.page.goto(f"/cases/{case.reference}/requests/")
    assessor.does("record-outcome/1-1", result="resolved", comment="It is there.").reads("1 answered point waits")
    assessor.does("record-outcome/1-2", result="not_resolved", comment="It is not.", follow="carry").reads("Worked")
    assessor.reads("Carried over into the next request as draft 3").reads("1 major point open")


@pytest.mark.parametrize("path", ["requests/", "requests/next/", "draft-point/", "approve-points/"])
def test_axe_finds_nothing_against_the_pages_of_requests(at_browser, people, path):
    journey = on_b(people=people, day=today() - timedelta(days=101)).asked()
    draft_point(**journey.by("assessor"), discipline="quality", grade="major", text="Justify the limit.", section="3.2")
    page = at_browser("lead").page

    page.goto(f"/cases/{journey.case.reference}/{path}")

    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
