"""Worker: a process of its own that reads a workbook from standard input and writes its cells as lines of JSON.

It runs as a script, isolated and with nothing of this package, so that it starts in a blink and a hostile file finds
nothing. Limits are its arguments: bytes of address space, seconds of processor time, cells, bytes of output.
Exit codes: 0 done, 3 protected by a password, 4 too many cells, 5 no workbook, 6 not enough memory; anything else is a
crash of the parser.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TextIO

PASSWORD, TOO_MANY_CELLS, DAMAGED, NO_MEMORY = 3, 4, 5, 6
_CHUNK = 1000
_DIGITS = 15
"""A spreadsheet keeps and shows this many; what a binary fraction has behind them is noise."""


def main(arguments: list[str]) -> int:
    """Limit this process, read the workbook, write it; the exit code says how it ended."""
    memory, seconds, cells, output = map(int, arguments)
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    import python_calamine as calamine  # after the limits: nothing of it runs without them

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(sys.stdin.buffer)
        _write(workbook, cells, sys.stdout)
    except calamine.PasswordError:
        return PASSWORD
    except OverflowError:
        return TOO_MANY_CELLS
    except MemoryError:
        return NO_MEMORY
    except (calamine.CalamineError, OSError, ValueError):
        return DAMAGED
    return 0


def _write(workbook: object, cells: int, stream: TextIO) -> None:
    """For each sheet one line about it, then lines with up to a thousand rows each; the first line counts the sheets.

    A row is a list of texts, a number stands in a list of its own: `["Bonn", ["12.5"], ""]`.
    """
    sheets = workbook.sheets_metadata  # type: ignore[attr-defined]  # not imported above, on purpose
    for meta in sheets:
        sheet = workbook.get_sheet_by_name(meta.name)  # type: ignore[attr-defined]  # as above
        width = (sheet.end[1] + 1) if sheet.end else 0
        is_shown = str(meta.visible).endswith(".Visible") and str(meta.typ).endswith(".WorkSheet")
        about = {"name": meta.name, "shown": is_shown, "width": width}
        stream.write(json.dumps(about) + "\n")
        for rows in _chunks(sheet.iter_rows() if is_shown and width else iter(()), width):
            cells -= sum(map(len, rows))
            if cells < 0:
                raise OverflowError
            stream.write(json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n")
    stream.flush()


def _chunks(rows: Iterator[list[object]], width: int) -> Iterator[list[list[object]]]:
    chunk: list[list[object]] = []
    for row in rows:
        chunk.append([""] * (width - len(row)) + [_cell(value) for value in row])
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _cell(value: object) -> str | list[str]:
    """A text as it stands; a number in a list, with a decimal point and no more digits than a spreadsheet has."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return [str(value)]
    if isinstance(value, float):
        return [_number(value)]
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 10**_DIGITS:
        return str(int(value))
    text = repr(value)
    if len(text) > _DIGITS or "e" in text:
        text = f"{Decimal(f'{value:.{_DIGITS}g}'):f}" if value - value == 0 else "#NUM!"
    return text.rstrip("0").rstrip(".") if "." in text else text


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # a text stream
    sys.exit(main(sys.argv[1:]))
