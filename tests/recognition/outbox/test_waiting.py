import datetime as dt

import pytest

from recognition.outbox.waiting import wait_after

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(("attempt", "minutes"), [(1, 1), (2, 2), (3, 4), (4, 8), (6, 32), (7, 60), (8, 60)])
def test_the_wait_doubles_up_to_an_hour(attempt, minutes):
    wait = wait_after(attempt, "key")

    assert dt.timedelta(minutes=minutes) <= wait <= dt.timedelta(minutes=minutes * 1.1)


def test_messages_that_failed_together_do_not_come_back_together():
    assert len({wait_after(1, str(number)) for number in range(100)}) > 50
