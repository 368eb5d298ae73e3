"""POST /oauth/token/: client credentials by Basic or in the form, and every way in which they are refused."""

import base64

import pytest
import time_machine
from oauth2_provider.models import AccessToken

from recognition.accounts.models import ApiClient
from recognition.accounts.models.client import OVERLAP
from recognition.clock import now
from tests.cases.api.caller import assert_problem
from tests.cases.journey import client_of

pytestmark = [pytest.mark.integration, pytest.mark.django_db]

TOKEN = "/oauth/token/"
FORM = "application/x-www-form-urlencoded"
GRANT = "grant_type=client_credentials"


@pytest.fixture
def company(db):
    row = client_of()
    row.client_secret = "a secret & more"
    row.save()
    return row


def basic(name, secret):
    return "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()


def ask(client, body, **headers):
    return client.post(TOKEN, body, content_type=headers.pop("kind", FORM), headers=headers)


def test_by_basic(client, company):
    answer = ask(client, GRANT, Authorization=basic(company.client_id, "a+secret+%26+more"))

    body = answer.json()
    assert answer.status_code == 200
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 3600)
    assert body["scope"].split() == ["applications:read", "applications:write", "documents:write", "webhooks:write"]
    assert answer.headers["Cache-Control"] == "no-store"
    listed = client.get("/api/v1/applications/", headers={"Authorization": f"Bearer {body['access_token']}"})
    assert listed.status_code == 200


def test_in_the_form_with_a_scope(client, company):
    body = f"{GRANT}&client_id={company.client_id}&client_secret=a+secret+%26+more&scope=applications:read"

    answer = ask(client, body)

    assert answer.json()["scope"] == "applications:read"


def test_neither_secret_nor_token_is_kept(client, company):
    token = ask(client, GRANT, Authorization=basic(company.client_id, "a+secret+%26+more")).json()["access_token"]

    assert "a secret" not in ApiClient.objects.get(pk=company.pk).client_secret
    row = AccessToken.objects.get()
    assert token not in (row.token, row.token_checksum)


def test_a_token_that_is_revoked(client, company):
    header = basic(company.client_id, "a+secret+%26+more")
    token = ask(client, GRANT, Authorization=header).json()["access_token"]

    revoked = client.post("/oauth/revoke/", f"token={token}", content_type=FORM, headers={"Authorization": header})

    assert revoked.status_code == 200
    listed = client.get("/api/v1/applications/", headers={"Authorization": f"Bearer {token}"})
    assert_problem(listed, 401, "not-authenticated")


def drawn(client, company, secret):
    return ask(client, GRANT, Authorization=basic(company.client_id, secret)).status_code


def test_while_a_secret_is_rotated_both_work_and_each_use_shows(client, company):
    new = company.rotate_secret(at=now(), overlap=OVERLAP)

    assert [drawn(client, company, secret) for secret in ("a+secret+%26+more", new, "guess")] == [200, 200, 401]
    company.refresh_from_db()
    assert new not in (company.client_secret, company.previous_secret)
    assert company.secret_used_at > company.previous_secret_used_at


def test_in_the_form_too(client, company):
    company.rotate_secret(at=now(), overlap=OVERLAP)

    body = f"{GRANT}&client_id={company.client_id}&client_secret=a+secret+%26+more"
    assert ask(client, body).status_code == 200


def test_the_old_secret_ends_with_its_overlap(client, company):
    new = company.rotate_secret(at=now(), overlap=OVERLAP)

    with time_machine.travel(now() + OVERLAP):
        assert [drawn(client, company, secret) for secret in ("a+secret+%26+more", new)] == [401, 200]


def test_of_three_secrets_the_oldest_is_dead(client, company):
    second = company.rotate_secret(at=now(), overlap=OVERLAP)
    third = company.rotate_secret(at=now(), overlap=OVERLAP)

    assert [drawn(client, company, secret) for secret in ("a+secret+%26+more", second, third)] == [401, 200, 200]


def test_the_old_secret_is_ended_early(client, company):
    new = company.rotate_secret(at=now(), overlap=OVERLAP)
    company.end_previous_secret()

    assert [drawn(client, company, secret) for secret in ("a+secret+%26+more", new)] == [401, 200]


WRONG = [("{id}", "wrong"), ("nobody", "x"), ("a\0b", "x"), ("{id}", "\0"), ("", "")]


@pytest.mark.parametrize(("name", "secret"), WRONG)
def test_a_wrong_client(client, company, name, secret):
    answer = ask(client, GRANT, Authorization=basic(name.format(id=company.client_id), secret))

    problem = assert_problem(answer, 401, "invalid-client")
    assert problem["error"] == "invalid_client"
    assert answer.headers["WWW-Authenticate"].startswith("Basic")


def test_a_wrong_secret_in_the_form(client, company):
    answer = ask(client, f"{GRANT}&client_id={company.client_id}&client_secret=x")

    assert_problem(answer, 401, "invalid-client")


@pytest.mark.parametrize("body", ["client_id=a%00b&client_secret=x", "client_id=x&client_secret=a%00", "scope=%00"])
def test_a_nul_in_the_form(client, company, body):
    assert_problem(ask(client, f"{GRANT}&{body}"), 400, "bad-request")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("", "invalid_request"),
        ("grant_type=password&username=a&password=b", "unsupported_grant_type"),
        ("grant_type=authorization_code&code=x", "unsupported_grant_type"),
        (f"{GRANT}&scope=everything", "invalid_scope"),
    ],
)
def test_a_wrong_request(client, company, body, error):
    problem = assert_problem(ask(client, body, Authorization=basic(company.client_id, "a+secret+%26+more")), 400)

    assert problem["error"] == error
    assert problem["error_description"]


def test_other_ways_to_call_it(client, company):
    assert_problem(ask(client, '{"grant_type": "client_credentials"}', kind="application/json"), 415)
    assert_problem(client.get(TOKEN), 405, "method-not-allowed")
    assert_problem(ask(client, GRANT + "&x=" + "y" * 1_100_000), 413, "body-too-large")
    assert_problem(ask(client, GRANT, Authorization="Basic !!!"), 401, "invalid-client")
    assert_problem(ask(client, GRANT), 401, "invalid-client")


def test_guesses_are_slowed_down(client, company, settings):
    settings.API_TOKENS_PER_MINUTE = 3
    answers = [ask(client, GRANT, Authorization=basic(company.client_id, "guess")) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
    assert int(answers[-1].headers["Retry-After"]) >= 1


def test_an_address_that_the_client_names_itself_gives_no_more_guesses(client, settings):
    settings.API_TOKENS_PER_MINUTE = 1
    client.defaults["REMOTE_ADDR"] = "192.0.2.77"

    wrong = {"Authorization": basic("nobody", "guess")}
    answers = [ask(client, GRANT, **wrong, **{"X-Forwarded-For": f"198.51.100.{n}"}) for n in range(2)]

    assert [answer.status_code for answer in answers] == [401, 429]


def test_an_unknown_address_beside_it(client):
    assert_problem(client.get("/oauth/authorize/"), 404, "not-found")
