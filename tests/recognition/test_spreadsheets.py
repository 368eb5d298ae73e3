"""What leaves for a spreadsheet is never a formula there, and reads the same in both kinds of file."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from openpyxl import load_workbook

from recognition.spreadsheets import csv_file, neutral, xlsx_file

HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200b=1", "\u202e=1", "＝1", "＠x", "\n=cmd()")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_be_a_formula_is_kept_a_text(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["Cardelin 5 mg", "", "a = b", "3-4", -1, 2.5, None])
def test_everything_else_stays_as_it_is(cell: Any) -> None:
    assert neutral(cell) == cell


def test_both_files_hold_the_same_cells() -> None:
    rows = [("name", "days"), ("=cmd()", 60), ("Zoë\u202e", 61)]
    text = csv_file(rows, "a.csv").getvalue().decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(xlsx_file([("Sheet", rows)], "a.xlsx").getvalue())).active
    assert sheet is not None
    assert [[str(cell) for cell in row] for row in sheet.values] == list(csv.reader(io.StringIO(text)))
    assert sheet["A2"].data_type == "s"


def test_any_number_of_rows_needs_no_more_memory() -> None:
    """Of ten times the rows at most one and a half times as much is held at once."""

    def most(count: int) -> int:
        tracemalloc.start()
        for _ in csv_file(_many(count), "a.csv").streaming_content:
            pass
        book = xlsx_file([("Sheet", _many(count))], "a.xlsx")
        for _ in book.streaming_content:
            pass
        book.file_to_stream.close()  # not the response, which would ask after the database's connection
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    most(10)  # what is imported on the way
    assert most(5_000) < 1.5 * most(500)


def _many(count: int) -> Iterator[Sequence[Any]]:
    return ((f"IRP-2026-{number:06}", f"Product {number}", number) for number in range(count))


def test_what_the_format_cannot_hold_is_shown_or_cut_and_breaks_nothing() -> None:
    rows = [("text",), ("a\x00b" + "x" * 40_000,)]
    file = xlsx_file([("A title longer than thirty-one signs", rows)], "a.xlsx")
    sheet = load_workbook(io.BytesIO(file.getvalue())).active
    assert sheet is not None
    value = str(sheet["A2"].value)
    assert value.startswith("a\ufffdb")
    assert value.endswith("(cut)")
