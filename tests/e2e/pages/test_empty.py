"""Every page that can be empty, on the first day: people and rules, and no case."""

from __future__ import annotations

import pytest

from .rows import all_rows

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("row", [row for row in all_rows() if row.is_of_an_empty_house], ids=str)
def test_the_empty_page_is_as_it_should_be(eyes, empty_house, row):
    wrong = eyes.look(row, empty_house)
    assert not wrong, "\n".join([f"{row}, as {row.who_says}:", *wrong])
