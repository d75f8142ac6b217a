"""The figures of a PX file: all cells in order, or rows that begin with their keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, islice, product
from math import prod
from operator import attrgetter

from teilhabe.engine.preparation.described.cube import Axis, size
from teilhabe.engine.preparation.findings import Finding
from teilhabe.errors import UnreadableFile
from teilhabe.text import Text

_CELL = re.compile(r'"([^"]*)"|([^\s";]+)')
_KEYED_CELL = re.compile(r'"([^"]*)"|([^\s";,]+)')


@dataclass(frozen=True)
class Cell:
    """One text of the figures, its physical line and its place in that line, counted from 0."""

    text: str
    row: int
    place: int


@dataclass(frozen=True)
class Figures:
    """Cells with the positions they have among the axes."""

    positions: Sequence[int]
    cells: Sequence[Cell]
    findings: Sequence[Finding] = ()


def read_figures(name: str, text: str, start: int, axes: Sequence[Axis], keyed: Sequence[Axis]) -> Figures:
    """What follows DATA; UnreadableFile where there is more than the axes span or a key is unknown.

    `keyed` are the axes whose codes stand in front of each row, none where all cells are there. A file with too few
    cells was cut; the cells it has are in their right places.
    """
    cells = _cells(text, start, _KEYED_CELL if keyed else _CELL)
    return _by_keys(name, axes, keyed, cells) if keyed else _in_order(name, axes, cells)


def _cells(text: str, start: int, pattern: re.Pattern[str]) -> list[Cell]:
    first = text.count("\n", 0, start) + 1
    return [
        Cell(quoted or bare, row, place)
        for row, line in enumerate(text[start:].split("\n"), first)
        for place, (quoted, bare) in enumerate(pattern.findall(line))
    ]


def _in_order(name: str, axes: Sequence[Axis], cells: Sequence[Cell]) -> Figures:
    expected = size(axes)
    if len(cells) > expected:
        raise UnreadableFile(
            f"{name}: Hinter DATA stehen {len(cells)} Werte, die Gliederungen ergeben {expected}; "
            "wohin sie gehören, ist unklar.",
            f"{name}: {len(cells)} values follow DATA, the variables span {expected}; "
            "where they belong cannot be told.",
        )
    cut = [_cut(cells, expected)] if len(cells) < expected else []
    return Figures(range(len(cells)), cells, cut)


def _by_keys(name: str, axes: Sequence[Axis], keyed: Sequence[Axis], cells: Sequence[Cell]) -> Figures:
    """Each row has the codes of the keyed axes, then a value for each cell of the others."""
    strides = {axis.name: prod(len(other.codes) for other in axes[place + 1 :]) for place, axis in enumerate(axes)}
    expected = prod(len(axis.codes) for axis in axes if axis not in keyed)
    offsets = [0]  # no more than there are cells: a small file may announce billions
    for axis in axes:
        if axis not in keyed:
            steps = [place * strides[axis.name] for place in range(len(axis.codes))]
            offsets = [offset + step for offset, step in islice(product(offsets, steps), len(cells) + 1)]
    places = [{code: place * strides[axis.name] for place, code in enumerate(axis.codes)} for axis in keyed]
    positions: list[int] = []
    kept: list[Cell] = []
    findings: list[Finding] = []
    last = cells[-1].row if cells else 0
    for row, found in groupby(cells, attrgetter("row")):
        record = list(found)
        keys, values = record[: len(keyed)], record[len(keyed) :]
        known = [place.get(key.text) for place, key in zip(places, keys, strict=False)]
        if None in known or len(values) > expected or (len(values) < expected and row != last):
            raise UnreadableFile(
                f"{name}, Zeile {row}: Die Zeile hat andere Schlüssel oder anders viele Werte als die Gliederungen.",
                f"{name}, line {row}: the line has other keys, or more or fewer values than the variables span.",
            )
        base = sum(place for place in known if place is not None)
        positions += [base + offset for offset in offsets[: len(values)]]
        kept += values
        findings += [_cut(values, expected)] if len(values) < expected else []
    return Figures(positions, kept, findings)


def _cut(cells: Sequence[Cell], expected: int) -> Finding:
    return Finding(
        "truncated",
        "error",
        Text(
            f"Die Gliederungen ergeben {expected} Werte, hier enden die Daten nach {len(cells)}.",
            f"The variables span {expected} values, the data end here after {len(cells)}.",
        ),
        row=cells[-1].row if cells else None,
        data={"cells": len(cells), "expected": expected},
    )
