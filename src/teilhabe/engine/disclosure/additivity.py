"""The sums inside one table: which cells add up to which, and whether they do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from teilhabe.engine.disclosure.groupings import TOTAL, Grouping, sums
from teilhabe.engine.disclosure.table import Cell, Codes, Table, cell_of
from teilhabe.errors import InputError
from teilhabe.wording.numbers import format_number

MOST_NAMED = 5
"""So many rows that do not add up are named; the rest is counted."""


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
    rests: frozenset[Codes]
    """Of these, what a sum that is published elsewhere has more than this table: those that it leaves out."""
    exceeded: frozenset[Codes]
    """Sums published elsewhere that this table exceeds: they were of fewer people."""


def structure(
    table: Table, elsewhere: Mapping[Cell, float] | None = None, *, may_leave_out: bool = True, is_one: bool = True
) -> Structure:
    """The sums between the rows; a sum without a row is kept where it connects others.

    `elsewhere` holds cells of other tables, NaN where unknown. A sum over all of this table that another one prints
    connects both; what it has more is a rest of its own, or, unless the table `may_leave_out` somebody, another sum.
    Rows that are not of one table need not add up; only sums that do are theirs.
    """
    relations = [_relations(table, dimension, is_alone=not elsewhere) for dimension in range(len(table.dimensions))]
    values, found = _completed(table, relations)
    listed = set(table.codes)
    unlisted = values.keys() - listed
    foreign = {
        codes: known for codes in unlisted if (known := (elsewhere or {}).get(cell_of(table, codes))) is not None
    }
    values |= {codes: value for codes, value in foreign.items() if not np.isnan(value)}
    sure = values.keys() - foreign.keys() if is_one else set()
    fitted, rests = _connected(found, values, sure, may_leave_out=may_leave_out)
    kept = tuple(_telling(fitted, unlisted - foreign.keys()))
    used = {codes for relation in kept for codes in (relation.total, *relation.parts)}
    return Structure(
        kept,
        {codes: (values | rests)[codes] for codes in (*values, *rests) if codes in used and codes not in listed},
        frozenset(rests),
        frozenset(relation.total for relation in found if _left_over(relation, values) < 0) & foreign.keys(),
    )


def _connected(
    found: Sequence[Sum], values: Mapping[Codes, float], sure: Set[Codes], *, may_leave_out: bool
) -> tuple[list[Sum], dict[Codes, float]]:
    """The sums, with a rest where another table's is larger; without those where it is smaller, of other people."""
    fitted, rests = [], {}
    for relation in found:
        rest = _left_over(relation, values)
        if not rest or {relation.total, *relation.parts} <= sure:
            fitted.append(relation)
        elif rest > 0 and may_leave_out:
            rests[_rest(relation)] = rest
            fitted.append(Sum(relation.total, (*relation.parts, _rest(relation))))
    return fitted, rests


def _left_over(relation: Sum, values: Mapping[Codes, float]) -> float:
    """The sum less its parts; 0 where they fit, or where not all is known."""
    rest = values[relation.total] - sum(values[part] for part in relation.parts)
    return rest if abs(rest) > 1e-9 * max(1.0, abs(values[relation.total])) else 0.0


def _rest(relation: Sum) -> Codes:
    """The codes of what a sum has beyond its parts."""
    return tuple(
        total if len(set(parts)) == 1 and parts[0] == total else f"{total} − {' − '.join(parts)}"
        for total, *parts in zip(relation.total, *relation.parts, strict=True)
    )


def with_totals(table: Table) -> Table:
    """The table with a row for every sum that its dimensions and groupings know, after the rows it has."""
    values, _ = _completed(
        table, [_relations(table, dimension, is_alone=False) for dimension in range(len(table.dimensions))]
    )
    last = table.line(len(table.codes) - 1)
    lines = [*map(table.line, range(len(table.codes))), *range(last + 1, last + 1 + len(values) - len(table.codes))]
    return replace(table, codes=tuple(values), values=np.array(list(values.values())), lines=lines)


def _relations(table: Table, dimension: int, *, is_alone: bool) -> list[tuple[str, tuple[str, ...]]]:
    """The sums among the codes of a dimension, those of the lowest level first; `is_alone`: among its rows only."""
    codes = {row[dimension] for row in table.codes}
    groupings = table.groupings.get(table.dimensions[dimension], ())
    if not is_alone:
        codes |= {group for grouping in groupings for code in codes for group in grouping.ancestors(code)} | {TOTAL}
        codes -= {grouping.root for grouping in groupings} - {row[dimension] for row in table.codes}
    return _ordered(groupings, frozenset(codes))


def _ordered(groupings: Sequence[Grouping], codes: frozenset[str]) -> list[tuple[str, tuple[str, ...]]]:
    left = list(sums(groupings, codes))
    ordered: list[tuple[str, tuple[str, ...]]] = []
    while left:
        open_totals = {total for total, _ in left}
        ready = [relation for relation in left if not open_totals.intersection(relation[1])]
        ordered += ready
        left = [relation for relation in left if relation not in ready]
    return ordered


def _completed(
    table: Table, relations: Sequence[Sequence[tuple[str, tuple[str, ...]]]]
) -> tuple[dict[Codes, float], list[Sum]]:
    """Every cell that has a row or consists of some that do, rows first, and all sums between them."""
    cells = dict.fromkeys(table.codes)
    before = 0
    while before < len(cells):
        before = len(cells)
        for dimension, divided in enumerate(relations):
            cells |= dict.fromkeys(found.total for found in _sums(cells, dimension, divided))
    found = [relation for dimension, divided in enumerate(relations) for relation in _sums(cells, dimension, divided)]
    parts: dict[Codes, tuple[Codes, ...]] = {}
    for relation in found:
        parts.setdefault(relation.total, relation.parts)
    values: dict[Codes, float] = dict(zip(table.codes, table.values.tolist(), strict=True))

    def value(codes: Codes) -> float:
        known = values.get(codes)
        if known is None:
            known = values[codes] = float(sum(value(part) for part in parts[codes]))
        return known

    return {codes: value(codes) for codes in cells}, found


def _sums(cells: Iterable[Codes], dimension: int, relations: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[Sum]:
    """The sums along one dimension, wherever a part exists; sums found on the way are parts of later ones."""
    known: dict[Codes, set[str]] = defaultdict(set)
    for codes in cells:
        known[codes[:dimension] + codes[dimension + 1 :]].add(codes[dimension])
    for total, parts in relations:
        for others, codes_here in known.items():
            if here := [part for part in parts if part in codes_here]:
                before, after = others[:dimension], others[dimension:]
                codes_here.add(total)
                yield Sum((*before, total, *after), tuple((*before, part, *after) for part in here))


def _telling(found: Sequence[Sum], unlisted: Set[Codes]) -> Iterator[Sum]:
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
