"""Completeness: keys that occur twice, years with months missing, tables that name no period."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from teilhabe.engine.cube.coded import Coded, groups, zipped
from teilhabe.engine.cube.observations import Cell, Observations
from teilhabe.engine.preparation.findings import Finding
from teilhabe.text import Text

_PART = re.compile(r"(\d{4})-(\d\d|Q\d|S\d)")
_EXPECTED = {"Q": 4, "S": 2}
_PARTS = {"": Text("Monaten", "months"), "Q": Text("Quartalen", "quarters"), "S": Text("Halbjahren", "half-years")}
_MOST = 20


def key_columns(observations: Observations) -> list[Coded[Cell]]:
    """What tells two observations apart: dimensions, variable, unit, base, concept, vintage."""
    names = [dimension.name for dimension in observations.dimensions]
    return [observations.column(name) for name in (*names, "variable", "unit", "base", "concept", "vintage")]


def check_keys(observations: Observations) -> list[Finding]:
    """Two rows with one key: an error where they contradict each other, a warning where they repeat each other."""
    columns = key_columns(observations)
    numbers, firsts = groups(columns)
    if len(firsts) == len(numbers):
        return []
    counts = np.bincount(numbers)
    places: dict[int, list[int]] = {}
    for row in np.flatnonzero(counts[numbers] > 1).tolist():
        places.setdefault(numbers[row], []).append(row)
    findings = [
        _duplicate(observations, tuple(column[rows[0]] for column in columns), rows) for rows in places.values()
    ]
    errors = [finding for finding in findings if finding.severity == "error"]
    return [*errors, *(finding for finding in findings if finding.severity != "error")][:_MOST]


def _duplicate(observations: Observations, key: tuple[Cell, ...], places: list[int]) -> Finding:
    columns = observations.columns
    shown = {(columns["obs_value"][place], columns["source_sign"][place]) for place in places}
    rows = ", ".join(str(columns["source_row"][place]) for place in places[:5])
    name = " · ".join(str(part) for part in key if part is not None)
    contradicts = len(shown) > 1
    return Finding(
        "duplicate-key",
        "error" if contradicts else "warning",
        Text(
            f"{name} kommt {len(places)}-mal vor (Zeilen {rows}), "
            + ("mit verschiedenen Werten." if contradicts else "immer mit demselben Wert."),
            f"{name} occurs {len(places)} times (lines {rows}), "
            + ("with different values." if contradicts else "always with the same value."),
        ),
        row=int(columns["source_row"][places[1]] or 0),
        column=str(columns["source_column"][places[1]]),
        data={"count": len(places), "rows": rows, "key": name},
    )


def check_years(observations: Observations) -> list[Finding]:
    """Years of which some months (quarters, half-years) have a number and others do not."""
    columns = observations.columns
    if "time_period" not in columns:
        return []
    has_value = observations.column("obs_value").map(lambda value: value is not None)
    valued: dict[tuple[str, str], set[str]] = {}
    codes: dict[tuple[str, str], str] = {}
    for code, is_filled in zipped(observations.column("time_period"), has_value).cells:
        match = _PART.fullmatch(str(code))
        if not match:
            continue
        key = (match[1], match[2][0] if match[2][0] in _EXPECTED else "")
        codes.setdefault(key, str(code))
        valued.setdefault(key, set())
        if is_filled:
            valued[key].add(match[2])
    kinds = Counter(kind for _, kind in valued)
    return [
        _incomplete(year, kind, len(parts), _first_row(observations, codes[year, kind]))
        for (year, kind), parts in sorted(valued.items())
        if kinds[kind] > 1 and 0 < len(parts) < _EXPECTED.get(kind, 12)
    ]


def _first_row(observations: Observations, period: str) -> int:
    place = observations.columns["time_period"].index(period)
    return int(observations.columns["source_row"][place] or 0)


def _incomplete(year: str, kind: str, count: int, row: int) -> Finding:
    expected = _EXPECTED.get(kind, 12)
    return Finding(
        "incomplete-year",
        "warning",
        Text(
            f"{year}: Nur {count} von {expected} {_PARTS[kind].de} haben Werte; eine Jahressumme wäre zu klein.",
            f"{year}: only {count} of {expected} {_PARTS[kind].en} have values; a sum for the year would be too small.",
        ),
        row=row,
        column="time_period",
        data={"year": year, "with_values": count, "expected": expected},
    )


def check_period(observations: Observations) -> list[Finding]:
    if "time_period" in observations.columns:
        return []
    return [
        Finding(
            "no-period",
            "warning",
            Text(
                "Die Tabelle nennt keinen Zeitbezug; ein Rezept kann unter [constants] time_period angeben.",
                "The table names no period; a recipe may state time_period under [constants].",
            ),
        )
    ]
