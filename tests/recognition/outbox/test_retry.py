from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from recognition.accounts.actors import person
from recognition.accounts.models import Role, User
from recognition.audit.models import Entry
from recognition.outbox.models import Message
from recognition.outbox.retry import NotParked, retry

from .conftest import AT

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def parked(put) -> Message:
    message = put()
    Message.objects.update(state="parked", attempts=8, last_error="no such user")
    return message


def test_a_parked_message_waits_again_with_all_its_attempts(parked, manager):
    row = retry(message=parked, actor=manager, at=AT)

    assert (row.state, row.attempts, row.next_attempt_at) == ("waiting", 0, AT)


def test_it_stands_in_the_record(parked, manager):
    retry(message=parked, actor=manager, at=AT)

    entry = Entry.objects.latest("id")
    assert (entry.action, entry.actor_label, entry.data["failed_with"]) == ("message_retried", "mary", "no such user")


def test_a_message_that_was_put_back_cannot_be_put_back_again(parked, manager):
    retry(message=parked, actor=manager, at=AT)

    with pytest.raises(NotParked, match="waiting"):
        retry(message=parked, actor=manager, at=AT)


def test_who_does_not_oversee_may_not(parked):
    assessor = person(User.objects.create(username="anna", role=Role.ASSESSOR))

    with pytest.raises(PermissionDenied):
        retry(message=parked, actor=assessor, at=AT)
