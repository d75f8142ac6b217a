"""Territories: sums over the lowest level, and districts that a sum misses although they exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from teilhabe.codes.districts import abolished, predecessors
from teilhabe.codes.period import Period, parse_period
from teilhabe.codes.rates import is_rate
from teilhabe.codes.signs import NOT_EXISTING
from teilhabe.codes.territory import GERMANY, LEVEL_NAMES, Level, level
from teilhabe.engine.preparation.evidence.slices import Slice, SliceCell
from teilhabe.engine.preparation.findings import Finding, counted, figure
from teilhabe.text import Text, same
from teilhabe.wording.periods import format_period

_ORDER: tuple[Level, ...] = ("country", "state", "region", "district", "municipality")
_MOST_GAPS = 0.05
"""Where a larger share of the living territories has no number, the sign is the rule there, not an exception."""
_MANY = 5
"""More silent territories than this in one period share a finding."""
_SMALL = 20
"""A territory whose last number was smaller than this may well have had none in the next period."""


@dataclass(frozen=True)
class Sum:
    """The sum over the lowest-level territories with a number in one period, and what is known to be wrong with it.

    `printed` is the total of all of them that the table shows itself, "" where it shows none.
    """

    variable: str
    unit: str
    period: str
    value: str
    cells: int
    without_number: int
    findings: tuple[str, ...] = ()
    printed: str = ""


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
    levels = (level(area) for area in areas)
    counted: Counter[Level] = Counter(found for found in levels if found)
    if not counted:
        return None
    most: Level = max(counted, key=lambda entry: (counted[entry], _ORDER.index(entry)))
    return most


def sums(table: Slice, gaps: Sequence[Gap]) -> list[Sum]:
    """One sum for each period over territories that do not contain one another; none for rates."""
    areas = {area for area, _ in table.cells}
    finest = main_level(areas)
    if finest is None or len(areas) < 2 or is_rate(table.variable, table.unit) or is_score(table):
        return []
    result = []
    by_period = table.by_period()
    for period in by_period:
        cells = by_period[period]
        numbers = {area: cell.value for area, cell in cells.items() if cell.value is not None}
        lowest = _lowest(numbers, finest)
        silent = sum(cell.value is None and level(area) == finest for area, cell in cells.items())
        codes = tuple(dict.fromkeys("missing-district" for gap in gaps if gap.period.code == period))
        total = sum((numbers[area] for area in lowest), Decimal(0))
        result.append(Sum(table.variable, table.unit, period, f"{total:f}", len(lowest), silent, codes))
    return result


def is_score(table: Slice) -> bool:
    """Whether the figures are indices around 0, which nobody adds up."""
    values = [cell.value for cell in table.cells.values() if cell.value is not None]
    return any(value < 0 for value in values) and any(int(value.as_tuple().exponent) < 0 for value in values)


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
    """Territories of the main level that exist and have no number in a period in which most others have one."""
    finest = main_level({area for area, _ in table.cells})
    series = _series(table, finest)
    found = []
    for period in sorted({period for cells in series.values() for period in cells}):
        living = {area: cells for area, cells in series.items() if period in cells and _lives(area, period, names)}
        silent = [area for area, cells in living.items() if cells[period].value is None]
        if len(silent) * 2 >= len(living):
            continue
        is_exception = len(silent) <= max(1, _MOST_GAPS * len(living))
        candidates = (_gap(area, period, series) for area in silent)
        found += [gap for gap in candidates if gap and (is_exception or gap.cell.sign not in NOT_EXISTING)]
    return found


def _series(table: Slice, finest: Level | None) -> dict[str, dict[Period, SliceCell]]:
    series: dict[str, dict[Period, SliceCell]] = {}
    for (area, code), cell in table.cells.items():
        period = parse_period(code)
        if period and finest and level(area) == finest:
            series.setdefault(area, {})[period] = cell
    return series


def _lives(area: str, period: Period, names: Names) -> bool:
    end = names.end(area)
    born = max((district.until for district in predecessors().get(area, ())), default=None)
    return (end is None or period.end <= end) and (born is None or period.end > born)


def _gap(area: str, period: Period, series: Mapping[str, Mapping[Period, SliceCell]]) -> Gap | None:
    """A gap needs evidence that there is something to count: a number in another period, or ended predecessors."""
    cell = series[area][period]
    numbers = {at: other for at, other in series[area].items() if other.value is not None}
    earlier = max((at for at in numbers if at < period), default=None)
    if earlier is not None:
        known = numbers[earlier]
        is_zero = cell.sign in NOT_EXISTING and (known.value or 0) < _SMALL
        return None if is_zero else Gap(area, period, cell, (earlier, known))
    is_known = area in predecessors() or (bool(numbers) and cell.sign not in NOT_EXISTING)
    return Gap(area, period, cell, None) if is_known else None


def report_gaps(found: Sequence[Gap], totals: Sequence[Sum], names: Names) -> list[Finding]:
    """One finding for each territory and period; one for a period in which many territories are silent."""
    by_period: dict[str, list[Gap]] = {}
    for gap in found:
        by_period.setdefault(gap.period.code, []).append(gap)
    summed = {total.period: total for total in totals}
    findings = []
    for period, missing in by_period.items():
        if len(missing) > _MANY:
            findings.append(_many_missing(missing, summed.get(period)))
        else:
            findings += [_missing(gap, summed.get(period), names) for gap in missing]
    return findings


def _many_missing(missing: Sequence[Gap], total: Sum | None) -> Finding:
    codes, when = sorted(gap.area for gap in missing), _period(missing[0].period.code)
    signs = _signs(gap.cell for gap in missing)
    summed = figure(Decimal(total.value)) if total else same("")
    return Finding(
        "missing-district",
        "warning",
        Text(
            f"{when.de}: {len(codes)} Gebiete haben keine Zahl, obwohl es sie gibt ({_few(codes)}; Zeichen {signs.de})."
            + (f" Die Summe {summed.de} ist um sie zu klein." if total else ""),
            f"{when.en}: {len(codes)} territories have no number although they exist ({_few(codes)}; signs {signs.en})."
            + (f" The sum {summed.en} is too small by them." if total else ""),
        ),
        row=min(gap.cell.row for gap in missing),
        column=missing[0].cell.column,
        data={"territory": " ".join(codes), "period": missing[0].period.code, "count": len(codes), "sign": signs.de},
    )


def _missing(gap: Gap, total: Sum | None, names: Names) -> Finding:
    data: dict[str, str | int | float] = {"territory": gap.area, "period": gap.period.code, "sign": gap.cell.sign}
    when = _period(gap.period.code)
    before = after = Text("", "")
    if gap.last and gap.last[1].value is not None:
        at, last = _period(gap.last[0].code), figure(gap.last[1].value)
        data |= {"last_period": gap.last[0].code, "last_value": str(gap.last[1].value)}
        before = Text(f" (zuletzt {last.de}, {at.de})", f" (last {last.en}, {at.en})")
    if total:
        data["sum"] = total.value
        summed = figure(Decimal(total.value))
        after = Text(
            f" Die Summe {summed.de} über {total.cells} Gebiete ist um dieses zu klein.",
            f" The sum {summed.en} over {total.cells} territories is too small by this one.",
        )
    name, sign = names.named(gap.area), _signs([gap.cell])
    return Finding(
        "missing-district",
        "warning",
        Text(
            f"{when.de}: Für {name} steht „{sign.de}“, obwohl es das Gebiet gibt{before.de}.{after.de}",
            f"{when.en}: {name} shows “{sign.en}” although the territory exists{before.en}.{after.en}",
        ),
        row=gap.cell.row,
        column=gap.cell.column,
        data=data,
    )


def _period(code: str) -> Text:
    try:
        return Text(format_period(code, "de"), format_period(code, "en"))
    except ValueError:  # a week, say, has no wording
        return same(code)


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
            counted(
                len(codes),
                Text(
                    f"Ein Gebiet wurde aufgelöst und hat danach keine Zahlen mehr: {_few(codes)}.",
                    f"One territory was abolished and has no figures afterwards: {_few(codes)}.",
                ),
                Text(
                    f"{{n}} Gebiete wurden aufgelöst und haben danach keine Zahlen mehr: {_few(codes)}.",
                    f"{{n}} territories were abolished and have no figures afterwards: {_few(codes)}.",
                ),
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
    signs = _signs(cell for area in silent for cell in series[area].values())
    first = min(cell.row for area in silent for cell in series[area].values())
    return [
        Finding(
            "no-figures",
            "warning",
            Text(
                f"{table.variable}: {len(silent)} von {len(living)} Gebieten der Ebene {LEVEL_NAMES[finest].de} haben "
                f"keine einzige Zahl, nur Zeichen ({signs.de}): {_few(silent)}.",
                f"{table.variable}: {len(silent)} of {len(living)} territories of the level {LEVEL_NAMES[finest].en} "
                f"have no number at all, only signs ({signs.en}): {_few(silent)}.",
            ),
            row=first,
            column="ref_area",
            data={"count": len(silent), "of": len(living), "level": finest},
        )
    ]


def _signs(cells: Iterable[SliceCell]) -> Text:
    """The different signs; an empty cell is named as such."""
    found = sorted({cell.sign for cell in cells})
    return Text(*(", ".join(sign or empty for sign in found) for empty in ("leeres Feld", "empty cell")))


def _few(codes: Sequence[str]) -> str:
    return ", ".join(codes[:5]) + (" …" if len(codes) > 5 else "")
