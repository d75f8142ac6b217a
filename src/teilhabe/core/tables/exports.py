"""The rows of a list as a file: CSV for German spreadsheets, or an Excel workbook."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.text import slugify
from django.utils.timezone import localdate

from teilhabe.core.tables.cells import Cell, cell, written
from teilhabe.core.tables.columns import Column

FORMATS = {"csv": "CSV", "xlsx": "Excel"}
ROWS_AT_ONCE = 2000
CELL_LIMIT = 32_767
"""Characters that a cell of a workbook can hold."""
FIRST_YEAR, LARGEST_NUMBER = 1900, 10**15
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Row = Sequence[Cell]


def respond(kind: str, title: str, columns: Sequence[Column], rows: QuerySet[Any]) -> HttpResponseBase:
    """The file as a download; `kind` is one of FORMATS."""
    lines = _lines(columns, rows)
    name = file_name(title, kind)
    if kind == "xlsx":
        return FileResponse(workbook(title, lines), as_attachment=True, filename=name, content_type=WORKBOOK)
    response = StreamingHttpResponse(csv_lines(lines), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def file_name(title: str, kind: str) -> str:
    """`personen-2026-11-23.csv`; what holds invented people says so first."""
    invented = "erfunden-" if settings.DEMO else ""
    return f"{invented}{slugify(title) or 'liste'}-{localdate():%Y-%m-%d}.{kind}"


def _lines(columns: Sequence[Column], rows: QuerySet[Any]) -> Iterator[Row]:
    yield [str(column.label) for column in columns]
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield [cell(column.exported_cell(row)) for column in columns]


class _Line:
    """What the CSV writer writes to: it hands back each line."""

    def write(self, line: str) -> str:
        return line


def csv_lines(lines: Iterable[Row]) -> Iterator[str]:
    """With the mark by which Excel knows UTF-8, and semicolons, as German Excel expects."""
    writer = csv.writer(_Line(), delimiter=";", lineterminator="\r\n")
    yield "\ufeff"
    for line in lines:
        yield writer.writerow([written(value) for value in line])


def workbook(title: str, lines: Iterable[Row]) -> IO[bytes]:
    """One sheet, its first line fixed; text is always written as text, whatever it looks like."""
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it when it is sent
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    day, moment = book.add_format({"num_format": "dd.mm.yyyy"}), book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(_sheet_name(title))
    sheet.freeze_panes(1, 0)
    for index, line in enumerate(lines):
        for place, value in enumerate(line):
            if index == 0:
                sheet.set_column(place, place, max(14, len(str(value)) + 4))
                sheet.write_string(0, place, str(value), bold)
            else:
                _write(sheet, index, place, value, moment if isinstance(value, datetime) else day)
    book.close()
    file.seek(0)
    return file


def _write(sheet: Any, line: int, place: int, value: Cell, date_format: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str) or not _is_known_to_workbooks(value):
        sheet.write_string(line, place, str(value)[:CELL_LIMIT])
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(line, place, value)
    else:
        sheet.write_datetime(line, place, value, date_format)


def _is_known_to_workbooks(value: int | float | Decimal | date) -> bool:
    """Days begin in 1900 there, and a number keeps 15 digits."""
    if isinstance(value, date):
        return value.year >= FIRST_YEAR
    return abs(float(value)) < LARGEST_NUMBER


def _sheet_name(title: str) -> str:
    """What Excel takes as the name of a sheet: at most 31 characters, and none of these."""
    return "".join(" " if character in "[]:*?/\\'" else character for character in title)[:31].strip() or "Liste"
