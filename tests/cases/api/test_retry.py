"""Idempotency-Key: one effect, however often and however many at once."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from cases.models import Application, ReferenceApproval
from recognition.api.models import KeptAnswer
from recognition.api.tasks import forget_answers
from recognition.clock import now
from tests.cases.journey import APPROVAL, Journey

from .caller import Caller, assert_problem

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
BODY = {"facts": {"product_name": "Cardelin"}}


def test_the_same_again_gives_the_same_answer(caller):
    key = str(uuid.uuid4())

    first = caller.post("/applications/", BODY, idempotency_key=key)
    second = caller.post("/applications/", BODY, idempotency_key=key)

    assert (second.status_code, second.content) == (201, first.content)
    assert (second.headers["ETag"], second.headers["Location"]) == (first.headers["ETag"], first.headers["Location"])
    assert second.headers["Idempotent-Replayed"] == "true"
    assert Application.objects.count() == 1


def test_another_body_with_the_same_key_is_refused(caller):
    caller.post("/applications/", BODY, idempotency_key="k")

    assert_problem(caller.post("/applications/", {"facts": {}}, idempotency_key="k"), 422, "idempotency-key-reused")
    assert Application.objects.count() == 1


def test_another_address_with_the_same_key_is_refused(caller):
    one, two = (Journey(client=caller.client).drafted().case for _ in range(2))
    body = {"reason": "No launch."}
    caller.post(f"/applications/{one.reference}/withdraw/", body, idempotency_key="k", if_match=f'"v{one.version}"')

    again = caller.post(f"/applications/{two.reference}/withdraw/", body, idempotency_key="k", if_match="*")

    assert_problem(again, 422, "idempotency-key-reused")


def test_the_order_of_names_makes_no_other_body(caller):
    caller.post("/applications/", b'{"facts": {"is_nas": true, "atmp": false}}', idempotency_key="k")

    again = caller.post("/applications/", b'{ "facts": {"atmp":false,"is_nas":true} }', idempotency_key="k")

    assert again.status_code == 201
    assert Application.objects.count() == 1


def test_keys_of_two_clients_are_two(caller, stranger):
    for who in (caller, stranger):
        assert who.post("/applications/", BODY, idempotency_key="k").status_code == 201

    assert Application.objects.count() == 2


def test_a_refusal_is_not_kept(caller):
    assert_problem(caller.post("/applications/", {"facts": {"is_nas": 1}}, idempotency_key="k"), 422, "invalid-input")

    assert caller.post("/applications/", BODY, idempotency_key="k").status_code == 201


def test_a_verb_repeated_with_the_etag_it_had_then(caller):
    case = Journey(client=caller.client, day=now().date()).drafted().papers().case
    path, match = f"/applications/{case.reference}/submit/", f'"v{case.version}"'

    first = caller.post(path, {}, idempotency_key="k", if_match=match)
    second = caller.post(path, {}, idempotency_key="k", if_match=match)

    assert (first.status_code, second.status_code) == (200, 200), first.content
    assert first.content == second.content


def test_an_approval_repeated(caller):
    case = Journey(client=caller.client).drafted().case
    path = f"/applications/{case.reference}/reference-approvals/"
    body = {**APPROVAL, "relied_on": False}

    answers = [caller.post(path, body, idempotency_key="k") for _ in range(3)]

    assert {answer.status_code for answer in answers} == {201}
    assert ReferenceApproval.objects.count() == 2


@pytest.mark.parametrize("key", [" ", "a b", "x" * 256, "ü", '""'])
def test_a_key_that_is_none(caller, key):
    assert_problem(caller.post("/applications/", BODY, idempotency_key=key), 400, "bad-request")


def test_a_key_is_free_again_after_a_day(caller):
    caller.post("/applications/", BODY, idempotency_key="k")

    with time_machine.travel(now() + timedelta(hours=24, minutes=1)):
        late = Caller(caller.client)
        assert late.post("/applications/", {"facts": {}}, idempotency_key="k").status_code == 201
    assert Application.objects.count() == 2


def test_old_answers_are_forgotten(caller):
    caller.post("/applications/", BODY, idempotency_key="k")
    assert forget_answers() == 0

    with time_machine.travel(now() + timedelta(hours=24, minutes=1)):
        assert forget_answers() == 1
    assert not KeptAnswer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_make_one_application():
    caller = Caller()

    def post(_):
        try:
            return caller.post("/applications/", BODY, idempotency_key="k")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(post, range(8)))

    made = [answer for answer in answers if answer.status_code == 201]
    assert made
    assert len({answer.content for answer in made}) == 1
    for answer in answers:
        if answer not in made:
            assert_problem(answer, 409, "request-under-way")
    assert Application.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_answer_and_effect_stand_or_fall_together(monkeypatch):
    """As if the process died between the two: there is neither."""
    caller = Caller()
    caller.http.raise_request_exception = False

    def fails(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(KeptAnswer.objects, "bulk_create", fails)
    assert_problem(caller.post("/applications/", BODY, idempotency_key="k"), 500)
    assert not Application.objects.exists()

    monkeypatch.undo()
    assert caller.post("/applications/", BODY, idempotency_key="k").status_code == 201
