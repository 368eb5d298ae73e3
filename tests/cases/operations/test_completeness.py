"""A submission without what its regulator requires is refused, with all that is missing, wherever it comes from."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Document
from cases.operations.submit import submit
from cases.workflow.refusals import InvalidInput
from recognition.routes.models import RequiredDocument
from tests.cases.api.caller import Caller, assert_problem, pointers
from tests.cases.journey import PAPERS, Journey

pytestmark = pytest.mark.django_db


def missing(journey: Journey) -> list[str]:
    with pytest.raises(InvalidInput) as refused:
        submit(**journey.by("company"))
    return [error.field.removeprefix("documents/") for error in refused.value.errors]


def test_all_four_are_missed_at_once_and_nothing_is_done():
    journey = Journey().drafted()

    assert missing(journey) == list(PAPERS)
    assert journey.case.state == "draft"


@pytest.mark.parametrize("left_out", PAPERS)
def test_each_of_the_four_is_needed(left_out):
    journey = Journey().drafted().papers(*(kind for kind in PAPERS if kind != left_out))

    assert missing(journey) == [left_out]


def test_with_all_four_it_is_received():
    journey = Journey().drafted().papers()

    assert submit(**journey.by("company")).state == "received"


def test_they_are_said_beside_all_else_that_is_missing():
    journey = Journey(facts={"pl_number": ""}).drafted().papers(*PAPERS[1:])

    assert missing(journey) == ["facts/pl_number", "reference_approval"]


def test_one_that_the_scan_refused_does_not_count():
    journey = Journey().drafted().papers()
    Document.objects.filter(kind="list_of_differences").update(scan=Document.Scan.REFUSED)

    assert missing(journey) == ["list_of_differences"]


def test_a_third_party_has_to_send_its_assurance():
    journey = Journey(facts={"applicant_relation_to_rr_holder": "third_party"}).drafted().papers()

    assert missing(journey) == ["third_party_assurance"]


def test_what_is_only_expected_holds_nothing_up():
    assert not RequiredDocument.objects.get(code="COVER").is_required
    journey = Journey().drafted().papers()

    assert submit(**journey.by("company")).state == "received"


@pytest.mark.parametrize(
    ("fields", "is_missing"),
    [
        ({"regulator_id": "DE-BFARM"}, True),
        ({"regulator_id": "US-FDA"}, False),
        ({"partner_id": "EU", "procedures": ["DCP"]}, True),
        ({"routes": ["A"]}, True),
        ({"routes": ["B"]}, False),
        ({"required_until": date(2026, 2, 1)}, False),
        ({"required_from": date(2026, 2, 3)}, False),
    ],
)
def test_a_requirement_is_data_with_dates(fields, is_missing):
    row = {"code": "NEW", "kind_id": "expert_cv", "words": "The experts' CVs.", "required_from": date(2024, 1, 1)}
    RequiredDocument.objects.create(**{**row, **fields})
    journey = Journey().drafted().papers()

    if is_missing:
        assert missing(journey) == ["expert_cv"]
    else:
        assert submit(**journey.by("company")).state == "received"


def test_staff_who_record_a_submission_are_held_to_it_too():
    journey = Journey().filed()

    with pytest.raises(InvalidInput, match="D1: Proof of the reference regulator's approval decision"):
        submit(**journey.by("validator"))


def test_the_api_lists_what_is_needed_and_refuses_with_each_place():
    caller = Caller()
    journey = Journey(client=caller.client).drafted().papers(PAPERS[0])
    path = f"/applications/{journey.case.reference}/"

    needed = caller.get(f"{path}required-documents/").json()
    problem = assert_problem(caller.post(f"{path}submit/", {}, if_match="*"), 422)

    required = {row["code"]: row["is_there"] for row in needed["results"] if row["is_required"]}
    assert needed["route"] == "A"
    assert required == {"D1": True, "D2": False, "D3": False, "D4": False}
    assert pointers(problem) == {f"/documents/{kind}" for kind in PAPERS[1:]}
    assert "D2: All available iterations" in problem["errors"][0]["detail"]


def test_the_documents_page_says_what_is_there_and_what_is_not(client):
    journey = Journey().drafted().papers(PAPERS[0])
    submit(**journey.by("company"), papers_checked=True)
    client.force_login(journey.people.user("validator"), backend="django.contrib.auth.backends.ModelBackend")

    said = client.get(reverse("case-documents", args=[journey.case.reference])).content.decode()

    assert said.count("Missing") == 3
    assert "Expected, not sent" in said
    assert "Source: [S3]" in said


def test_the_call_costs_the_same_for_none_and_for_twenty_five():
    caller, costs = Caller(), []
    for kinds in ((), ("expert_cv",) * 25):
        journey = Journey(client=caller.client).drafted()
        journey = journey.papers(*kinds) if kinds else journey
        path = f"/applications/{journey.case.reference}/required-documents/"
        caller.get(path)
        with CaptureQueriesContext(connection) as queries:
            caller.get(path)
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 12
