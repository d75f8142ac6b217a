"""Plain tables for people: columns as wide as their longest entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def aligned(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> Iterator[str]:
    """The rows as lines of text; the columns `right` stand flush right, as numbers do."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            entry.rjust(width) if number in right else entry.ljust(width)
            for number, (entry, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
