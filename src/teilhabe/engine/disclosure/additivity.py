"""The sums inside one table: which cells add up to which, and whether they do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from teilhabe.engine.disclosure.groupings import TOTAL, Grouping, sums
from teilhabe.engine.disclosure.problem import Bools, Floats
from teilhabe.errors import InputError
from teilhabe.wording.numbers import format_number

MOST_NAMED = 5
"""So many rows that do not add up are named; the rest is counted."""

Codes = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Values under the codes of their dimensions, with TOTAL for sums; a combination without a row is known to be 0.

    A sum without a row is not published. `values` are the truth; NaN where a row was hidden before and nobody here
    knows it any more.
    """

    dimensions: tuple[str, ...]
    codes: tuple[Codes, ...]
    values: Floats
    groupings: Mapping[str, Sequence[Grouping]] = field(default_factory=dict)
    largest: Floats | None = None
    """Rows × columns: the largest contributors to a magnitude, descending."""
    contributors: Floats | None = None
    must_publish: Bools | None = None
    must_hide: Bools | None = None
    name: str = ""
    lines: Sequence[int] = ()
    """Where the rows stand in their file; counted from 1 without it."""

    def line(self, row: int) -> int:
        return self.lines[row] if self.lines else row + 1


@dataclass(frozen=True)
class Sum:
    """A cell and the cells it consists of."""

    total: Codes
    parts: tuple[Codes, ...]


@dataclass(frozen=True)
class Structure:
    """All sums that readers of a table can form, and the values of those that have no row of their own."""

    sums: tuple[Sum, ...]
    unlisted: Mapping[Codes, float]


def structure(table: Table) -> Structure:
    """The sums between the rows; a sum without a row is kept where it connects others."""
    values = dict(zip(table.codes, table.values.tolist(), strict=True))
    relations = [_relations(table, dimension) for dimension in range(len(table.dimensions))]
    unlisted = {}
    for dimension, divided in enumerate(relations):
        for total, parts in _sums(values, dimension, divided):
            if total not in values:
                values[total] = unlisted[total] = sum(values[part] for part in parts)
    found = [
        Sum(total, parts)
        for dimension, divided in enumerate(relations)
        for total, parts in _sums(values, dimension, divided)
    ]
    kept = tuple(_telling(found, unlisted))
    used = {codes for relation in kept for codes in (relation.total, *relation.parts)}
    return Structure(kept, {codes: value for codes, value in unlisted.items() if codes in used})


def with_totals(table: Table) -> Table:
    """The table with a row for every sum that its dimensions and groupings know, after the rows it has."""
    values = dict(zip(table.codes, table.values.tolist(), strict=True))
    for dimension, name in enumerate(table.dimensions):
        codes = {row[dimension] for row in values}
        groupings = table.groupings.get(name, ())
        above = {group for grouping in groupings for code in codes for group in grouping.ancestors(code)}
        above -= {grouping.root or TOTAL for grouping in groupings}
        for total, parts in _sums(values, dimension, _ordered(groupings, frozenset({*codes, *above, TOTAL}))):
            values.setdefault(total, sum(values[part] for part in parts))
    last = table.line(len(table.codes) - 1)
    lines = [*map(table.line, range(len(table.codes))), *range(last + 1, last + 1 + len(values) - len(table.codes))]
    return replace(table, codes=tuple(values), values=np.array(list(values.values())), lines=lines)


def _relations(table: Table, dimension: int) -> list[tuple[str, tuple[str, ...]]]:
    """The sums among the codes of a dimension, those of the lowest level first."""
    codes = frozenset(row[dimension] for row in table.codes)
    return _ordered(table.groupings.get(table.dimensions[dimension], ()), codes)


def _ordered(groupings: Sequence[Grouping], codes: frozenset[str]) -> list[tuple[str, tuple[str, ...]]]:
    left = list(sums(groupings, codes))
    ordered: list[tuple[str, tuple[str, ...]]] = []
    while left:
        open_totals = {total for total, _ in left}
        ready = [relation for relation in left if not open_totals.intersection(relation[1])]
        ordered += ready
        left = [relation for relation in left if relation not in ready]
    return ordered


def _sums(
    values: Mapping[Codes, float], dimension: int, relations: Sequence[tuple[str, tuple[str, ...]]]
) -> Iterator[tuple[Codes, tuple[Codes, ...]]]:
    """(sum, parts) along one dimension, wherever a part has a value; sums found on the way are parts of later ones."""
    known: dict[Codes, set[str]] = defaultdict(set)
    for codes in values:
        known[codes[:dimension] + codes[dimension + 1 :]].add(codes[dimension])
    for total, parts in relations:
        for others, codes_here in known.items():
            if here := [part for part in parts if part in codes_here]:
                before, after = others[:dimension], others[dimension:]
                codes_here.add(total)
                yield (*before, total, *after), tuple((*before, part, *after) for part in here)


def _telling(found: Sequence[Sum], unlisted: Mapping[Codes, float]) -> Iterator[Sum]:
    """Without the sums that nobody publishes and that occur nowhere else: they tell nothing."""
    occurrences: dict[Codes, set[int]] = defaultdict(set)
    for number, relation in enumerate(found):
        for codes in (relation.total, *relation.parts):
            if codes in unlisted:
                occurrences[codes].add(number)
    dropped: set[int] = set()
    waiting = list(occurrences)
    while waiting:
        codes = waiting.pop()
        if len(occurrences[codes]) == 1 and found[number := next(iter(occurrences[codes]))].total == codes:
            dropped.add(number)
            for other in (codes, *found[number].parts):
                if other in occurrences:
                    occurrences[other].discard(number)
                    waiting.append(other)
    return (relation for number, relation in enumerate(found) if number not in dropped)


def check_additivity(table: Table, relations: Sequence[Sum], unlisted: Mapping[Codes, float]) -> None:
    """InputError with the rows whose value is not the sum of its parts; sums with an unknown value are believed."""
    rows = {codes: row for row, codes in enumerate(table.codes)}
    wrong: dict[Codes, tuple[float, float]] = {}

    def value(codes: Codes) -> float:
        return float(table.values[rows[codes]]) if codes in rows else unlisted[codes]

    for relation in relations:
        stated, parts = value(relation.total), [value(part) for part in relation.parts]
        expected = float(np.sum(parts))
        if abs(stated - expected) > 1e-9 * max(1.0, float(np.sum(np.abs(parts)))):
            wrong.setdefault(relation.total, (stated, expected))
    if wrong:
        raise _not_additive(table, rows, wrong)


def _not_additive(table: Table, rows: Mapping[Codes, int], wrong: Mapping[Codes, tuple[float, float]]) -> InputError:
    """Which rows, what they say and what their parts make."""
    ordered = sorted(wrong.items(), key=lambda item: rows.get(item[0], -1))
    de, en = [], []
    for codes, (stated, expected) in ordered[:MOST_NAMED]:
        named = ", ".join(f"{name}={code}" for name, code in zip(table.dimensions, codes, strict=True))
        at = table.line(rows[codes]) if codes in rows else "–"
        de.append(f"Zeile {at} ({named}): {_number(stated, 'de')} statt {_number(expected, 'de')}")
        en.append(f"line {at} ({named}): {_number(stated, 'en')} instead of {_number(expected, 'en')}")
    more = len(ordered) - MOST_NAMED
    return InputError(
        f"{table.name}: {len(ordered)} Summen sind nicht die Summe ihrer Teile. {'; '.join(de)}"
        f"{f'; und {more} weitere' if more > 0 else ''}. Eine Kombination ohne Zeile "
        "zählt als 0. Bitte berichtigen; geschützt wird nur, was aufgeht.",
        f"{table.name}: {len(ordered)} totals are not the sum of their parts. {'; '.join(en)}"
        f"{f'; and {more} more' if more > 0 else ''}. A combination without a row "
        "counts as 0. Please correct it; only what adds up can be protected.",
    )


def _number(value: float, language: str) -> str:
    return format_number(value, 0 if value == int(value) else 2, "de" if language == "de" else "en")
