"""Tables as files that a spreadsheet opens: CSV and XLSX, with the same cells in both.

No text of ours or of others is ever taken for a formula: `neutral` is the one place that sees to it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

# What a spreadsheet begins a formula with, in half and full width, also behind blanks and signs that nobody sees.
FORMULA: Final = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TITLE: Final = 31  # of a sheet, by the format
LONGEST_CELL: Final = 32_767  # by the format
CUT: Final = " … (cut)"


def neutral(cell: Any) -> Any:
    """The cell, a text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def csv_lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Line by line, so that any number of rows needs no memory."""
    writer = csv.writer(_Echo())
    return (writer.writerow([neutral(cell) for cell in row]) for row in rows)


def csv_file(rows: Iterable[Sequence[Any]], name: str) -> HttpResponse:
    """With the mark by which a spreadsheet knows that it is UTF-8."""
    return _file("\ufeff" + "".join(csv_lines(rows)), "text/csv; charset=utf-8", name)


def xlsx_file(sheets: Iterable[tuple[str, Iterable[Sequence[Any]]]], name: str) -> HttpResponse:
    """A sheet a table: its title and its rows, the first of which is its head."""
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title[:LONGEST_TITLE])
        sheet.freeze_panes = "A2"
        for number, row in enumerate(rows):
            sheet.append([_cell(sheet, value, is_head=number == 0) for value in row])
    into = io.BytesIO()
    book.save(into)
    return _file(into.getvalue(), XLSX_TYPE, name)


def _cell(sheet: Any, value: Any, *, is_head: bool) -> Any:
    if isinstance(value, str):
        value = neutral(ILLEGAL_CHARACTERS_RE.sub("\ufffd", value))
        value = value if len(value) <= LONGEST_CELL else value[: LONGEST_CELL - len(CUT)] + CUT
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
    if is_head:
        cell.font = Font(bold=True)
    return cell


def _file(content: str | bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


class _Echo:
    def write(self, text: str) -> str:
        return text
