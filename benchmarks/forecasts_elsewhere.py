"""Do the bands hold on series that the archive has never seen?

    python benchmarks/forecasts_elsewhere.py [DATA] [--per-table 12]

Official statistics of several publishers: tables of Basel-Stadt on integration (yearly), what the readers find in the
Eurostat, UNHCR and OECD files (yearly, quarterly, monthly), and population, fertility and net migration of all
countries and regions of the United Nations (every fifth year). Of each table at most so many series, evenly chosen;
forecasts with the shipped archive, which was made of the M3 competition alone, from the origins 3 and 6 periods before
the end. Nothing was chosen by these results. Prints JSON: the part of actual values inside the bands, all and by
horizon, and the mean scaled error beside that of the last value (naive).
"""

from __future__ import annotations

import argparse
import csv
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from teilhabe.engine.forecasts import scoring
from teilhabe.engine.forecasts.forecasting import forecast
from teilhabe.engine.forecasts.frequency import Frequency, read_calendar
from teilhabe.engine.forecasts.members import naive
from teilhabe.engine.forecasts.series import Array, Kind, Series
from teilhabe.engine.preparation import prepare, take
from teilhabe.engine.statements.tables import topics
from teilhabe.engine.statements.topic import Measure, Point, Topic
from teilhabe.errors import TeilhabeError

DATA = Path(__file__).parents[2] / "shared" / "data"
AHEAD = (3, 6)
LEAST = 5
LAST_OBSERVED = 2015  # what begins later in the tables of the United Nations, or ends after 2020, is projected
KINDS = {Measure.COUNT: Kind.STOCK, Measure.SHARE: Kind.SHARE, Measure.RATE: Kind.RATE, Measure.OTHER: Kind.UNSTATED}
UNITED_NATIONS = {"popF.txt": Kind.STOCK, "tfr.txt": Kind.RATE, "migration.txt": Kind.BALANCE}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--per-table", type=int, default=12)
    options = parser.parse_args()
    sources = {
        "basel": list(_of_tables(options.data / "basel-integration", options.per_table)),
        "eurostat": list(_of_tables(options.data / "eurostat", options.per_table)),
        **{f"un {name[:-4]}": list(_of_nations(options.data / "forecast" / name)) for name in UNITED_NATIONS},
    }
    result = {name: _scores(series) for name, series in sources.items()}
    result["all"] = _scores([each for series in sources.values() for each in series])
    print(json.dumps({**result, "load": [round(each, 1) for each in os.getloadavg()]}, indent=1))


def _of_tables(folder: Path, most: int) -> Iterator[Series]:
    for path in sorted(folder.iterdir()):
        if path.suffix in (".md", ".json") and path.stem in ("README", "expected", "metadata", "wohnviertel"):
            continue
        try:
            found = [each for topic in topics(prepare(take(path, "")), None) for each in _of_topic(path.stem, topic)]
        except TeilhabeError:
            continue
        yield from found[:: max(-(-len(found) // most), 1)]


def _of_topic(table: str, topic: Topic) -> Iterator[Series]:
    for number, series in enumerate(topic.series):
        begin = max((cut.at for cut in series.cuts), default=0)
        points = [point for point in series.points[begin:] if np.isfinite(point.value)]
        if len(points) >= LEAST + AHEAD[0]:
            yield from _series(f"{table}/{topic.id}/{number}", points, KINDS[topic.measure])


def _series(name: str, points: Sequence[Point], kind: Kind) -> Iterator[Series]:
    try:
        calendar = read_calendar([point.period for point in points])
    except TeilhabeError:
        return
    numbers = [calendar.numbers[point.period] for point in points]
    values = np.full(max(numbers) - min(numbers) + 1, np.nan)
    values[np.array(numbers) - min(numbers)] = [point.value for point in points]
    if np.mean(np.isfinite(values)) > 0.8:
        yield Series(name, calendar.frequency, min(numbers), values, kind)


def _of_nations(path: Path) -> Iterator[Series]:
    """Every fifth year a value; of populations the sum of all age groups."""
    sums: dict[str, Array] = {}
    with path.open(encoding="utf-8") as lines:
        reader = csv.reader(lines, delimiter="\t")
        header = next(reader)
        places = [place for place, cell in enumerate(header) if cell[:4].isdigit() and int(cell[:4]) <= LAST_OBSERVED]
        for row in reader:
            values = np.array([float(row[place] or "nan") for place in places])
            sums[row[0]] = sums.get(row[0], np.zeros(len(places))) + values
    for code, values in sums.items():
        yield Series(code, Frequency.YEAR, 0, values, UNITED_NATIONS[path.name])


def _scores(found: Sequence[Series]) -> dict[str, Any]:
    rows = [row for series in found for ahead in AHEAD if (row := _scored(series, ahead))]
    if not rows:
        return {"series": 0}
    held = {
        level: np.array(
            [
                np.pad(row[f"held_{level}"], (0, AHEAD[-1] - len(row[f"held_{level}"])), constant_values=np.nan)
                for row in rows
            ]
        )
        for level in (80, 95)
    }
    errors, naive_errors = (np.array([row[name] for row in rows]) for name in ("mase", "naive"))
    return {
        "series": len({row["id"] for row in rows}),
        "forecasts": len(rows),
        **{f"coverage_{level}": round(float(np.nanmean(part)), 3) for level, part in held.items()},
        "coverage_95_by_horizon": np.nanmean(held[95], axis=0).round(3).tolist(),
        "error_to_naive": round(float(errors.mean() / naive_errors.mean()), 3),
    }


def _scored(series: Series, ahead: int) -> dict[str, Any] | None:
    past, actual = series.values[:-ahead], series.values[-ahead:]
    (found,) = forecast([replace(series, values=past)], ahead)
    known = past[np.isfinite(past)]
    step = scoring.mean_step(known, series.season)
    if found.is_refused or not step > 0 or found.first != series.first + len(past):
        return None
    return {
        "id": series.id,
        "mase": float(scoring.mase(actual, found.point, step)),
        "naive": float(scoring.mase(actual, naive(known, series.season, ahead).point, step)),
        **{
            f"held_{level}": np.where(
                np.isnan(actual), np.nan, (found.low[level] <= actual) & (actual <= found.high[level])
            )
            for level in found.low
        },
    }


if __name__ == "__main__":
    main()
