"""Territories: sums over the lowest level, and districts that a sum misses although they exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from teilhabe.codes.period import Period, parse_period
from teilhabe.codes.territory import GERMANY, LEVEL_NAMES, Level, abolished, level, predecessors
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.slices import Slice, SliceCell
from teilhabe.text import Text

_ORDER: tuple[Level, ...] = ("country", "state", "region", "district", "municipality")
_MOST_GAPS = 0.05
"""Where a larger share of the living territories has no number, the sign is the rule there, not an exception."""
_SMALL = 20
"""A territory whose last number was smaller than this may well have had none in the next period."""


@dataclass(frozen=True)
class Sum:
    """The sum over the lowest-level territories with a number in one period, and what is known to be wrong with it."""

    variable: str
    unit: str
    period: str
    value: str
    cells: int
    without_number: int
    findings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gap:
    """A territory that exists in a period for which the file shows a sign instead of its number."""

    area: str
    period: Period
    cell: SliceCell
    last: tuple[Period, SliceCell] | None


@dataclass(frozen=True)
class Names:
    """How territories are called, and the last day of those that no longer exist."""

    label: Mapping[str, str]
    until: Mapping[str, date]

    def end(self, area: str) -> date | None:
        known = abolished().get(area)
        return self.until.get(area) or (known.until if known else None)

    def named(self, area: str) -> str:
        return f"{area} {self.label.get(area, '')}".strip()


def main_level(areas: Collection[str]) -> Level | None:
    """The level with most territories; finer ones are mere excerpts (a big city inside its district)."""
    counted = Counter(found for area in areas if (found := level(area)))
    return max(counted, key=lambda found: (counted[found], _ORDER.index(found))) if counted else None


def sums(table: Slice, gaps: Sequence[Gap]) -> list[Sum]:
    """One sum for each period, over territories that do not contain one another."""
    areas = {area for area, _ in table.cells}
    finest = main_level(areas)
    if finest is None or len(areas) < 2:
        return []
    result = []
    for period in table.periods():
        numbers = {
            area: cell.value for (area, at), cell in table.cells.items() if at == period and cell.value is not None
        }
        lowest = _lowest(numbers, finest)
        silent = sum(
            1
            for (area, at), cell in table.cells.items()
            if at == period and cell.value is None and level(area) == finest
        )
        codes = tuple(dict.fromkeys("missing-district" for gap in gaps if gap.period.code == period))
        total = sum((numbers[area] for area in lowest), Decimal(0))
        result.append(Sum(table.variable, table.unit, period, f"{total:f}", len(lowest), silent, codes))
    return result


def _lowest(areas: Collection[str], finest: Level) -> list[str]:
    """The territories that contain no other one, down to the finest level that counts."""
    depth = _ORDER.index(finest)
    kept = [area for area in areas if (found := level(area)) and _ORDER.index(found) <= depth]
    containing = {parent for area in kept for parent in ancestors(area)}
    return [area for area in kept if area not in containing]


def ancestors(area: str) -> list[str]:
    """The codes of the territories that contain this one, nearest first."""
    if area == GERMANY:
        return []
    return [*(area[:length] for length in (5, 3, 2) if length < len(area)), GERMANY]


def gaps(table: Slice, names: Names) -> list[Gap]:
    """Territories of the main level that exist and have no number in a period in which nearly all others have one."""
    finest = main_level({area for area, _ in table.cells})
    series = _series(table, finest)
    found = []
    for period in sorted({period for cells in series.values() for period in cells}):
        living = {area: cells for area, cells in series.items() if period in cells and _lives(area, period, names)}
        silent = [area for area, cells in living.items() if cells[period].value is None]
        if silent and len(silent) <= max(1, _MOST_GAPS * len(living)):
            found += [gap for area in silent if (gap := _gap(area, period, series, names))]
    return found


def _series(table: Slice, finest: Level | None) -> dict[str, dict[Period, SliceCell]]:
    series: dict[str, dict[Period, SliceCell]] = {}
    for (area, code), cell in table.cells.items():
        period = parse_period(code)
        if period and level(area) == finest:
            series.setdefault(area, {})[period] = cell
    return series


def _lives(area: str, period: Period, names: Names) -> bool:
    end = names.end(area)
    born = max((district.until for district in predecessors().get(area, ())), default=None)
    return (end is None or period.end <= end) and (born is None or period.end > born)


def _gap(area: str, period: Period, series: Mapping[str, Mapping[Period, SliceCell]], names: Names) -> Gap | None:
    """A gap needs evidence that there is something to count: an earlier number, or predecessors that have ended."""
    earlier = {at: cell for at, cell in series[area].items() if at < period and cell.value is not None}
    last = max(earlier.items(), key=lambda entry: entry[0]) if earlier else None
    if last is not None:
        return Gap(area, period, series[area][period], last) if (last[1].value or 0) >= _SMALL else None
    return Gap(area, period, series[area][period], None) if area in predecessors() else None


def report_gaps(found: Sequence[Gap], totals: Sequence[Sum], names: Names) -> list[Finding]:
    """One finding for each territory and period."""
    by_period = {total.period: total for total in totals}
    return [_missing(gap, by_period.get(gap.period.code), names) for gap in found]


def _missing(gap: Gap, total: Sum | None, names: Names) -> Finding:
    data: dict[str, str | int | float] = {"territory": gap.area, "period": gap.period.code, "sign": gap.cell.sign}
    was, est = "", ""
    if gap.last:
        data |= {"last_period": gap.last[0].code, "last_value": str(gap.last[1].value)}
        was, est = f" ({gap.last[0].code}: {gap.last[1].value})", f" ({gap.last[0].code}: {gap.last[1].value})"
    summed, added = "", ""
    if total:
        data["sum"] = total.value
        summed = f" Die Summe {total.value} ist um dieses Gebiet zu klein."
        added = f" The sum {total.value} is too small by this territory."
    return Finding(
        "missing-district",
        "warning",
        Text(
            f"{gap.period.code}: Für {names.named(gap.area)} steht „{gap.cell.sign}“, obwohl es das Gebiet gibt{was}.{summed}",
            f"{gap.period.code}: {names.named(gap.area)} shows {gap.cell.sign!r} although the territory exists{est}.{added}",
        ),
        row=gap.cell.row,
        column=gap.cell.column,
        data=data,
    )


def report_abolished(table: Slice, names: Names) -> list[Finding]:
    """One note for all territories that ended before a period of the table."""
    ended: dict[str, int] = {}
    for (area, code), cell in table.cells.items():
        end, period = names.end(area), parse_period(code)
        if end and period and period.end > end:
            ended.setdefault(area, cell.row)
    if not ended:
        return []
    codes = sorted(ended)
    return [
        Finding(
            "abolished-territory",
            "note",
            Text(
                f"{len(codes)} Gebiete wurden aufgelöst und haben danach keine Zahlen mehr: {_few(codes)}.",
                f"{len(codes)} territories were abolished and have no figures afterwards: {_few(codes)}.",
            ),
            row=min(ended.values()),
            column="ref_area",
            data={"count": len(codes), "codes": " ".join(codes)},
        )
    ]


def report_silence(table: Slice, names: Names) -> list[Finding]:
    """A warning where living territories of the main level have no number in any period of the table."""
    finest = main_level({area for area, _ in table.cells})
    series = _series(table, finest)
    living = [area for area, cells in series.items() if any(_lives(area, period, names) for period in cells)]
    silent = sorted(area for area in living if all(cell.value is None for cell in series[area].values()))
    if not silent or not finest:
        return []
    signs = ", ".join(sorted({cell.sign for area in silent for cell in series[area].values()}))
    first = min(cell.row for area in silent for cell in series[area].values())
    return [
        Finding(
            "no-figures",
            "warning",
            Text(
                f"{table.variable}: {len(silent)} von {len(living)} Gebieten der Ebene {LEVEL_NAMES[finest].de} haben keine "
                f"einzige Zahl, nur Zeichen ({signs}): {_few(silent)}.",
                f"{table.variable}: {len(silent)} of {len(living)} territories of the level {LEVEL_NAMES[finest].en} have "
                f"no number at all, only signs ({signs}): {_few(silent)}.",
            ),
            row=first,
            column="ref_area",
            data={"count": len(silent), "of": len(living), "level": finest},
        )
    ]


def _few(codes: Sequence[str]) -> str:
    return ", ".join(codes[:5]) + (" …" if len(codes) > 5 else "")
