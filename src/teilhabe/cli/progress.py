"""Progress on the terminal: one line, rewritten; nothing at all where the output is no terminal."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_WIDTH = 24
_QUIET_SECONDS = 2.0


class ProgressLine:
    """A bar on standard error."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._is_terminal = self._stream.isatty()

    def __call__(self, name: str, done: int, total: int) -> None:
        if self._is_terminal:
            filled = _WIDTH * done // max(total, 1)
            bar = "█" * filled + "·" * (_WIDTH - filled)
            self._stream.write(f"\r\x1b[2K  {bar} {done}/{total} {name}")
            self._stream.flush()

    def clear(self) -> None:
        if self._is_terminal:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()


class LaterLine:
    """The bar of one task with a known end, once it takes longer than a moment."""

    def __init__(self, name: str, total: int) -> None:
        self._name = name
        self._total = total
        self._line = ProgressLine()
        self._begin = time.monotonic()

    def __call__(self, done: int) -> None:
        if time.monotonic() - self._begin > _QUIET_SECONDS:
            self._line(self._name, done, self._total)

    def clear(self) -> None:
        self._line.clear()
