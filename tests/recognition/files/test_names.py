"""Names of files in a zip: whatever a title holds, they stay below their folder and can be told apart."""

import pytest

from recognition.files.names import LONGEST, Names, one_line, safe

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Risk management plan", "Risk management plan"),
        ("../../etc/passwd", "etc passwd"),
        ("..\\..\\C:\\Windows", "C Windows"),
        ("\uff0e\uff0e\uff0fetc", "etc"),  # full width: a path once it is normalised
        ("Plan\u202efdp.exe", "Plan fdp exe"),
        ("Pl\u200ban\x00\x1b[31m\r\n", "Pl an 31m"),
        ("<script>alert(1)</script>", "script alert(1) script"),
        ("=cmd|'/c calc'!A1", "cmd ' c calc' A1"),
        ("Prüfbericht 報告", "Prüfbericht 報告"),
        ("The regulator's report, 2.5 mg v1.pdf", "The regulator's report, 2.5 mg v1 pdf"),
        ("1..2./.3", "1 2 3"),
        ("...", ""),
        ("", ""),
    ],
)
def test_a_name_holds_nothing_but_its_letters(text, name):
    assert safe(text) == name


@pytest.mark.parametrize("text", ["x" * 300, "é" * 300, "報" * 300, "𝒳𠀀" * 300])
def test_a_long_one_is_cut_between_characters(text):
    assert 0 < len(safe(text).encode()) <= LONGEST
    assert "\ufffd" not in safe(text)


def test_a_name_is_given_once_also_where_case_does_not_count():
    names = Names()

    given = [names.given(stem, ".pdf") for stem in ("a/Plan", "a/plan", "a/PLAN", "b/Plan", "a/plan (2)")]
    assert given == ["a/Plan.pdf", "a/plan (2).pdf", "a/PLAN (3).pdf", "b/Plan.pdf", "a/plan (2) (2).pdf"]


def test_a_line_stays_one_line_and_shows_what_was_hidden():
    assert one_line("a\nb\u202ec\u2028d") == "a\ufffdb\ufffdc\ufffdd"
