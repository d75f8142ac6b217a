"""Workbooks are read by a process of their own, with little memory and little time: their parser is not ours.

The process is the worker of the preparation: a script without imports of ours, started by its path.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import teilhabe
from teilhabe.errors import UnreadableFile

_WORKER = Path(teilhabe.__file__).parent / "engine" / "preparation" / "reading" / "worker.py"
_BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
MEMORY_BYTES, SECONDS, MOST_CELLS, MOST_OUTPUT_BYTES = 512 << 20, 10, 1_300_000, 64 << 20
_PASSWORD, _TOO_MANY = 3, 4


def is_workbook(content: bytes) -> bool:
    return content.startswith(_BEGINNINGS)


def workbook_rows(content: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet that is shown and holds anything; UnreadableFile where there is none."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as written:
        given.write(content)
        given.seek(0)
        code = _run(given.fileno(), written.fileno())
        if code:
            raise _refusal(code)
        written.seek(0)
        yield from _first_sheet(written)


def _run(given: int, written: int) -> int:
    limits = map(str, (MEMORY_BYTES, SECONDS, MOST_CELLS, MOST_OUTPUT_BYTES))
    command = [sys.executable, "-I", str(_WORKER), *limits]
    try:
        done = subprocess.run(  # noqa: S603  # our own script, no shell, no argument from outside
            command, stdin=given, stdout=written, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return -1
    return done.returncode


def _first_sheet(lines: Iterator[bytes]) -> Iterator[list[str]]:
    has_begun = False
    for line in lines:
        found = json.loads(line)
        if isinstance(found, dict):
            if has_begun:
                return
            continue
        for row in found:
            has_begun = True
            yield [cell[0] if isinstance(cell, list) else cell for cell in row]


def _refusal(code: int) -> UnreadableFile:
    if code == _PASSWORD:
        return UnreadableFile(
            "Die Arbeitsmappe ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort.",
            "The workbook is protected by a password. Please save it without one.",
        )
    if code == _TOO_MANY:
        return UnreadableFile(
            "Die Arbeitsmappe hat zu viele Zellen. Bitte löschen Sie, was nicht gebraucht wird.",
            "The workbook has too many cells. Please delete what is not needed.",
        )
    return UnreadableFile(
        "Die Arbeitsmappe lässt sich nicht lesen: Sie ist beschädigt oder zu groß. Bitte speichern Sie sie als CSV.",
        "The workbook cannot be read: it is damaged or too large. Please save it as CSV.",
    )
