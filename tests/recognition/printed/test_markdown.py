import pytest

from recognition.printed import html, paragraphs, plain
from recognition.printed.tree import blocks_of

pytestmark = pytest.mark.unit

STRUCTURE = [
    "# Heading",
    "- item",
    "1. item",
    "1) item",
    "* item",
    "+ item",
    "| a | b |\n|---|---|",
    "**bold** _it_",
    "a\\",
    "> quote",
]


@pytest.mark.parametrize("foreign", STRUCTURE)
def test_foreign_text_in_a_line_begins_nothing(foreign):
    assert blocks_of(plain(foreign)) == [{"is": "paragraph", "line": [" ".join(foreign.split())]}]


@pytest.mark.parametrize("foreign", STRUCTURE)
def test_foreign_text_in_a_cell_stays_in_it(foreign):
    (table,) = blocks_of(f"| Head | {plain(foreign)} |\n|---|---|\n| {plain(foreign)} | x |")
    assert len(table["head"]) == 2
    assert len(table["rows"][0]) == 2
    assert "".join(table["rows"][0][0]).replace("\u200b", "") == " ".join(foreign.split())


def test_paragraphs_and_line_ends_of_foreign_text_stay():
    assert html(paragraphs("# one\r\n- two\n\n1. three")) == "<p># one<br>\n- two</p>\n<p>1. three</p>\n"


def test_headings_of_a_page_begin_below_its_own():
    assert html("# High\n\n## Low", top=3) == "<h3>High</h3>\n<h4>Low</h4>\n"


def test_what_is_no_part_of_the_language_stands_as_typed():
    assert html("<b>x</b> [a](http://b) ![c](d) `e`") == ("<p>&lt;b&gt;x&lt;/b&gt; [a](http://b) ![c](d) `e`</p>\n")


def test_deep_nesting_ends():
    assert blocks_of("".join("  " * depth + "- x\n" for depth in range(200)))
