"""What is wrong is named, field by field, and nothing of it is stored."""

from datetime import timedelta

import pytest

from cases.models import Application, ReferenceApproval
from recognition.audit.models import Entry
from recognition.clock import now
from recognition.routes.models import Regulator
from tests.cases.journey import APPROVAL, FACTS, Journey, on_b

from .caller import assert_problem, pointers

pytestmark = [pytest.mark.integration, pytest.mark.django_db]

TOMORROW = (now() + timedelta(days=1)).date().isoformat()


def counts():
    return Application.objects.count(), ReferenceApproval.objects.count(), Entry.objects.count()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"facts": {"is_nas": "yes"}}, {"/facts/is_nas"}),
        (
            {"facts": {"rr_mandated_pass_count": -1, "strengths": "5 mg"}},
            {"/facts/rr_mandated_pass_count", "/facts/strengths"},
        ),
        ({"facts": {"colour": "blue"}}, {"/facts/colour"}),
        ({"facts": {"a/b~c": 1}}, {"/facts/a~1b~0c"}),
        ({"facts": {"computed_route": "A"}}, {"/facts/computed_route"}),
        ({"facts": {"rr_approval_date": TOMORROW}}, {"/facts/rr_approval_date"}),
        ({"facts": {"rr_approval_date": "2025-02-30"}}, {"/facts/rr_approval_date"}),
        (
            {"facts": {"rr_approval_date": "2026-03-02", "planned_submission_date": "2026-03-01"}},
            {"/facts/rr_approval_date"},
        ),
        ({"facts": {"rr_code": "XX-NONE"}}, {"/facts/rr_code"}),
        ({"facts": []}, {"/facts"}),
        ({"facts": None}, {"/facts"}),
        ([], {""}),
        ({"product": {"colour": "blue"}}, {"/product/colour"}),
        ({"product": {"strengths": 5}}, {"/product/strengths"}),
        ({"product": {"name": "A"}, "facts": {"product_name": "B"}}, {"/product/name"}),
        (
            {"state": "granted", "route": "A", "organisation": 1, "reference": "IRP-2026-000001", "decision": {}},
            {"/state", "/route", "/organisation", "/reference", "/decision"},
        ),
        ({"submitted_on": "2026-01-01", "reference_approvals": []}, {"/submitted_on", "/reference_approvals"}),
    ],
)
def test_a_draft_with_faults_is_not_stored(caller, body, expected):
    before = counts()

    problem = assert_problem(caller.post("/applications/", body), 422, "invalid-input")

    assert pointers(problem) == expected
    assert counts() == before


def test_all_faults_are_listed_at_once(caller):
    facts = {"is_nas": 1, "legal_basis": "99", "company_number": "12"}

    problem = assert_problem(caller.post("/applications/", {"facts": facts}), 422)

    assert pointers(problem) == {"/facts/is_nas", "/facts/legal_basis", "/facts/company_number"}
    assert problem["errors"][0]["detail"].endswith(".")


def test_a_field_that_does_not_exist_hides_no_wrong_answer(caller):
    body = {"facts": {"is_nas": "maybe", "bogus": 1}, "foo": 1}

    problem = assert_problem(caller.post("/applications/", body), 422)

    assert pointers(problem) == {"/foo", "/facts/is_nas", "/facts/bogus"}


def test_the_product_is_another_way_to_write_facts(caller):
    body = {"product": {"name": "Cardelin", "strengths": ["5 mg"]}, "facts": {"product_name": "Cardelin"}}

    created = caller.post("/applications/", body)

    assert created.status_code == 201
    assert created.json()["facts"] == {"product_name": "Cardelin", "strengths": ["5 mg"]}


def test_a_check_of_a_regulator_that_does_not_exist_has_no_verdict(caller):
    body = {"facts": {"rr_code": "XX-NONE", "is_nas": "yes"}}

    problem = assert_problem(caller.post("/eligibility-checks/", body), 422, "invalid-input")

    assert pointers(problem) == {"/facts/rr_code", "/facts/is_nas"}


def test_a_check_of_a_regulator_that_has_ended_is_a_verdict(caller):
    Regulator.objects.filter(pk="CH-SMC").update(recognised_until=now().date() - timedelta(days=1))

    answer = caller.post("/eligibility-checks/", {"facts": {"rr_code": "CH-SMC"}})

    assert (answer.status_code, answer.json()["outcome"]) == (200, "NOT_ELIGIBLE")


@pytest.fixture
def draft(caller):
    return Journey(client=caller.client, day=now().date()).drafted().case


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"approved_on": TOMORROW}, {"/approved_on"}),
        ({"approved_on": "yesterday"}, {"/approved_on"}),
        ({"approved_on": None}, {"/approved_on"}),
        ({"approved_on": " "}, {"/approved_on"}),
        ({"regulator": " "}, {"/regulator"}),
        ({"regulator": "XX-NONE"}, {"/regulator"}),
        ({"regulator": 7}, {"/regulator"}),
        ({"relied_on": True}, {"/relied_on"}),
        ({"relied_on": "yes"}, {"/relied_on"}),
        ({"application": 1, "id": 5}, {"/application", "/id"}),
        ({"procedure_number": "x" * 61}, {"/procedure_number"}),
        ({"approval_type": "grand"}, {"/approval_type"}),
    ],
)
def test_an_approval_with_faults_is_not_stored(caller, draft, fields, expected):
    before = counts()
    body = {**APPROVAL, "relied_on": False, **fields}

    problem = assert_problem(caller.post(f"/applications/{draft.reference}/reference-approvals/", body), 422)

    assert pointers(problem) == expected
    assert counts() == before


def test_a_regulator_that_has_ended_is_refused(caller, draft):
    Regulator.objects.filter(pk="CH-SMC").update(recognised_until=now().date() - timedelta(days=1))
    before = counts()
    path = f"/applications/{draft.reference}/"
    body = {**APPROVAL, "regulator": "CH-SMC", "relied_on": False}

    assert pointers(assert_problem(caller.post(f"{path}reference-approvals/", body), 422)) == {"/regulator"}
    created = caller.post("/applications/", {"facts": {"rr_code": "CH-SMC"}})
    assert pointers(assert_problem(created, 422)) == {"/facts/rr_code"}
    assert counts() == before


def test_a_submission_lists_all_that_is_missing(caller):
    created = caller.post("/applications/", {"facts": {"product_name": "Cardelin"}})
    path = f"/applications/{created.json()['reference']}/"
    before = counts()

    problem = assert_problem(caller.post(f"{path}submit/", {}, if_match=created.headers["ETag"]), 422)

    assert {"/facts/pl_number", "/facts/company_number", "/reference_approvals"} <= pointers(problem)
    assert counts() == before
    assert caller.get(path).json()["state"] == "draft"


def test_an_approval_later_than_the_submission_is_refused(caller, draft):
    """It cannot be entered; where it is there all the same, the submission names it."""
    ReferenceApproval.objects.filter(application=draft).update(approved_on=now().date() + timedelta(days=3))
    path = f"/applications/{draft.reference}/submit/"

    problem = assert_problem(caller.post(path, {}, if_match=f'"v{draft.version}"'), 422)

    assert "/reference_approvals/approved_on" in pointers(problem)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], {"/answers"}),
        (None, {"/answers"}),
        ([{"point": 1, "text": " "}], {"/answers/0/text"}),
        ([{"point": 2, "text": "x"}], {"/answers", "/answers/0/text"}),
        ([{"point": 1, "text": "x"}, {"point": 1, "text": "y"}], {"/answers/1/point"}),
        ([{"point": "one", "text": "x"}], {"/answers/0/point"}),
        ([{"point": 1, "text": "x", "grade": "other"}], {"/answers/0/grade"}),
        ([{"point": 1, "text": "x", "documents": "7"}], {"/answers/0/documents"}),
        ([{"point": 1, "text": "x", "documents": ["a"]}], {"/answers/0/documents/0"}),
        ([{"point": 1, "text": "x", "documents": [4711]}], {"/answers/0/documents"}),
    ],
)
def test_a_reply_with_faults_is_not_stored(caller, answers, expected):
    journey = Journey(client=caller.client, day=now().date() - timedelta(days=45)).asked()
    before = counts()
    path = f"/applications/{journey.case.reference}/information-requests/1/reply/"

    problem = assert_problem(caller.post(path, {"answers": answers}, if_match="*"), 422)

    assert pointers(problem) == expected
    assert counts() == before


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"until": "soon"}, {"/until"}),
        ({"until": None}, {"/until"}),
        ({"reason": " "}, {"/reason"}),
        ({"reason": 5}, {"/reason"}),
        ({"state": "granted", "granted_until": "2026-08-01"}, {"/state", "/granted_until"}),
    ],
)
def test_a_request_for_longer_with_faults_is_not_stored(caller, fields, expected):
    case = on_b(client=caller.client).asked().case
    body = {"until": "2026-08-01", "reason": "A study.", **fields}
    before = counts()

    answer = caller.post(f"/applications/{case.reference}/information-requests/1/extension/", body, if_match="*")

    assert pointers(assert_problem(answer, 422)) == expected
    assert counts() == before


@pytest.mark.parametrize("reason", [None, "", "  ", 5, ["x"], "x" * 10_001])
def test_a_withdrawal_needs_its_reason(caller, draft, reason):
    path = f"/applications/{draft.reference}/withdraw/"

    problem = assert_problem(caller.post(path, {"reason": reason}, if_match=f'"v{draft.version}"'), 422)

    assert pointers(problem) == {"/reason"}


def test_once_filed_only_contacts_change(caller):
    case = Journey(client=caller.client, day=now().date()).received().case
    path = f"/applications/{case.reference}/"

    refused = caller.patch(path, {"facts": {"product_name": "Other"}}, if_match=f'"v{case.version}"')
    allowed = caller.patch(path, {"facts": {"contact_name": "Ada Poe"}}, if_match=f'"v{case.version}"')

    assert assert_problem(refused, 409, "wrong-state")["rule"] == "DRAFT"
    assert allowed.json()["facts"] == {**FACTS, **case.facts, "contact_name": "Ada Poe"}
