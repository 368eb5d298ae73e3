"""Whoever reads the system's clock is found; whoever only speaks of time is not."""

import pytest

from recognition.launch.rules import readings

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "source",
    [
        "import datetime as dt\nx = dt.datetime.now()",
        "from datetime import date\nx = date.today()",
        "from django.utils import timezone\nx = timezone.now()",
        "from django.utils import timezone\nfield = Field(default=timezone.now)",
        "from django.utils.timezone import now",
        "import time\nx = time.time()",
    ],
)
def test_a_reader_is_found(source):
    assert list(readings(source))


@pytest.mark.parametrize(
    "source",
    [
        "from recognition import clock\nx = clock.now()",
        "import datetime as dt\nx = dt.datetime(2026, 1, 1)",
        "import time\nx = time.monotonic()",
        "from django.utils import timezone\nx = timezone.make_aware(at)",
    ],
)
def test_others_are_left_alone(source):
    assert not list(readings(source))
