"""Which documents a submission needs: by regulator, route, procedure, answers and day."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from recognition.routes.completeness import RequiredSpec, Submission, required_of

pytestmark = pytest.mark.unit
DAY = date(2026, 2, 2)
OF_ALL = RequiredSpec(
    "D1", "proof", "Proof", "The proof.", "", "", (), (), "", "", True, "[S3]", date(2024, 1, 1), None
)
ASKED = Submission("DE-BFARM", "EU", "DCP", "A", DAY, {"orphan_requested": False, "relation": "licensee"})


def needs(submission=ASKED, **changes) -> bool:
    return bool(required_of(submission, [dataclasses.replace(OF_ALL, **changes)]))


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({}, True),
        ({"regulator": "DE-BFARM"}, True),
        ({"regulator": "US-FDA"}, False),
        ({"partner": "EU"}, True),
        ({"partner": "US"}, False),
        ({"routes": ("A", "B")}, True),
        ({"routes": ("B",)}, False),
        ({"procedures": ("DCP",)}, True),
        ({"procedures": ("CP",)}, False),
        ({"question": "orphan_requested", "answer": "no"}, True),
        ({"question": "orphan_requested", "answer": "yes"}, False),
        ({"question": "relation", "answer": "licensee"}, True),
        ({"question": "relation", "answer": "third_party"}, False),
        ({"question": "not_answered", "answer": "None"}, False),
        ({"required_from": DAY}, True),
        ({"required_from": date(2026, 2, 3)}, False),
        ({"required_until": DAY}, True),
        ({"required_until": date(2026, 2, 1)}, False),
    ],
)
def test_it_is_needed_where_all_that_it_names_fits(changes, needed):
    assert needs(**changes) is needed


def test_what_is_required_stands_before_what_is_expected():
    expected = dataclasses.replace(OF_ALL, code="COVER", is_required=False)

    assert [row.code for row in required_of(ASKED, [expected, OF_ALL])] == ["D1", "COVER"]
