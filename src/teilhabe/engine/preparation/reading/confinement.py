"""Confinement: a parser we did not write runs in a process of its own, with little memory and little time."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from teilhabe.engine.preparation.reading import worker
from teilhabe.errors import UnreadableFile
from teilhabe.text import Text

MEMORY_BYTES = 1 << 30
SECONDS = 60
MOST_CELLS = 8_000_000
MOST_OUTPUT_BYTES = 512 << 20

_SCRIPT = Path(worker.__file__)
_REASONS = {
    worker.PASSWORD: Text(
        "Die Arbeitsmappe ist mit einem Kennwort geschützt; bitte ohne Kennwort speichern.",
        "the workbook is protected by a password; please save it without one.",
    ),
    worker.TOO_MANY_CELLS: Text(
        f"Die Arbeitsmappe hat mehr als {MOST_CELLS // 1_000_000} Millionen Zellen; bitte als CSV ausgeben.",
        f"the workbook has more than {MOST_CELLS // 1_000_000} million cells; please export it as CSV.",
    ),
    worker.DAMAGED: Text(
        "Die Arbeitsmappe (xls, xlsx, ods) ist beschädigt oder unvollständig; bitte neu laden oder speichern.",
        "the workbook (xls, xlsx, ods) is damaged or incomplete; please download or save it again.",
    ),
}
_TOO_BIG = Text(
    "Die Arbeitsmappe braucht zum Lesen mehr als 1 GiB Speicher; bitte die Tabelle als CSV ausgeben.",
    "reading the workbook takes more than 1 GiB of memory; please export the table as CSV.",
)
_TOO_SLOW = Text(
    f"Die Arbeitsmappe ließ sich nicht in {SECONDS} Sekunden lesen; bitte die Tabelle als CSV ausgeben.",
    f"the workbook could not be read within {SECONDS} seconds; please export the table as CSV.",
)
_REASONS |= {worker.NO_MEMORY: _TOO_BIG, -signal.SIGABRT: _TOO_BIG, -signal.SIGSEGV: _TOO_BIG}
_REASONS |= {-signal.SIGXCPU: _TOO_SLOW, -signal.SIGKILL: _TOO_SLOW, -signal.SIGXFSZ: _TOO_BIG}


@contextmanager
def workbook_lines(name: str, content: bytes) -> Iterator[Iterator[bytes]]:
    """What the worker writes about a workbook, line by line; UnreadableFile where it fails or takes too much.

    Input and output are unnamed temporary files: no pipe can fill up, and nothing remains however it ends.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as written:
        given.write(content)
        given.seek(0)
        _run(name, given, written)
        written.seek(0)
        yield iter(written)


def _run(name: str, given: IO[bytes], written: IO[bytes]) -> None:
    limits = (MEMORY_BYTES, SECONDS, MOST_CELLS, MOST_OUTPUT_BYTES)
    try:
        code = subprocess.run(  # noqa: S603  # our own script, no shell, no argument from outside
            [sys.executable, "-I", str(_SCRIPT), *map(str, limits)],
            stdin=given,
            stdout=written,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        code = -signal.SIGXCPU
    if code:
        reason = _REASONS.get(code, _REASONS[worker.DAMAGED])
        raise UnreadableFile(f"{name}: {reason.de}", f"{name}: {reason.en}")
