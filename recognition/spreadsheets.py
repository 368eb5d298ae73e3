"""Tables as files that a spreadsheet opens: CSV and XLSX, with the same cells in both.

No text of ours or of others is ever taken for a formula: `neutral` is the one place that sees to it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from tempfile import TemporaryFile
from typing import Any, Final

from django.http import FileResponse, StreamingHttpResponse
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


def csv_file(rows: Iterable[Sequence[Any]], name: str) -> StreamingHttpResponse:
    """Sent line by line as the rows are read, with the mark by which a spreadsheet knows that it is UTF-8."""
    return StreamingHttpResponse(
        chain(["\ufeff"], csv_lines(rows)), content_type="text/csv; charset=utf-8", headers=_headers(name)
    )


def xlsx_file(sheets: Iterable[tuple[str, Iterable[Sequence[Any]]]], name: str) -> FileResponse:
    """A sheet a table: its title and its rows, the first of which is its head. Row by row into a temporary file, which
    is sent from there and is gone when it was closed: no number of rows needs more memory."""
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title[:LONGEST_TITLE])
        sheet.freeze_panes = "A2"
        for number, row in enumerate(rows):
            sheet.append([_cell(sheet, value, is_head=number == 0) for value in row])
    into = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(into)
    into.seek(0)
    return FileResponse(into, content_type=XLSX_TYPE, headers=_headers(name))


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


def _headers(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}


class _Echo:
    def write(self, text: str) -> str:
        return text
