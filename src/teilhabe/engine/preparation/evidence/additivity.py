"""Additivity: printed totals are compared with the sum of the parts that make them up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from teilhabe.codes import age, citizenship
from teilhabe.codes.signs import NOT_EXISTING
from teilhabe.codes.territory import STATES
from teilhabe.engine.cube.observations import TOTAL, Cell, Observations
from teilhabe.engine.preparation.evidence.slices import Slice, is_rate
from teilhabe.engine.preparation.evidence.territories import ancestors
from teilhabe.engine.preparation.findings import Finding, figure
from teilhabe.text import Text

_MOSTLY = 0.5
"""A measure whose totals mostly differ from the sum of their parts is a share or a mean, which nobody adds up."""
_COVERED = Decimal("0.9")
"""Parts that make up less than this are an excerpt: a city and its neighbours beside the whole country."""


@dataclass(frozen=True)
class Comparison:
    """One printed total and the sum of its parts. `parts` is the number of parts with a number."""

    place: tuple[str, ...]
    printed: Decimal
    summed: Decimal
    parts: int
    row: int
    column: str

    @property
    def differs(self) -> bool:
        """Beyond what rounding each part and the total can explain; counts that are not rounded to 5 are exact."""
        exponent = min(int(self.printed.as_tuple().exponent), 0)
        is_fives = not exponent and self.printed % 5 == 0 and self.summed % 5 == 0
        step = Decimal(10) ** exponent if exponent else Decimal(5 if is_fives else 0)
        return abs(self.printed - self.summed) > step * (self.parts + 1) / 2


def check_dimension(observations: Observations, name: str) -> tuple[list[Finding], bool]:
    """Findings for one dimension, and whether its totals are proven to be the sums of their parts."""
    codes = set(observations.columns[name])
    parts = partition(name, {str(code) for code in codes - {TOTAL}}) if TOTAL in codes else frozenset()
    if not parts or not _adds_up(observations):
        return [], False
    comparisons = list(_comparisons(observations, name, parts))
    return _report(name, comparisons), bool(comparisons) and not any(entry.differs for entry in comparisons)


def partition(name: str, codes: set[str]) -> frozenset[str]:
    """The codes that together make up the total, each person once; empty where that cannot be known."""
    if name == "sex":
        return frozenset(codes) if {"M", "F"} <= codes <= {"M", "F", "X", "UNKNOWN", "X_UNKNOWN"} else frozenset()
    if name == "citizenship":
        finest = codes - {citizenship.FOREIGN}
        if finest == set(citizenship.GROUPS[citizenship.TOTAL]):
            return frozenset(finest)
        return frozenset(codes) if codes == {citizenship.GERMAN, citizenship.FOREIGN} else frozenset()
    return _ages(codes) if name == "age" else frozenset()


def _ages(codes: set[str]) -> frozenset[str]:
    """Ages that follow each other without gap or overlap from 0 to the open end."""
    try:
        spans = sorted((age.bounds(code) for code in codes - {age.UNKNOWN}), key=lambda span: span[0])
    except ValueError:
        return frozenset()
    following = 0
    for first, last in spans:
        if first != following:
            return frozenset()
        following = -1 if last is None else last + 1
    return frozenset(codes) if following == -1 else frozenset()


def _adds_up(observations: Observations) -> bool:
    columns = observations.columns
    measures = set(zip(columns["variable"], columns["unit"], strict=True))
    return not all(is_rate(str(variable or ""), str(unit or "")) for variable, unit in measures)


def _comparisons(observations: Observations, name: str, parts: frozenset[str]) -> Iterable[Comparison]:
    """Totals whose parts are all there and all numbers, with nothing else about them."""
    columns = observations.columns
    others = [d.name for d in observations.dimensions if d.name != name]
    keys: Sequence[Sequence[Cell]] = [columns[other] for other in (*others, "variable", "unit")]
    totals: dict[tuple[Cell, ...], int] = {}
    found: dict[tuple[Cell, ...], list[int]] = {}
    for index, (code, *key) in enumerate(zip(columns[name], *keys, strict=True)):
        if code == TOTAL:
            totals[tuple(key)] = index
        elif code in parts:
            found.setdefault(tuple(key), []).append(index)
    for place, total in totals.items():
        yield from _comparison(columns, place, total, found.get(place, []), len(parts))


def _comparison(
    columns: Mapping[str, Sequence[Cell]], place: tuple[Cell, ...], total: int, parts: list[int], wanted: int
) -> Iterable[Comparison]:
    values = [columns["obs_value"][index] for index in parts]
    printed = columns["obs_value"][total]
    existing = [
        value for index, value in zip(parts, values, strict=True) if columns["source_sign"][index] not in NOT_EXISTING
    ]
    if printed is None or len(parts) != wanted or not existing or None in existing:
        return
    yield Comparison(
        tuple(str(code) for code in place),
        Decimal(str(printed)),
        sum((Decimal(str(value)) for value in existing), Decimal(0)),
        len(existing),
        int(columns["source_row"][total] or 0),
        str(columns["source_column"][total]),
    )


def check_territories(table: Slice) -> list[Finding]:
    """Printed totals of larger territories against the sum of the next smaller ones in the table."""
    if is_rate(table.variable, table.unit):
        return []
    comparisons = []
    for period, cells in table.by_period().items():
        for parent, children in _families(cells).items():
            printed = cells[parent].value
            values = [cells[child].value for child in children if cells[child].sign not in NOT_EXISTING]
            if printed is None or len(values) < 2 or None in values:
                continue
            summed = sum((value for value in values if value is not None), Decimal(0))
            if _is_whole(children) or summed >= printed * _COVERED:
                place = cells[parent]
                comparisons.append(Comparison((parent, period), printed, summed, len(values), place.row, place.column))
    return _report("ref_area", comparisons)


def _is_whole(children: Collection[str]) -> bool:
    """Whether these are all Länder of Germany; nothing else is known to be complete without adding it up."""
    return STATES.keys() <= set(children)


def _families(areas: Iterable[str]) -> dict[str, list[str]]:
    """Each territory and those directly below it in the table."""
    present = set(areas)
    families: dict[str, list[str]] = {}
    for area in present:
        parent = next((above for above in ancestors(area) if above in present), None)
        if parent:
            families.setdefault(parent, []).append(area)
    return families


def _report(name: str, comparisons: Sequence[Comparison]) -> list[Finding]:
    """One finding for all totals of a dimension that differ, at the largest difference."""
    different = [entry for entry in comparisons if entry.differs]
    if not different or (len(comparisons) > 4 and len(different) > _MOSTLY * len(comparisons)):
        return []
    worst = max(different, key=lambda entry: abs(entry.printed - entry.summed))
    place = " · ".join(part for part in worst.place if part and part != "None")
    printed, summed = figure(worst.printed), figure(worst.summed)
    return [
        Finding(
            "sum-differs",
            "warning",
            Text(
                f"{name}: {len(different)} von {len(comparisons)} gedruckten Summen weichen von ihren Teilen ab, "
                f"am stärksten {place}: gedruckt {printed.de}, Summe der {worst.parts} Teile {summed.de}.",
                f"{name}: {len(different)} of {len(comparisons)} printed totals differ from the sum of their parts, "
                f"most of all {place}: printed {printed.en}, sum of the {worst.parts} parts {summed.en}.",
            ),
            row=worst.row,
            column=worst.column,
            data={
                "dimension": name,
                "count": len(different),
                "of": len(comparisons),
                "printed": str(worst.printed),
                "summed": str(worst.summed),
            },
        )
    ]
