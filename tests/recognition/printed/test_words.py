import pytest

from recognition.printed import as_words, plain

pytestmark = pytest.mark.unit


def test_a_text_is_read_without_its_marks():
    text = "# Points\n\nDear *you*,\n\n1. One\n2. Two\n   - inner\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    assert as_words(text) == "Points\n\nDear you,\n\n1. One\n2. Two\n  - inner\n\na | b\n1 | 2"


def test_foreign_text_stands_as_it_was_written():
    assert as_words(plain("*5 mg* <b> 1. [x](y)")) == "*5 mg* <b> 1. [x](y)"
