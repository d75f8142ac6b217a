"""From protected tables, now and earlier, to all that they tell together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import inf
from pathlib import Path
from typing import TypeAlias

from teilhabe.engine.audit.files import Key, Line, label, read_table
from teilhabe.engine.audit.hierarchies import Parents
from teilhabe.engine.audit.margins import Listing, Sum, sums
from teilhabe.engine.audit.rests import with_rests
from teilhabe.engine.audit.told import Cell, Told, total
from teilhabe.errors import InputError

Name: TypeAlias = tuple[Key, str]
"""A cell, and the earlier table in which alone it stands so ("" for today's)."""
NamedSum: TypeAlias = tuple[Name, tuple[Name, ...]]


@dataclass(frozen=True)
class Question:
    """How tables are to be read."""

    dimensions: tuple[str, ...]
    value: str
    hierarchies: Mapping[str, Parents] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """What tables tell: intervals of named cells, and sums of them."""

    told: Mapping[Name, tuple[float, float]]
    hidden: frozenset[Name]
    sums: tuple[NamedSum, ...]
    rests: frozenset[Name]
    """Those whom a sum has beyond the parts that the tables list."""
    whole: bool
    """Whether no fraction is told: then counts are meant."""
    is_balance: bool
    """Whether something is told to be below 0: then nobody knows that hidden figures are not."""
    order: tuple[str, ...]

    def names(self) -> list[Name]:
        """Every cell in a lasting order: those of the tables as listed, then sums that no table lists."""
        mentioned = (name for whole, parts in self.sums for name in (whole, *parts))
        return list(dict.fromkeys((*self.told, *mentioned)))

    def label(self, name: Name) -> str:
        key, state = name
        return label(key, self.order) + (f" ({state})" if state else "")


def read_releases(
    paths: Sequence[Path], earlier: Sequence[Path], question: Question, *, apart: bool = False
) -> Reading:
    """What these tables tell together with what earlier ones told; InputError where a file is no such table.

    A figure that was told earlier and is hidden now is known. Where a figure has been corrected, it and the hidden
    figures in a sum with it are cells of their own in the earlier table; `apart`: all cells of such a table are.
    """
    now = [(path, *read_table(path, question.dimensions, question.value)) for path in paths]
    listings = [_listing(dimensions, table) for _, dimensions, table in now]
    told: dict[Name, tuple[float, float]] = {}
    hidden = {(line.key, "") for _, _, table in now for line in table if line.hidden}
    for path, _, table in now:
        _add(told, ((line, (line.key, "")) for line in table), path)
    shared = dict.fromkeys(sums(listings, question.hierarchies))
    certain = {each for listing in listings for each in sums([listing], question.hierarchies)}
    apart_then: list[NamedSum] = []
    for path in earlier:
        dimensions, table = read_table(path, question.dimensions, question.value)
        listings.append(_listing(dimensions, table))
        own_sums = sums(listings[-1:], question.hierarchies)
        own = _own_state(table, own_sums, told, str(path), apart)
        _add(told, ((line, (line.key, own.get(line.key, ""))) for line in table), path)
        if own:
            apart_then += [_named(each, own) for each in own_sums]
        else:
            certain.update(own_sums)
            shared |= dict.fromkeys(sums(listings, question.hierarchies))
    divided, rests = with_rests(list(shared), certain, partial(_exactly, told))
    found = dict.fromkeys([*(_named(each, {}) for each in divided), *apart_then])
    values = [bound for interval in told.values() for bound in interval]
    return Reading(
        told,
        frozenset(hidden),
        tuple(found),
        frozenset((key, "") for key in rests),
        whole=all(bound == inf or bound == round(bound) for bound in values),
        is_balance=any(-inf < bound < 0 for bound in values),
        order=question.dimensions,
    )


def _exactly(told: Mapping[Name, tuple[float, float]], key: Key) -> float | None:
    low, high = told.get((key, ""), (-inf, inf))
    return low if low == high else None


def _listing(dimensions: tuple[str, ...], table: Iterable[Line]) -> Listing:
    return Listing(dimensions, frozenset(line.key for line in table))


def _named(found: Sum, own: Mapping[Key, str]) -> NamedSum:
    whole, parts = found
    return (whole, own.get(whole, "")), tuple((part, own.get(part, "")) for part in parts)


def _add(told: dict[Name, tuple[float, float]], lines: Iterable[tuple[Line, Name]], path: Path) -> None:
    """What is told twice must agree; the narrower interval counts."""
    for line, name in lines:
        low, high = told.get(name, (-inf, inf))
        if line.low > high or line.high < low:
            raise InputError(
                f"{path}, Zeile {line.number}: Eine andere Tabelle nennt für dieselbe Zelle einen anderen Wert. "
                "Frühere Fassungen bitte mit --earlier angeben.",
                f"{path}, line {line.number}: another table tells another figure for the same cell. "
                "Please name earlier releases with --earlier.",
            )
        told[name] = (max(low, line.low), min(high, line.high))


def _own_state(
    table: Sequence[Line], own_sums: Iterable[Sum], told: Mapping[Name, tuple[float, float]], state: str, apart: bool
) -> Mapping[Key, str]:
    """The cells of an earlier table that are not today's: corrected ones, and hidden ones in a sum with these."""
    changed = {line.key for line in table if _differs(line, told.get((line.key, "")))}
    if not changed:
        return {}
    told_then = {line.key for line in table if not line.hidden}
    keys = set(changed)
    for whole, parts in own_sums:
        if apart or not changed.isdisjoint((whole, *parts)):
            keys |= {whole, *parts} if apart else {whole, *parts} - told_then
    return dict.fromkeys(keys, state)


def _differs(line: Line, now: tuple[float, float] | None) -> bool:
    return now is not None and (line.low > now[1] or line.high < now[0])


def told_of(reading: Reading, threshold: float, truth: Mapping[Key, float], above: Mapping[Key, float]) -> Told:
    """The reading as cells with what must not be found out; `truth` is empty where nobody knows it."""
    names = reading.names()
    position = {name: number for number, name in enumerate(names)}
    cells = [_cell(reading, name, threshold, truth, above) for name in names]
    relations = (total(position[whole], (position[part] for part in parts)) for whole, parts in reading.sums)
    return Told(tuple(cells), tuple(relations))


def _cell(
    reading: Reading, name: Name, threshold: float, truth: Mapping[Key, float], above: Mapping[Key, float]
) -> Cell:
    low, high = reading.told.get(name, (0.0, inf))
    if reading.is_balance and high == inf:
        low = -inf
    key, state = name
    return Cell(
        reading.label(name),
        low,
        high,
        threshold if name in reading.told or name in reading.rests else 0.0,
        name in reading.hidden,
        reading.whole,
        None if state else truth.get(key),
        above=above.get(key, 0.0),
    )


def true_values(path: Path, question: Question, reading: Reading) -> dict[Key, float]:
    """The figures that the tables hide; sums that the file does not list are added up.

    InputError where the file tells less or something else than the tables.
    """
    dimensions, lines = read_table(path, question.dimensions, question.value)
    truth = {line.key: line.low for line in lines if line.low == line.high}
    own_sums = sums([_listing(dimensions, lines)], question.hierarchies)
    _complete(truth, [*own_sums, *((whole[0], tuple(part[0] for part in parts)) for whole, parts in reading.sums)])
    for name, (low, high) in reading.told.items():
        _refuse_untrue(path, reading, name, truth.get(name[0]), low, high)
    return truth


def _refuse_untrue(path: Path, reading: Reading, name: Name, true: float | None, low: float, high: float) -> None:
    if not name[1] and true is not None and not low - 1e-6 <= true <= high + 1e-6:
        raise InputError(
            f"{path}: Bei {reading.label(name)} steht {true:g}, in der geschützten Tabelle etwas anderes.",
            f"{path}: {reading.label(name)} is {true:g} here, and something else in the protected table.",
        )


def _complete(truth: dict[Key, float], found: Sequence[Sum]) -> None:
    """Add up what is not listed, from the parts upwards."""
    missing = [(whole, parts) for whole, parts in found if whole not in truth]
    while known := [(whole, parts) for whole, parts in missing if all(part in truth for part in parts)]:
        truth |= {whole: sum(truth[part] for part in parts) for whole, parts in known}
        missing = [(whole, parts) for whole, parts in missing if whole not in truth]
