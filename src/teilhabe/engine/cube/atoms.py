"""One pass over a dataset for all sums that are due: its atoms.

Every selection restricts or divides a dimension by sets of codes. Codes that no such set tells apart form one class;
observations whose codes lie in the same classes form one atom. A single GROUP BY finds all atoms, however many sums are
asked for, and each sum is then the sum of some atoms. Measured against one query per sum: benchmarks/fused_ratios.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.cube.quoting import quoted, text
from teilhabe.engine.cube.selection import Selection
from teilhabe.engine.cube.structure import AREA, NOWHERE, PERIOD, Profile, Structure, profile_columns
from teilhabe.engine.cube.sums import Floats, Integers

VARIABLE, TOTAL_OF = "variable", "total_of"
MEMORY_LIMIT = "2GB"

Members = frozenset[str]
Classes = Mapping[str, int]  # code → number of its class


@dataclass(frozen=True)
class Atoms:
    """The atoms of one dataset, one entry of each array per atom.

    `classes` maps the codes of each dimension to their classes; `members` holds each atom's class per dimension (no
    entry: one class for all). Areas and periods are classes of their own.
    """

    structure: Structure
    classes: Mapping[str, Classes]
    members: Mapping[str, Integers]
    value: Floats
    cells: Integers
    numbers: Integers
    first_row: Integers
    last_row: Integers
    profile: Integers
    listed: npt.NDArray[np.object_] = field(default_factory=lambda: np.empty(0, dtype=object))

    def __len__(self) -> int:
        return len(self.value)

    def member(self, dimension: str) -> Integers:
        found = self.members.get(dimension)
        return np.zeros(len(self), dtype=np.int64) if found is None else found


def restrictions(selection: Selection, structure: Structure) -> dict[str, tuple[str, ...]]:
    """Dimension → the codes that count: what is declared, TOTAL where a dimension is left out that has one.

    Where all codes of a dimension are added up, none counts that is already the sum of others.
    """
    codes = structure.holdings[selection.variable].codes
    divided = {axis.dimension for axis in selection.axes}
    free = [name for name in codes if name not in (*selection.where, *divided, AREA, PERIOD)]
    filters = {VARIABLE: (selection.variable,), **selection.where}
    filters |= {name: (TOTAL,) for name in free if TOTAL in codes[name]}
    if structure.totals:
        added = {name for name in free if TOTAL not in codes[name]}
        kept = tuple(entry for entry in structure.totals if not added & set(entry.split(";")))
        filters[TOTAL_OF] = (NOWHERE, *kept)
    return filters


def find_atoms(path: Path, structure: Structure, selections: Sequence[Selection], listing: int) -> Atoms:
    """The atoms that these selections, all of this dataset, are made of, with the first `listing` cells of each."""
    classes = _classes(structure, selections)
    joined = {name: found for name, found in classes.items() if _divides(name, found, structure)}
    with duckdb.connect(config={"threads": 2 if structure.is_whole else 1, "memory_limit": MEMORY_LIMIT}) as connection:
        rows = connection.execute(_query(path, joined, structure, listing)).fetchnumpy()
    return _atoms(structure, classes, joined, rows, bool(listing))


def _classes(structure: Structure, selections: Sequence[Selection]) -> Mapping[str, Classes]:
    sets: dict[str, dict[Members | None, None]] = {}
    for selection in selections:
        found = {name: [frozenset(codes)] for name, codes in restrictions(selection, structure).items()}
        for axis in selection.axes:
            found.setdefault(axis.dimension, []).extend(map(frozenset, axis.groups.values()))
        for name in (VARIABLE, *structure.dimensions, *([TOTAL_OF] if structure.totals else [])):
            sets.setdefault(name, {}).update(dict.fromkeys(found.get(name, [None])))
    used = dict.fromkeys(selection.variable for selection in selections)
    areas = dict.fromkeys(area for one in selections for areas in one.places.values() for area in areas)
    periods = dict.fromkeys(period for name in used for period in structure.holdings[name].periods)
    codes = {name: _all_codes(name, structure, used) for name in sets}
    divided = {name: _partition(codes[name], list(found)) for name, found in sets.items()}
    return {**divided, AREA: _numbered(areas), PERIOD: _numbered(periods)}


def _all_codes(name: str, structure: Structure, variables: Mapping[str, None]) -> Sequence[str]:
    if name == VARIABLE:
        return tuple(variables)
    if name == TOTAL_OF:
        return (NOWHERE, *structure.totals)
    found = dict.fromkeys(code for variable in variables for code in structure.holdings[variable].codes[name])
    return (NOWHERE, *found)


def _numbered(codes: Mapping[str, None]) -> Classes:
    return {code: number for number, code in enumerate(codes)}


def _partition(codes: Sequence[str], sets: Sequence[Members | None]) -> Classes:
    """Codes told apart by these sets (None: all codes); a code in no set has no class."""
    numbers: dict[tuple[bool, ...], int] = {}
    found: dict[str, int] = {}
    for code in codes:
        signature = tuple(members is None or code in members for members in sets)
        if any(signature):
            found[code] = numbers.setdefault(signature, len(numbers))
    return found


def _divides(name: str, classes: Classes, structure: Structure) -> bool:
    """Whether the dimension must be looked at: it has several classes, or codes that count nowhere."""
    if name in (AREA, PERIOD):
        return True
    held = structure.holdings
    known = {VARIABLE: len(held), TOTAL_OF: len(structure.totals) + 1}.get(name)
    if known is None:
        known = len({code for holding in held.values() for code in holding.codes[name]} | {NOWHERE})
    return len(classes) < known or len(set(classes.values())) > 1


def _query(path: Path, joined: Mapping[str, Classes], structure: Structure, listing: int) -> str:
    names = list(joined)
    tables = ", ".join(f"m{i} AS ({_table(joined[name])})" for i, name in enumerate(names))
    joins = " ".join(f"JOIN m{i} ON m{i}.code = coalesce(o.{quoted(name)}, '')" for i, name in enumerate(names))
    keys = [f"m{i}.class AS k{i}" for i in range(len(names))]
    if structure.varies_within_periods:
        keys += [f"{column} AS p{i}" for i, column in enumerate(_split(profile_columns("o")))]
    measures = ["sum(o.obs_value) AS value", "count(*) AS cells", "count(o.obs_value) AS numbers"]
    if listing:
        measures += ["min(o.source_row) AS first_row", "max(o.source_row) AS last_row", _listed(structure, listing)]
    return (
        f"WITH {tables} SELECT {', '.join((*keys, *measures))} FROM read_parquet({text(str(path))}) o {joins} "  # noqa: S608  # every name and code is quoted
        f"GROUP BY ALL {'' if structure.is_whole else 'ORDER BY ALL'}"
    )


def _split(columns: str) -> list[str]:
    return columns.split(", ")


def _table(classes: Classes) -> str:
    codes = ", ".join(map(text, classes))
    return f"SELECT unnest([{codes}]) AS code, unnest({list(classes.values())})::INTEGER AS class"


def _listed(structure: Structure, listing: int) -> str:
    citation = "o.citation" if structure.has_citations else "NULL"
    return (
        "min_by({'row': o.source_row, 'column': o.source_column, 'value': o.obs_value, 'sign': o.source_sign, "
        f"'citation': {citation}}}, (o.source_row, o.source_column), {listing}) AS listed"
    )


def _atoms(
    structure: Structure,
    classes: Mapping[str, Classes],
    joined: Mapping[str, Classes],
    rows: Mapping[str, Any],
    listed: bool,
) -> Atoms:
    members = {name: np.asarray(rows[f"k{i}"], dtype=np.int64) for i, name in enumerate(joined)}
    nothing = np.zeros(len(rows["cells"]), dtype=np.int64)
    return Atoms(
        structure=structure,
        classes=classes,
        members=members,
        value=np.asarray(np.ma.filled(rows["value"], 0.0), dtype=np.float64),
        cells=rows["cells"].astype(np.int64),
        numbers=rows["numbers"].astype(np.int64),
        first_row=rows["first_row"].astype(np.int64) if listed else nothing,
        last_row=rows["last_row"].astype(np.int64) if listed else nothing,
        profile=_profile_numbers(structure, classes, members, rows),
        **({"listed": rows["listed"]} if listed else {}),
    )


def _profile_numbers(
    structure: Structure, classes: Mapping[str, Classes], members: Mapping[str, Integers], rows: Mapping[str, Any]
) -> Integers:
    if structure.varies_within_periods:
        number = {profile: place for place, profile in enumerate(structure.profiles)}
        columns = [rows[f"p{i}"].tolist() for i in range(len(Profile._fields))]
        return np.array([number[Profile(*row)] for row in zip(*columns, strict=True)], dtype=np.int64)
    variables = list(classes[VARIABLE])
    table = np.zeros((len(variables), len(classes[PERIOD])), dtype=np.int64)
    for row, variable in enumerate(variables):
        for period, numbers in structure.holdings[variable].profiles.items():
            table[row, classes[PERIOD][period]] = numbers[0]
    variable_of = members.get(VARIABLE, np.zeros(len(rows["cells"]), dtype=np.int64))
    return table[variable_of, members[PERIOD]]
