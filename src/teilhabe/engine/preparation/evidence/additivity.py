"""Additivity: printed totals are compared with the sum of the parts that make them up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from teilhabe.codes.rates import is_rate
from teilhabe.codes.signs import NOT_EXISTING
from teilhabe.codes.territory import STATES
from teilhabe.engine.cube.observations import Observations
from teilhabe.engine.preparation.evidence.proofs import Proof
from teilhabe.engine.preparation.evidence.slices import Slice, SliceCell
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


def check_sums(observations: Observations, name: str, proofs: Iterable[Proof]) -> list[Finding]:
    """The printed totals of a dimension that differ from the sum of their parts although they should not."""
    findings = []
    for proof in proofs:
        compared = int(np.count_nonzero(proof.found.compared))
        rows = np.flatnonzero(proof.found.differs).tolist()
        different = [_comparison(observations, name, proof, row) for row in rows]
        findings += _report(name, [entry for entry in different if entry.differs], compared)
    return findings


def check_years_of_months(observations: Observations, proofs: Iterable[Proof]) -> list[Finding]:
    """A note where a printed year is not the sum of its printed months: late registrations, or a stock."""
    findings = []
    for proof in proofs:
        rows = np.flatnonzero(proof.found.differs).tolist()
        different = [entry for row in rows if (entry := _comparison(observations, "time_period", proof, row)).differs]
        if different:
            findings.append(_no_year(proof.table.codes[proof.total], different, int(proof.found.compared.sum())))
    return findings


def _no_year(year: str, different: Sequence[Comparison], compared: int) -> Finding:
    worst = max(different, key=lambda entry: abs(entry.printed - entry.summed))
    printed, summed = figure(worst.printed), figure(worst.summed)
    return Finding(
        "months-are-not-a-year",
        "note",
        Text(
            f"{year}: {len(different)} von {compared} Jahreswerten sind nicht die Summe ihrer {worst.parts} Teile: "
            f"gedruckt {printed.de}, Summe {summed.de}: nachgemeldete Fälle, oder ein Bestand.",
            f"{year}: {len(different)} of {compared} yearly figures are not the sum of their {worst.parts} parts: "
            f"printed {printed.en}, sum {summed.en}: late registrations, or a stock.",
        ),
        row=worst.row,
        column=worst.column,
        data={"year": year, "count": len(different), "of": compared},
    )


def _comparison(observations: Observations, name: str, proof: Proof, row: int) -> Comparison:
    """A row of the matrix as people read it, with exact numbers."""
    columns, places = observations.columns, proof.table.rows[row]
    total = int(places[proof.total])
    values = [columns["obs_value"][int(places[part])] for part in proof.parts]
    numbers = [Decimal(str(value)) for value in values if value is not None]
    others = [d.name for d in observations.dimensions if d.name != name]
    return Comparison(
        tuple(str(columns[other][total]) for other in (*others, "variable", "unit") if columns[other][total]),
        Decimal(str(columns["obs_value"][total])) if columns["obs_value"][total] is not None else Decimal(0),
        sum(numbers, Decimal(0)),
        len(numbers),
        int(columns["source_row"][total] or 0),
        str(columns["source_column"][total]),
    )


def check_territories(table: Slice) -> list[Finding]:
    """Printed totals of larger territories against the sum of the next smaller ones in the table."""
    if is_rate(table.variable, table.unit):
        return []
    found: list[Comparison] = []
    whole: set[str] = set()
    for period, cells in table.by_period().items():
        for parent, children in _families(cells).items():
            if entry := _family(cells, period, parent, children):
                found.append(entry)
                whole |= {parent} if _is_whole(children) else set()
    exact = Counter(entry.place[0] for entry in found if not entry.differs)
    whole |= {parent for parent, count in exact.items() if count >= _PROVEN}
    compared = [entry for entry in found if entry.place[0] in whole or entry.summed >= entry.printed * _COVERED]
    return _report("ref_area", [entry for entry in compared if entry.differs], len(compared))


_PROVEN = 2
"""Parts that make up the whole in so many periods make it up in the others: less is no excerpt but missing rows."""


def _family(cells: Mapping[str, SliceCell], period: str, parent: str, children: Sequence[str]) -> Comparison | None:
    """A territory beside the sum of those below it; None where a number is missing."""
    place = cells[parent]
    values = [cells[child].value for child in children if cells[child].sign not in NOT_EXISTING]
    numbers = [value for value in values if value is not None]
    if place.value is None or len(values) < 2 or len(numbers) < len(values):
        return None
    return Comparison((parent, period), place.value, sum(numbers, Decimal(0)), len(values), place.row, place.column)


def _is_whole(children: Collection[str]) -> bool:
    """Whether these are all Länder of Germany; nothing else is known to be complete without adding it up."""
    return STATES.keys() <= set(children)


def _families(areas: Iterable[str]) -> dict[str, list[str]]:
    """Each territory and those directly below it in the table."""
    present = dict.fromkeys(areas)
    families: dict[str, list[str]] = {}
    for area in present:
        parent = next((above for above in ancestors(area) if above in present), None)
        if parent:
            families.setdefault(parent, []).append(area)
    return families


def _report(name: str, different: Sequence[Comparison], compared: int) -> list[Finding]:
    """One finding for all totals of a dimension that differ, at the largest difference."""
    if not different or (compared > 4 and len(different) > _MOSTLY * compared):
        return []
    worst = max(different, key=lambda entry: abs(entry.printed - entry.summed))
    place = " · ".join(part for part in worst.place if part)
    printed, summed = figure(worst.printed), figure(worst.summed)
    return [
        Finding(
            "sum-differs",
            "warning",
            Text(
                f"{name}: {len(different)} von {compared} gedruckten Summen "
                f"{'weicht' if len(different) == 1 else 'weichen'} von ihren Teilen ab, "
                f"am stärksten {place}: gedruckt {printed.de}, Summe der {worst.parts} Teile {summed.de}.",
                f"{name}: {len(different)} of {compared} printed totals "
                f"{'differs' if len(different) == 1 else 'differ'} from the sum of the parts, "
                f"most of all {place}: printed {printed.en}, sum of the {worst.parts} parts {summed.en}.",
            ),
            row=worst.row,
            column=worst.column,
            data={
                "dimension": name,
                "count": len(different),
                "of": compared,
                "printed": str(worst.printed),
                "summed": str(worst.summed),
            },
        )
    ]
