"""What a line of the log may hold: what happened and where, never about whom.

Messages of exceptions repeat values (`Key (email)=(…) already exists`), addresses carry what was searched for. Both are
left out; the class of an exception and the lines it passed are enough to find a fault.
"""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:]+@[^\s<>()\[\]\"',;:]+")
QUERY = re.compile(r"(?<=\S)\?\S+")
NUMBER = re.compile(r"(?<![\w-])\+?\d[\d ()/]{6,}\d(?![\w-])")

_Exception = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutPersonalData(logging.Formatter):
    """Leaves mail addresses, numbers of telephones, queries and the messages of exceptions out of every line."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # the name is that of logging
        line = super().formatMessage(record)
        said = record.message
        return line.replace(said, veiled(said)) if said else line

    def formatException(self, ei: _Exception) -> str:  # noqa: N802  # the same
        kind, error, _trace = ei
        if kind is None or error is None:
            return ""
        return "\n".join(_told(each) for each in _chain(error))


def veiled(text: str) -> str:
    """The text without what leads to somebody."""
    for pattern in (QUERY, ADDRESS, NUMBER):
        text = pattern.sub("…", text)
    return text


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


def _told(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([f"{type(error).__module__}.{type(error).__qualname__}", *lines])
