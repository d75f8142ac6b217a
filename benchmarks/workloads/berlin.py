"""Berlin's half-yearly register figures (statistical report A I 16) as series: the city, its districts, its regions."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.engine.forecasts.hierarchies import Sum
from teilhabe.engine.forecasts.series import Kind, Series

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "small-area-berlin-migration"
TABLES = ("t1-city", "t1-districts", "t2-districts", "t4-districts")
REGIONS = ("t1-district-regions",)
FIRST, LAST = 2015 * 2 + 1, 2021 * 2 + 1
CITY = "0"
DISTRICTS = tuple(f"{number:02d}" for number in range(1, 13))

NEW_REGIONS = 2021 * 2
"""From here on the regions are others, some of them under the same code."""
RIGHT_LABELS = 2020 * 2
"""Before, five columns of origins stand under the label of another one: see `MEANT`."""
MEANT = {
    "from_bulgaria": "from_poland",
    "from_poland": "from_united_kingdom",
    "from_rumania": "from_bulgaria",
    "from_croatia": "from_rumania",
    "from_united_kingdom": "from_croatia",
}
"""What the columns of the earlier files hold: so their sums go on (114,339 and 113,100 from Poland), else none does."""
WITHOUT_THE_UNITED_KINGDOM = 2020 * 2
"""From here on the European Union of the tables has a member less: no value of it is compared across."""

PARTS = {
    "all": ("germans", "foreigners"),
    "germans": ("germans_without_migration_background", "germans_with_migration_background"),
    "with_migration_background": ("foreigners", "germans_with_migration_background"),
}


def number_of(year: int, half: int) -> int:
    """The number of a half-year."""
    return year * 2 + half - 1


def read_series(folder: Path, tables: tuple[str, ...]) -> list[Series]:
    """All counts of these tables, `table/place/count`, complete from the second half of 2015 to the end of 2020."""
    values: dict[str, np.ndarray] = {}
    for table in tables:
        for number, place, count, value in _cells(folder, table):
            entry = values.setdefault(f"{table}/{place}/{count}", np.full(LAST - FIRST + 1, np.nan))
            entry[number - FIRST] = value
    return [
        Series(name, Frequency.HALF_YEAR, FIRST, entry, Kind.STOCK)
        for name, entry in sorted(values.items())
        if np.isfinite(entry[: WITHOUT_THE_UNITED_KINGDOM - FIRST]).all()
    ]


def _cells(folder: Path, table: str) -> Iterator[tuple[int, str, str, float]]:
    for path in sorted(folder.glob(f"*-{table}.csv")):
        year, half = path.name.removeprefix("berlin-lor-population-").split("-")[:2]
        number = number_of(int(year), int(half))
        if table in REGIONS and number >= NEW_REGIONS:
            continue
        with path.open(encoding="utf-8", newline="") as source:
            for row in csv.DictReader(source):
                for label, value in row.items():
                    count = _count(label, number)
                    if count and value:
                        yield number, row["id"], count, float(value)


def _count(label: str, number: int) -> str:
    """What a column counts; empty for codes, shares and what has changed its meaning."""
    if label == "id" or label.endswith("percentage"):
        return ""
    count = label.removeprefix("inhabitants").removeprefix("_") or "all"
    if count == "from_european_union" and number >= WITHOUT_THE_UNITED_KINGDOM:
        return ""
    return MEANT.get(count, count) if number < RIGHT_LABELS else count


def sums() -> list[Sum]:
    """How the counts of table 1 add up: districts to the city, and groups to larger ones in every place."""
    counts = {count for total, parts in PARTS.items() for count in (total, *parts)}
    by_place = [Sum(_name(CITY, count), tuple(_name(place, count) for place in DISTRICTS)) for count in sorted(counts)]
    by_group = [
        Sum(_name(place, total), tuple(_name(place, part) for part in parts))
        for place in (CITY, *DISTRICTS)
        for total, parts in PARTS.items()
    ]
    return by_place + by_group


def _name(place: str, count: str) -> str:
    return f"{'t1-city' if place == CITY else 't1-districts'}/{place}/{count}"
