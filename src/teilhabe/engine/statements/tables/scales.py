"""Scales: in which unit a measure is told, with how many decimals, and whether it is a count, a share or a rate."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum, log10

from teilhabe.engine.statements.tables.grid import Grid
from teilhabe.engine.statements.topic import DataKind, Measure, Point
from teilhabe.wording.units import Unit

_UNITS: tuple[tuple[str, Unit], ...] = (
    (r"(?:in )?(?:%|prozent|percent|per cent|v\. ?h\.?|percentage)(?: .*)?", "percent"),
    (r"prozentpunkten?|%-punkten?|percentage points?", "percentage_points"),
    (r".*\b(?:je|pro|per)\W+(?:1[ .,’']?000|tausend)\b(?![ .,’']?\d).*|promille|‰", "per_1000"),
    (r".*\b(?:je|pro|per)\W+100[ .,’']?000\b.*", "per_100000"),
    (r".*(?:je|pro|per|/) ?(?:km²|km2|qkm|quadratkilometer).*", "persons_per_km2"),
    (r"m²|m2|qm|quadratmeter|square met(?:re|er)s?", "square_metres"),
    (r"km²|km2|qkm|quadratkilometer|square kilomet(?:re|er)s?", "square_kilometres"),
    (r"eur|euro|€|euros", "euro"),
    (r"jahre?n?|years?", "years"),
    (r"monate?n?|months?", "months"),
    (r"stunden?|std\.?|hours?", "hours"),
    (r"personen|einwohner.{0,6}|persons|people|inhabitants|pers\.?", "persons"),
    (r"kinder|children", "children"),
    (r"fälle|cases", "cases"),
    (r"plätze|places", "places"),
    (r"index", "index"),
)
_BARE = re.compile(r"|anzahl|zahl|number|count|nr\.?|absolut|insgesamt", re.IGNORECASE)
_SHARE = re.compile(
    r"anteil|beteiligung|verteilung|quote(?!n?\w*zahl)\b|prozentsatz|share|percentage|proportion|in %|in prozent",
    re.IGNORECASE,
)
_NO_SHARE = re.compile(r"quotient|index|gini|koeffizient|faktor|ziffer|indices|geburtenrate|coefficient", re.IGNORECASE)
_MEAN = re.compile(r"median|mittel|durchschnitt|mean|average|\bpro\b|\bje\b|\bper\b|veränderung|change", re.IGNORECASE)
_PERSONS = re.compile(
    r"(?:bevölkerung|personen|einwohner(?:innen)?|menschen|ausländer(?:innen)?|arbeitslose|beschäftigte|angestellte"
    r"|beschuldigte\b.*|population|persons|people|inhabitants)(?: .*)?",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?:durchschnitts|median)alter|mean age|average age|lebenserwartung|life expectancy", re.IGNORECASE
)
_IN_NAME: tuple[tuple[str, Unit], ...] = (
    (r"\b(?:je|pro|per) 1[ .,’'\u202f]?000\b(?![ .,’'\u202f]?\d)", "per_1000"),
    (r"\b(?:je|pro|per) 100[ .,’'\u202f]?000\b", "per_100000"),
    (r"\bin (?:m²|quadratmetern?)", "square_metres"),
    (r"\bin (?:euro?|€)", "euro"),
    (r"\bin jahren\b", "years"),
)
_WEIGHTED = 3  # so many decimals have only counts that were weighted
_DIGITS = 3  # so many digits say what a figure without a known unit says


@dataclass(frozen=True)
class Scale:
    """How the figures of a grid are told."""

    unit: Unit | str
    measure: Measure
    decimals: int
    data: DataKind
    is_weighted: bool = False


def scaled(grid: Grid, name: str, title: str) -> tuple[Grid, Scale]:
    """The grid in the unit in which it is told, and that scale; proportions become per cent."""
    points = list(grid.points())
    values = [point.value for point in points]
    texts = f"{name} {title}".strip()
    if _is_proportion(grid, values, texts):
        return _times_100(grid), Scale("percent", Measure.SHARE, min(1, max(0, grid.printed - 2)), _data(points))
    unit = _unit(grid.unit, name, title, values, grid)
    measure = _measure(unit, grid, texts, values)
    is_weighted = measure == Measure.COUNT and any(value != int(value) for value in values)
    if measure == Measure.COUNT and not unit and _PERSONS.fullmatch(name.strip() or title.strip()):
        unit = "persons"
    return grid, Scale(
        unit, measure, _decimals(grid, unit, measure, values), _data(points, measure, is_weighted), is_weighted
    )


def _times_100(grid: Grid) -> Grid:
    figures = {
        codes: {period: _hundredfold(point) for period, point in course.items()}
        for codes, course in grid.figures.items()
    }
    return replace(grid, figures=figures, printed=max(0, grid.printed - 2))


def _hundredfold(point: Point) -> Point:
    low = None if point.low is None else point.low * 100
    high = None if point.high is None else point.high * 100
    return replace(point, value=point.value * 100, low=low, high=high)


def _is_proportion(grid: Grid, values: Sequence[float], texts: str) -> bool:
    """Whether figures between 0 and 1 are parts of a whole: a name, intervals or sums of 1 say so, and
    columns of groups that name no quantity at all."""
    if grid.printed < 2 or not values or min(values) < 0 or max(values) > 1 or not _may_be_unitless(grid.unit):
        return False
    if _NO_SHARE.search(texts):
        return False
    has_intervals = any(point.low is not None for point in grid.points())
    is_unnamed = not texts and any(axis.is_columns for axis in grid.axes)
    return has_intervals or is_unnamed or bool(_SHARE.search(texts)) or sums_to(grid, 1.0)


def _may_be_unitless(unit: str) -> bool:
    return bool(_BARE.fullmatch(unit.strip()))


def sums_to(grid: Grid, total: float) -> bool:
    """Whether along some axis the groups of every row sum to `total`, as far as rounding allows."""
    return any(_parts_sum_to(grid, place, total) for place, axis in enumerate(grid.axes) if len(axis.leaves) > 1)


def _parts_sum_to(grid: Grid, place: int, total: float) -> bool:
    leaves = set(grid.axes[place].leaves)
    rows: dict[tuple[object, ...], list[float]] = defaultdict(list)
    for codes, course in grid.figures.items():
        if codes[place] in leaves:
            for period, point in course.items():
                rows[(*codes[:place], *codes[place + 1 :], period)].append(point.value)
    if len(rows) * 2 > sum(len(row) for row in rows.values()):
        return False
    slack = max(0.5 * 10**-grid.printed * len(leaves), total * 1e-6) + 1e-9
    hits = sum(abs(fsum(row) - total) <= slack for row in rows.values())
    return bool(hits * 10 >= len(rows) * 9)


def _unit(said: str, name: str, title: str, values: Sequence[float], grid: Grid) -> Unit | str:
    plain = " ".join(said.split()).strip("()[] ")
    for pattern, unit in _UNITS:
        if re.fullmatch(pattern, plain, re.IGNORECASE):
            return unit
    if not _may_be_unitless(plain):
        return ""
    for text in (name, title):
        for pattern, unit in _IN_NAME:
            if re.search(pattern, text, re.IGNORECASE):
                return unit
    if _YEARS.search(name) or _YEARS.search(title):
        return "years"
    could_be = bool(values) and min(values) >= 0 and max(values) <= 100 and not _NO_SHARE.search(f"{name} {title}")
    says_share = _SHARE.search(name) or (_SHARE.search(title) and not _has_own_words(name))
    return "percent" if could_be and (says_share or (grid.printed and sums_to(grid, 100.0))) else ""


def _has_own_words(name: str) -> bool:
    """Whether a column says itself what it measures, so that the title need not speak for it."""
    return bool(re.search(r"\w{3,}", name)) and not _MEAN.search(name)


def _measure(unit: Unit | str, grid: Grid, texts: str, values: Sequence[float]) -> Measure:
    if unit == "percent":
        return Measure.SHARE
    if unit in ("per_1000", "per_100000"):
        return Measure.RATE
    if unit in ("persons", "children", "cases", "places"):
        return Measure.COUNT
    if unit or _MEAN.search(texts) or _NO_SHARE.search(texts) or not _may_be_unitless(grid.unit):
        return Measure.OTHER
    are_whole = all(value == int(value) and value >= 0 for value in values)
    is_weighted = grid.printed >= _WEIGHTED and values and min(values) >= 0 and max(values) > 100
    return Measure.COUNT if values and (are_whole or is_weighted) else Measure.OTHER


def _decimals(grid: Grid, unit: Unit | str, measure: Measure, values: Sequence[float]) -> int:
    """Counts have none, shares and rates one; other figures so many that they have three digits."""
    if measure == Measure.COUNT:
        return 0
    if measure in (Measure.SHARE, Measure.RATE) or unit == "percentage_points":
        return min(1, grid.printed)
    largest = max((abs(value) for value in values), default=1.0)
    whole = int(log10(largest)) + 1 if largest >= 1 else 1
    return min(grid.printed, max(0, _DIGITS - whole))


def _data(points: Sequence[Point], measure: Measure = Measure.SHARE, is_weighted: bool = False) -> DataKind:
    if any(point.low is not None for point in points):
        return DataKind.SURVEY
    is_counted = measure == Measure.COUNT or any(point.denominator is not None for point in points)
    return DataKind.FULL_COUNT if is_counted and not is_weighted else DataKind.PUBLISHED
