import datetime as dt

import pytest

from recognition.printed import PrintingFailed, paper, pdf, plain
from recognition.printed.characters import DRAWN

from .read import reader, tags_of, text_of

pytestmark = pytest.mark.unit
AT = dt.datetime(2026, 11, 25, 9, 30, tzinfo=dt.UTC)
TEXT = """Dear Sir or Madam,

We have *received* your **application**.

#### What we ask

1. The stability data
   - at 25 °C
2. The specification

| Section | Page |
|---|--:|
| Quality | 12 |
"""


def printed(text: str = TEXT, **changed: object) -> bytes:
    given = {"title": "Request for information", "facts": [("Product", "Cardevol 5 mg")], "at": AT} | changed
    return pdf(text=text, **given)


def test_everything_given_can_be_read():
    text = text_of(printed(reference="IRP-2026-00017"))
    for part in ("Request for information", "Product", "Cardevol 5 mg", "received", "25 °C", "Quality 12"):
        assert part in text
    assert "IRP-2026-00017" in text
    assert "Page 1 of 1" in text


def test_it_says_that_it_is_pdf_ua_and_in_british_english():
    root = reader(printed()).trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp or 'pdfuaid:part="1"' in xmp
    assert reader(printed()).metadata.title == "Request for information"


def test_what_is_seen_is_tagged():
    tags = tags_of(printed())
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TH", "/TD", "/Strong", "/Em"} <= set(tags)


def test_no_level_of_headings_is_skipped():
    tags = tags_of(printed("### Deep\n\n###### Deeper\n\n# High"))
    assert [tag for tag in tags if tag.startswith("/H")] == ["/H1", "/H2", "/H3", "/H2"]


def test_headings_that_are_alike_stay_alike():
    tags = tags_of(printed("## One\n\n## Two\n\n### Below\n\n## Three"))
    assert [tag for tag in tags if tag.startswith("/H")] == ["/H1", "/H2", "/H2", "/H3", "/H2"]


def test_the_same_gives_the_same_bytes():
    assert printed() == printed()


def test_the_moment_is_written_into_the_file():
    assert reader(printed()).metadata.creation_date == AT


def test_pages_are_numbered():
    assert "Page 3 of " in text_of(printed("\n\n".join(["A paragraph of the report."] * 120)))


def test_an_empty_fact_shows_that_it_is_empty():
    assert "Substance –" in text_of(printed(facts=[("Substance", " ")]))


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '#import "@preview/evil:1.0.0": *',
        '#read("/etc/passwd") $x$ @ref <label> `raw` \\u{41} // gone',
        "[link](javascript:alert(1)) ![picture](x)",
    ],
)
def test_hostile_text_is_text_everywhere(hostile):
    text = f"{plain(hostile)}\n\n# {plain(hostile)}\n\n| {plain(hostile)} |\n|---|\n| {plain(hostile)} |"
    paper = text_of(printed(text, title=hostile, facts=[(hostile, hostile)], reference=hostile))
    assert paper.replace(" ", "").count(hostile.replace(" ", "")) == 8  # also the title's


@pytest.mark.parametrize(
    ("hidden", "code"),
    [
        ("\u202e", "[U+202E]"),
        ("\u200b", "[U+200B]"),
        ("\ufeff", "[U+FEFF]"),
        ("\x00", "[U+0000]"),
        ("\x1b", "[U+001B]"),
    ],
)
def test_what_reorders_or_hides_text_is_named(hidden, code):
    content = printed(plain(f"gpj{hidden}exe"), title=f"gpj{hidden}exe", facts=[("x", f"gpj{hidden}exe")])
    assert text_of(content).count(f"gpj{code}exe") == 3


def test_what_no_font_has_is_named():
    assert "Cardevol [U+6F22] [U+1F600]" in text_of(printed("Cardevol 漢 😀"))


def test_latin_greek_and_cyrillic_are_drawn():
    assert "Łódź ß Αθήνα София €" in text_of(printed("Łódź ß Αθήνα София €"))


def test_a_long_word_stays_on_the_page():
    pages = reader(printed("W" * 10_000 + f"\n\n| a | b | c |\n|---|---|---|\n| {'W' * 400} | x | y |")).pages
    edges: list[float] = []
    for page in pages:
        page.extract_text(visitor_text=lambda text, _cm, place, _font, size: edges.append(place[4]))
    assert max(edges) < 595
    assert text_of(printed("W" * 10_000)).replace(" ", "").count("W") >= 10_000


def test_what_bold_type_lacks_is_named():
    assert "x [U+211F] y" in text_of(printed("x **\u211f** y"))


def test_all_that_may_be_drawn_is_drawn_in_every_type_at_few_attempts(monkeypatch):
    compiled, real = [], paper._pressed
    monkeypatch.setattr(paper, "_pressed", lambda *given: compiled.append(1) or real(*given))
    every = plain("a ".join(chr(place) for first, last in DRAWN for place in range(first, last + 1)))
    assert "Ω" in text_of(printed(f"{every}\n\n**{every}**\n\n*{every}*"))
    assert len(compiled) <= paper.MOST_NAMED + 1


def test_a_fault_of_typst_is_an_error_of_ours(monkeypatch):
    monkeypatch.setattr(paper, "LAYOUT", "#panic()")
    with pytest.raises(PrintingFailed):
        printed()


def test_a_text_that_breaks_typst_itself_is_an_error_of_ours(monkeypatch):
    """Found with 0.15: its layout ends the process on some marks of scripts that it has no font for."""
    monkeypatch.setattr(
        paper, "blocks_of", lambda _: [{"is": "paragraph", "line": [" ".join(map(chr, range(0x370, 0x3000)))]}]
    )
    monkeypatch.setattr(paper, "MOST_NAMED", 1)
    monkeypatch.setattr(paper, "common", lambda text: text)
    with pytest.raises(PrintingFailed):
        printed()
