"""Names and texts safe inside SQL."""

from __future__ import annotations


def quoted(name: str) -> str:
    """A column name safe inside SQL."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text safe inside SQL."""
    return "'" + value.replace("'", "''") + "'"
