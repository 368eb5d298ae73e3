"""ETag and If-Match: no change undoes another, and nothing unchanged is sent twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from recognition.clock import now
from tests.cases.journey import APPROVAL, Journey

from .caller import Caller, assert_problem

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
CHANGE = {"facts": {"product_name": "Other"}}


@pytest.fixture
def case(caller):
    return Journey(client=caller.client, day=now().date()).drafted().papers().case


@pytest.fixture
def path(case):
    return f"/applications/{case.reference}/"


@pytest.mark.parametrize(
    ("method", "rest", "body"),
    [
        ("PATCH", "", CHANGE),
        ("PATCH", "reference-approvals/{approval}/", {"procedure": "national"}),
        ("POST", "eligibility-form/", {}),
        ("POST", "submit/", {}),
        ("POST", "withdraw/", {"reason": "No launch."}),
    ],
)
def test_a_change_needs_the_newest_version(caller, case, path, method, rest, body):
    address = path + rest.format(approval=case.reference_approvals.get().pk)

    assert_problem(caller.call(method, address, body), 428, "precondition-required")
    assert_problem(caller.call(method, address, body, if_match='"v1"'), 412, "stale-version")
    assert_problem(caller.call(method, address, body, if_match="nonsense"), 412, "stale-version")
    assert case.version == caller_version(caller, path)

    assert caller.call(method, address, body, if_match=f'"x", "v{case.version}"').status_code == 200


def caller_version(caller, path):
    return int(caller.get(path).json()["etag"].strip('"v'))


@pytest.mark.parametrize(
    ("method", "rest", "body"),
    [
        ("POST", "reference-approvals/", {**APPROVAL, "relied_on": False}),
        ("DELETE", "reference-approvals/{approval}/", None),
    ],
)
def test_elsewhere_it_is_heeded_where_it_is_sent(caller, case, path, method, rest, body):
    address = path + rest.format(approval=case.reference_approvals.get().pk)

    assert_problem(caller.call(method, address, body, if_match='"v1"'), 412, "stale-version")
    answer = caller.call(method, address, body)

    assert answer.status_code in (201, 204)
    assert answer.headers["ETag"] == caller.get(path).headers["ETag"] != f'"v{case.version}"'


def test_every_change_gives_a_new_etag(caller, path):
    etags = [caller.get(path).headers["ETag"]]
    etags.append(caller.patch(path, CHANGE, if_match=etags[-1]).headers["ETag"])
    etags.append(caller.patch(path, {"facts": {"product_name": "Third"}}, if_match=etags[-1]).headers["ETag"])

    assert len(set(etags)) == 3
    assert caller.get(path).headers["ETag"] == etags[-1]
    assert_problem(caller.patch(path, CHANGE, if_match=etags[0]), 412)


def test_any_version_by_a_star(caller, path):
    assert caller.patch(path, CHANGE, if_match="*").status_code == 200


@pytest.mark.parametrize("address", ["/regulators/", "/questions/", "/routes/", "application"])
def test_what_has_not_changed_is_not_sent_again(caller, path, address):
    address = path if address == "application" else address
    first = caller.get(address)

    again = caller.get(address, if_none_match=first.headers["ETag"])

    assert first.headers["Cache-Control"].startswith("private")
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert caller.get(address, if_none_match='"other"').status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_two_changes_at_once_one_is_told():
    caller = Caller()
    case = Journey(client=caller.client).drafted().case

    def patch(name):
        try:
            body = {"facts": {"product_name": name}}
            return caller.patch(f"/applications/{case.reference}/", body, if_match=f'"v{case.version}"').status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(patch, "ABCD")) == [200, 412, 412, 412]
