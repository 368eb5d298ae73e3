"""Every address of the API, called with no token, a revoked one, too small a one, and by another company."""

import pytest
from django.test import Client
from django.urls import get_resolver
from oauth2_provider.models import AccessToken

from recognition.clock import now
from tests.cases.journey import Journey, People

from .caller import Caller, assert_problem, token_of

pytestmark = [pytest.mark.integration, pytest.mark.django_db]

ONE = "/applications/{reference}/"
PUBLIC = {"openapi.json", "docs/", "errors/", "errors/<slug:slug>/"}
ABSENT = "IRP-2020-999999"

# Method, address, body. One row for every address and method there is: a test below holds the table to the router.
CALLS = [
    ("GET", "/regulators/", None),
    ("GET", "/questions/", None),
    ("GET", "/routes/", None),
    ("GET", "/document-kinds/", None),
    ("POST", "/eligibility-checks/", {"facts": {}}),
    ("GET", "/applications/", None),
    ("POST", "/applications/", {"facts": {}}),
    ("GET", ONE, None),
    ("PATCH", ONE, {"facts": {}}),
    ("GET", f"{ONE}reference-approvals/", None),
    ("POST", f"{ONE}reference-approvals/", {"regulator": "US-FDA", "approved_on": "2025-01-01"}),
    ("GET", f"{ONE}reference-approvals/{{approval}}/", None),
    ("PATCH", f"{ONE}reference-approvals/{{approval}}/", {"procedure": "other"}),
    ("DELETE", f"{ONE}reference-approvals/{{approval}}/", None),
    ("POST", f"{ONE}eligibility-form/", {}),
    ("POST", f"{ONE}submit/", {}),
    ("POST", f"{ONE}withdraw/", {"reason": "No launch."}),
    ("GET", f"{ONE}clock/", None),
    ("GET", f"{ONE}events/", None),
    ("GET", f"{ONE}information-requests/", None),
    ("POST", f"{ONE}information-requests/1/reply/", {"answers": [{"point": 1, "text": "Yes."}]}),
    ("GET", f"{ONE}decision/", None),
]
OF_ONE = [call for call in CALLS if call[1].startswith(ONE)]
NO_SCOPE_NEEDED = {"/regulators/", "/questions/", "/routes/", "/document-kinds/"}


def filled(path: str, reference: str = ABSENT, approval: int = 1) -> str:
    return path.format(reference=reference, approval=approval)


def test_the_table_has_every_address():
    of_api = next(part for part in get_resolver().url_patterns if str(part.pattern) == "api/v1/")
    routes = {str(row.pattern) for row in of_api.url_patterns}
    names = {"{reference}": "<reference:reference>", "{approval}": "<int:approval>", "/1/": "/<int:number>/"}
    tabled = {path[1:] for _, path, _ in CALLS}
    for ours, routers in names.items():
        tabled = {path.replace(ours, routers) for path in tabled}

    assert tabled == routes - PUBLIC


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
def test_without_a_token(method, path, body):
    caller = Caller.__new__(Caller)
    caller.token, caller.http = "", Client()

    answer = caller.call(method, filled(path), body)

    assert_problem(answer, 401, "not-authenticated")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")


@pytest.mark.parametrize(("method", "path", "body"), CALLS)
def test_without_the_scope(caller, method, path, body):
    """Held against a case of its own: the scope is asked before anything is looked up."""
    small = Caller(caller.client, scope="webhooks:write")

    answer = small.call(method, filled(path, Journey(client=caller.client).drafted().case.reference), body)

    if path in NO_SCOPE_NEEDED:
        assert answer.status_code == 200
    else:
        problem = assert_problem(answer, 403, "missing-scope")
        assert "applications:" in problem["detail"]


def test_reading_is_not_writing(caller):
    reader = Caller(caller.client, scope="applications:read")

    assert reader.get("/applications/").status_code == 200
    assert_problem(reader.post("/applications/", {"facts": {}}), 403, "missing-scope")


@pytest.mark.parametrize("make", ["revoked", "expired", "made up", "of nobody"])
def test_a_token_that_is_no_longer_good(caller, make):
    if make == "revoked":
        AccessToken.objects.all().delete()  # what the toolkit's own revoke() does
    elif make == "expired":
        AccessToken.objects.update(expires=now())
    elif make == "made up":
        caller.token = "x" * 40
    else:
        AccessToken.objects.update(application=None)

    assert_problem(caller.get("/applications/"), 401, "not-authenticated")


def test_a_session_of_staff_is_no_way_in(db):
    http = Client()
    http.force_login(People().user("manager"), backend="django.contrib.auth.backends.ModelBackend")

    assert http.get("/api/v1/applications/").status_code == 401


def test_two_clients_of_one_company_see_the_same(caller, stranger):
    case = Journey(client=caller.client).drafted().case
    stranger.client.organisation = caller.client.organisation
    stranger.client.save()

    assert stranger.get(f"/applications/{case.reference}/").status_code == 200


@pytest.mark.parametrize(("method", "path", "body"), OF_ONE)
def test_anothers_application_is_answered_as_an_absent_one(caller, stranger, method, path, body):
    """With a good body and a bad one, with If-Match and without: nothing tells the two apart, and nothing changes."""
    journey = Journey(client=caller.client).asked()
    case = journey.case
    approval = case.reference_approvals.get().pk

    for sent in [body] if body is None else [body, {"colour": "blue"}, []]:
        for match in ("", f'"v{case.version}"', '"v1"'):
            foreign = stranger.call(method, filled(path, case.reference, approval), sent, if_match=match)
            absent = stranger.call(method, filled(path, ABSENT, approval), sent, if_match=match)

            assert_problem(foreign, 404, "not-found")
            assert foreign.content.replace(case.reference.encode(), ABSENT.encode()) == absent.content
            assert foreign.headers == absent.headers
    assert journey.case.version == case.version


def test_another_applications_approval_is_not_reached(caller):
    mine, other = Journey(client=caller.client).drafted(), Journey(client=caller.client).drafted()
    key = other.case.reference_approvals.get().pk
    path = f"/applications/{mine.case.reference}/reference-approvals/{key}/"

    assert_problem(caller.get(path), 404)
    assert_problem(caller.patch(path, {"procedure": "other"}, if_match="*"), 404)
    assert_problem(caller.delete(path), 404)


def test_the_list_has_the_companys_own_alone(caller, stranger):
    mine = Journey(client=caller.client).drafted().case
    Journey(client=stranger.client).received()

    assert [row["reference"] for row in caller.get("/applications/").json()["results"]] == [mine.reference]


def test_a_used_token_shows_on_its_client(caller):
    caller.get("/regulators/")

    caller.client.refresh_from_db()
    assert caller.client.last_used_at is not None


def test_a_token_is_kept_as_its_hash_alone(caller):
    row = AccessToken.objects.get()

    assert row.token == ""
    assert caller.token not in row.token_checksum
    assert token_of(caller.client) != row.token_checksum
