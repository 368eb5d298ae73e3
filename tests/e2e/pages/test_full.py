"""Every page as it is with cases, and after a mistake: nobody is shut out, nothing runs off a phone or is refused."""

from __future__ import annotations

import pytest

from .rows import all_rows

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("row", [row for row in all_rows() if not row.is_of_an_empty_house], ids=str)
def test_the_page_is_as_it_should_be(eyes, full_house, row):
    wrong = eyes.look(row, full_house)
    assert not wrong, "\n".join([f"{row}, as {row.who_says}:", *wrong])
