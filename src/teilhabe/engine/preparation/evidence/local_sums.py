"""Local sums: the parts of a city added up, beside the total that the table prints itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from teilhabe.codes.rates import is_rate
from teilhabe.engine.preparation.evidence.slices import Slice
from teilhabe.engine.preparation.evidence.territories import Sum, is_score
from teilhabe.engine.preparation.evidence.totals import Totals


def local_sums(tables: Sequence[Slice], areas: Totals) -> list[Sum]:
    """One sum for each measure and period over the areas that are no totals; none where these may overlap.

    Areas do not overlap where a total of all of them is proven, or where all carry numbers of one kind.
    """
    leaves = areas.leaves
    is_safe = bool(areas.grand) or (len(leaves) > 1 and all(code.isdigit() for code in leaves))
    if not is_safe:
        return []
    return [
        found
        for table in tables
        if not is_rate(table.variable, table.unit) and not is_score(table)
        for period in table.by_period()
        if (found := _sum(table, period, areas))
    ]


def _sum(table: Slice, period: str, areas: Totals) -> Sum | None:
    cells = table.by_period()[period]
    lowest = [cells[code] for code in areas.leaves if code in cells]
    numbers = [cell.value for cell in lowest if cell.value is not None]
    if len(numbers) < 2:
        return None
    whole = cells.get(areas.grand)
    return Sum(
        table.variable,
        table.unit,
        period,
        f"{sum(numbers, Decimal(0)):f}",
        len(numbers),
        len(lowest) - len(numbers),
        printed=f"{whole.value:f}" if whole and whole.value is not None else "",
    )
