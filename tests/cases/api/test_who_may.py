"""Every address of the API x who calls x whose it is. The table is the URL map itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from oauth2_provider.models import AccessToken

from recognition.clock import now
from tests.cases.journey import Journey, People

from .caller import Caller, assert_problem, token_of
from .url_map import ABSENT, CANARY, Call, World, calls

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
CALLS = calls()
NO_DECISION_YET = {"api-decision"}


class Without(Caller):
    """A caller with no token at all, or whose only credential is a session of staff."""

    def __init__(self, http: Client | None = None) -> None:
        self.token, self.http = "", http or Client()


def staff() -> Without:
    http = Client()
    http.force_login(People().user("manager"), backend="django.contrib.auth.backends.ModelBackend")
    return Without(http)


def revoked(world: World) -> Caller:
    gone = Caller(world.client)
    AccessToken.objects.filter(application=world.client).delete()  # what the toolkit's own revoke() does
    return gone


def leaks(call: Call, world: World, other: World) -> Iterator[str]:
    """Each answer that says more than it may, in words. `other` is another company with an application of its own."""
    own, foreign = call.path(world.values), call.path(other.values)
    for who, caller in (("none", Without()), ("staff", staff()), ("revoked", revoked(world))):
        for whose, path in (("own", own), ("foreign", foreign), ("absent", call.path(ABSENT))):
            if caller.call(call.method, path, call.body, if_match="*").status_code != 401:
                yield f"{call}: {who}, {whose} is let in"
    yield from _without_scope(call, world, own)
    yield from _of_another(call, world, other)


def _without_scope(call: Call, world: World, own: str) -> Iterator[str]:
    others = "applications:read applications:write documents:write webhooks:write".replace(call.scope or "-", "")
    answer = Caller(world.client, scope=others).call(call.method, own, call.body, if_match="*")
    if (answer.status_code == 403) != bool(call.scope):
        yield f"{call}: without {call.scope or 'a scope'} it is answered {answer.status_code}"


def _of_another(call: Call, world: World, other: World) -> Iterator[str]:
    """With a good body and a bad one, with If-Match and without: nothing tells foreign and absent apart."""
    caller = Caller(world.client)
    for body in [call.body] if call.body is None else [call.body, {"colour": "blue"}, []]:
        for match in ("", "*", '"v1"'):
            for foreign, absent in _pairs(call, world, other):
                answers = [caller.call(call.method, path, body, if_match=match) for path in (foreign, absent)]
                if call.parameters and not _alike(*answers, foreign, absent):
                    yield f"{call}: foreign and absent differ: {answers[0].content!r} {answers[1].content!r}"
                if CANARY in answers[0].content.decode():
                    yield f"{call}: shows what is another company's"


def _pairs(call: Call, world: World, other: World) -> Iterator[tuple[str, str]]:
    """Everything of the other's; and below what is our own, one part of theirs."""
    own, foreign = world.values, other.values
    yield call.path(foreign), call.path({**foreign, "reference": ABSENT["reference"]})
    yield call.path(foreign), call.path(ABSENT)
    for name in call.parameters:
        if name != "reference" and own[name] != foreign[name]:
            yield call.path({**own, name: foreign[name]}), call.path({**own, name: ABSENT[name]})


def _alike(foreign: HttpResponse, absent: HttpResponse, path: str, other: str) -> bool:
    """But for the address itself, which the answer repeats, and the length that follows from it. An absent case
    is never at an old version; a part that is absent from a case of our own may be."""
    same = foreign.content.replace(path.encode(), other.encode()) == absent.content
    headers = [{**answer.headers, "Content-Length": ""} for answer in (foreign, absent)]
    return foreign.status_code == absent.status_code in (404, 412, 428) and same and headers[0] == headers[1]


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_nobody_reaches_what_is_not_theirs(call):
    world, other = World(), World(canary=True)
    before = other.journey.case.version

    assert list(leaks(call, world, other)) == []
    assert other.journey.case.version == before


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_its_own_company_is_answered(call):
    """Or the table above would prove nothing."""
    world = World()

    answer = Caller(world.client).call(call.method, call.path(world.values), call.body, if_match="*")

    if call.name in NO_DECISION_YET:
        assert_problem(answer, 404)
    else:
        assert answer.status_code not in (401, 403, 404, 405, 412, 428), answer.content
        assert answer.status_code < 500


@pytest.mark.reliability
def test_the_whole_table(db, figure):
    found, cells = [], 0
    for call in CALLS:
        found += leaks(call, World(), World(canary=True))
        cells += 6 * 3
    figure(f"API: {len(CALLS)} calls x 6 roles x own, foreign, absent: leaks", len(found), "0", not found)


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


def test_two_clients_of_one_company_see_the_same(caller, stranger):
    case = Journey(client=caller.client).drafted().case
    stranger.client.organisation = caller.client.organisation
    stranger.client.save()

    assert stranger.get(f"/applications/{case.reference}/").status_code == 200


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
