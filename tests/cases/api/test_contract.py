"""What holds for every call that there is, and so for the next one too: generated from the URL map."""

import pytest

from recognition.api.models import KeptAnswer
from recognition.api.views import ApiView
from tests.cases.journey import Journey

from .caller import assert_problem
from .url_map import ABSENT, BODIES, CHANGES, World, calls, patterns

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
CALLS = calls()
PUBLIC = {"openapi.json", "docs/", "errors/", "errors/<slug:slug>/"}
MAKE_NOTHING = {"eligibility-checks/"}
NEED_MATCH = {"eligibility-form/", "submit/", "withdraw/", "reply/", "extension/"}


def posts():
    return [call for call in CALLS if call.method == "POST" and not call.view.makes_nothing]


def changes_of_one():
    return [call for call in CALLS if call.method in CHANGES and "reference" in call.parameters]


def test_the_map_is_walked_whole():
    assert {str(row.pattern) for row in patterns()} == {call.route for call in CALLS} | PUBLIC
    assert all(issubclass(call.view, ApiView) for call in CALLS)
    assert {key for call in CALLS for key in call.parameters} <= ABSENT.keys()
    assert BODIES.keys() <= {f"{call.method} {call.name}" for call in CALLS}


def test_only_what_stores_nothing_takes_no_key():
    assert {call.route for call in CALLS if call.method == "POST" and call.view.makes_nothing} == MAKE_NOTHING


@pytest.mark.parametrize("call", posts(), ids=str)
def test_every_post_takes_an_idempotency_key(caller, call):
    """A wrong key is refused before anything else; so it is heeded."""
    path = call.path(ABSENT)

    assert_problem(caller.call("POST", path, call.body, idempotency_key="a b"), 400, "bad-request")


@pytest.mark.parametrize("call", posts(), ids=str)
def test_every_refused_post_keeps_no_answer(caller, call):
    caller.call("POST", call.path(ABSENT), {"colour": "blue"}, idempotency_key="k", if_match="*")

    assert not KeptAnswer.objects.exists()


@pytest.mark.parametrize("call", changes_of_one(), ids=str)
def test_every_change_of_an_application_heeds_if_match(caller, call):
    world = World(caller.client)
    before = world.journey.case.version

    problem = caller.call(call.method, call.path(world.values), call.body, if_match='"v0"')

    assert_problem(problem, 412, "stale-version")
    assert world.journey.case.version == before


@pytest.mark.parametrize("call", changes_of_one(), ids=str)
def test_a_patch_and_every_verb_need_it(caller, call):
    values = World(caller.client).values
    needed = call.method == "PATCH" or (call.method == "POST" and call.route.endswith(tuple(NEED_MATCH)))

    answer = caller.call(call.method, call.path(values), call.body)

    assert (answer.status_code == 428) == needed, answer.content


@pytest.mark.parametrize("call", [call for call in CALLS if call.method == "GET"], ids=str)
def test_no_cache_between_keeps_what_is_a_companys_own(caller, call):
    answer = caller.get(call.path(World(caller.client).values))

    assert answer.headers["Cache-Control"].startswith(("no-store", "private")), answer.headers


def test_an_answer_is_kept_with_its_headers_and_given_again(caller):
    """The same for every view: the mechanism stands in `ApiView.initial`, not in any of them."""
    case = Journey(client=caller.client).drafted().case
    path = f"/applications/{case.reference}/withdraw/"
    again = [caller.post(path, {"reason": "No."}, if_match=f'"v{case.version}"', idempotency_key="k") for _ in range(2)]

    assert [answer.status_code for answer in again] == [200, 200]
    assert again[0].content == again[1].content
    assert again[1].headers["Idempotent-Replayed"] == "true"
