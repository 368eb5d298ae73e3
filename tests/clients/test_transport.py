"""What the Python client does when an answer is lost, late, refused or out of date."""

import httpx
import pytest
from recognition_client import Problem, Recognition

pytestmark = pytest.mark.unit
TOKEN = {"access_token": "t", "expires_in": 3600}
DRAFT = {"reference": "IRP-2026-000001", "etag": '"v1"'}


class Service:
    """Answers in turn what it is given; a lost answer is an exception."""

    def __init__(self, *answers):
        self.answers, self.calls, self.slept, self.tokens = list(answers), [], [], 0

    def __call__(self, request):
        if request.url.path == "/oauth/token/":
            self.tokens += 1
            return httpx.Response(200, json=TOKEN)
        self.calls.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def keys(self):
        return [call.headers.get("Idempotency-Key") for call in self.calls]


def api_of(service, **options):
    http = httpx.Client(base_url="https://recognition.example", transport=httpx.MockTransport(service))
    return Recognition("", "id", "secret", http=http, sleep=service.slept.append, **options)


def problem(status, kind, **members):
    body = {"type": f"https://recognition.example/api/v1/errors/{kind}/", "title": "No", "detail": "No.", **members}
    return httpx.Response(status, json=body, headers={"Content-Type": "application/problem+json"})


def test_a_lost_answer_is_asked_for_again_with_the_same_key():
    service = Service(httpx.ReadTimeout("lost"), httpx.Response(502), httpx.Response(201, json=DRAFT))

    assert api_of(service).create_application({})["reference"] == DRAFT["reference"]
    assert len(set(service.keys)) == 1
    assert len(service.slept) == 2


def test_each_call_has_a_key_of_its_own_and_the_callers_is_kept():
    service = Service(*[httpx.Response(201, json=DRAFT)] * 3)
    api = api_of(service)
    api.create_application({})
    api.create_application({})
    api.create_application({}, key="order-4711")

    assert len(set(service.keys)) == 3
    assert service.keys[2] == "order-4711"


def test_it_waits_as_long_as_it_is_told():
    service = Service(
        httpx.Response(429, json={}, headers={"Retry-After": "7"}),
        problem(409, "request-under-way"),
        httpx.Response(201, json=DRAFT),
    )
    api_of(service).create_application({})

    assert service.slept[0] == 7
    assert 0 < service.slept[1] <= 1


@pytest.mark.parametrize("kind", ["wrong-state", "rule-refused"])
def test_a_refusal_is_not_repeated(kind):
    service = Service(problem(409, kind, rule="STATE"))

    with pytest.raises(Problem) as refused:
        api_of(service).create_application({})

    assert (refused.value.status, refused.value.kind, refused.value.rule) == (409, kind, "STATE")
    assert len(service.calls) == 1


def test_faults_are_told_by_their_pointers():
    service = Service(problem(422, "invalid-input", errors=[{"pointer": "/facts/x", "detail": "Wrong."}]))

    with pytest.raises(Problem, match="/facts/x: Wrong") as refused:
        api_of(service).create_application({})
    assert refused.value.errors == {"/facts/x": "Wrong."}


def test_it_gives_up_in_the_end():
    service = Service(*[httpx.Response(503)] * 3)

    with pytest.raises(Problem) as refused:
        api_of(service, attempts=3).create_application({})
    assert (refused.value.status, len(service.calls)) == (503, 3)


def test_a_patch_is_sent_once():
    service = Service(httpx.ReadTimeout("lost"))

    with pytest.raises(httpx.ReadTimeout):
        api_of(service).change_application("IRP-2026-000001", {}, if_match='"v1"')
    assert len(service.calls) == 1


def test_a_revoked_token_is_replaced_once():
    service = Service(problem(401, "not-authenticated"), httpx.Response(200, json=DRAFT))
    api_of(service).application("IRP-2026-000001")
    assert service.tokens == 2

    service = Service(*[problem(401, "not-authenticated")] * 2)
    with pytest.raises(Problem):
        api_of(service).application("IRP-2026-000001")


def test_without_an_etag_the_newest_is_sent_and_with_one_that():
    service = Service(*[httpx.Response(200, json=DRAFT)] * 3)
    api = api_of(service)
    api.submit("IRP-2026-000001")
    api.submit("IRP-2026-000001", if_match='"v0"')

    assert [call.headers.get("If-Match") for call in service.calls] == [None, '"v1"', '"v0"']


def test_pages_are_followed():
    following = "https://elsewhere.example/api/v1/applications/?cursor=x"
    service = Service(
        httpx.Response(200, json={"results": [1, 2], "next": following}),
        httpx.Response(200, json={"results": [3], "next": None}),
    )

    assert list(api_of(service).applications(state="draft")) == [1, 2, 3]
    assert {call.url.host for call in service.calls} == {"recognition.example"}
    assert "cursor=x" in str(service.calls[1].url)
