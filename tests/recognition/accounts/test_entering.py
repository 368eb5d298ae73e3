from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from recognition.accounts.web.entering import confirm_password, recently_signed_in
from recognition.clock import now

from .conftest import PASSWORD

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def request_of_mary(mary):
    request = RequestFactory().post("/sign/")
    request.session, request.user = SessionStore(), mary
    return request


def test_the_right_password_is_remembered_for_a_while(request_of_mary, mary):
    assert confirm_password(mary, PASSWORD, request=request_of_mary)
    assert recently_signed_in(request_of_mary)

    with time_machine.travel(now() + dt.timedelta(minutes=6)):
        assert not recently_signed_in(request_of_mary)


def test_a_wrong_password_is_not(request_of_mary, mary):
    assert not confirm_password(mary, "wrong", request=request_of_mary)
    assert not recently_signed_in(request_of_mary)


def test_nobody_confirms_with_another_persons_password(request_of_mary, mary, django_user_model):
    anna = django_user_model.objects.create_user("anna", password="another long password")

    assert not confirm_password(anna, PASSWORD, request=request_of_mary)


def test_wrong_passwords_count_towards_the_lock_out(request_of_mary, mary, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        confirm_password(mary, "wrong", request=request_of_mary)

    assert not confirm_password(mary, PASSWORD, request=request_of_mary)
