"""How good are forecasts of the M3 competition, and do their bands hold what they promise?

    python benchmarks/m3.py [M3C.xls] [--halves 20] [--series FOLDER]

Yearly and quarterly series. Bands are calibrated on the training parts of one half of the series and scored on the test
parts of the other, mean of random halves (from a seed). Beside them in the same run, on the same series: Naive2, Theta,
AutoETS, and the same ensemble with the mean of the intervals of its members, uncalibrated. Series on which a compared
method fails or whose training part never changes are left out for all. Naive2 is computed here as the organisers of the
M4 competition describe it. Prints JSON.

With --series the training parts are written as CSV instead: the archive of the package was made of them with
`teilhabe forecast-archive FOLDER/*.csv --card … -o src/teilhabe/engine/forecasts/calibration/archive.json`.
"""

from __future__ import annotations

import argparse
import csv
import importlib.metadata
import json
import os
import platform
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from python_calamine import CalamineWorkbook
from statsforecast import models

from teilhabe.engine.forecasts import scoring
from teilhabe.engine.forecasts.calibration.archive import Archive
from teilhabe.engine.forecasts.calibration.pooling import Case, cases, pooled
from teilhabe.engine.forecasts.forecasting import Prospect, banded, prospect
from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.engine.forecasts.members import drift
from teilhabe.engine.forecasts.series import Array, Series

MONTHLY = 3
"""Of the monthly series each third one is written: they are twice as many, and each takes ten times as long."""
FILE = Path(__file__).parents[2] / "shared" / "data" / "forecast" / "M3C.xls"
SHEETS = {
    "yearly": ("M3Year", Frequency.YEAR),
    "quarterly": ("M3Quart", Frequency.QUARTER),
    "monthly": ("M3Month", Frequency.MONTH),
}
COMPARED = ("yearly", "quarterly")
GOALS = {
    "owa": {"yearly": 0.855, "quarterly": 0.905},
    "coverage_95": [0.93, 0.98],
    "coverage_95_lowest_horizon": 0.91,
    "coverage_80": [0.76, 0.87],
    "msis_to_uncalibrated": 0.85,
}
SEED = 3
LEVELS = (80, 95)


@dataclass(frozen=True)
class Entry:
    """One series of the competition with everything that does not depend on the calibration."""

    series: Series
    actual: Array
    category: str
    step: float
    prospect: Prospect
    points: dict[str, Array]
    half_widths: Array
    cases: tuple[Case, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=FILE)
    parser.add_argument("--halves", type=int, default=20)
    parser.add_argument("--series", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    if options.series:
        return write_series(options.file, options.series)
    result = {
        "file": options.file.name,
        "goals": GOALS,
        **{name: _compared(options.file, name, options.halves) for name in COMPARED},
        "machine": {
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "load": [round(each, 1) for each in os.getloadavg()],
            **{name: importlib.metadata.version(name) for name in ("numpy", "statsforecast")},
        },
    }
    print(json.dumps(result, indent=1))
    return None


def _compared(file: Path, name: str, halves: int) -> dict[str, Any]:
    start = time.process_time()
    read = [_entry(*row) for row in read_sheet(file, name)]
    entries = [entry for entry in read if entry is not None]
    demographic = [entry for entry in entries if entry.category == "DEMOGRAPHIC"]
    return {
        "series": len(entries),
        "left_out": len(read) - len(entries),
        "points": _accuracy(entries),
        "points_demographic": _accuracy(demographic),
        "bands": _bands(entries, halves),
        "cpu_seconds": round(time.process_time() - start, 1),
    }


def read_sheet(file: Path, name: str) -> list[tuple[Series, Array, str]]:
    """Training part, test part and category of each series of one sheet."""
    sheet, frequency = SHEETS[name]
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_name(sheet).to_python()[1:]
    found = []
    for row in rows:
        length, ahead = int(row[1]), int(row[2])
        values = np.array([float(cell) for cell in row[6 : 6 + length]])
        series = Series(str(row[0]).replace(" ", ""), frequency, 0, values[: length - ahead])
        found.append((series, values[length - ahead :], str(row[3]).strip()))
    return found


def write_series(file: Path, folder: Path) -> None:
    """The training parts as CSV, one file for each sheet; periods are counted from 1900, for the sheets name few."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (_, frequency) in SHEETS.items():
        parts = {Frequency.YEAR: 1, Frequency.QUARTER: 4, Frequency.MONTH: 12}[frequency]
        with (folder / f"m3-{name}.csv").open("w", newline="", encoding="utf-8") as target:
            writer = csv.writer(target, lineterminator="\n")
            writer.writerow(["unique_id", "ds", "y"])
            for series, _, _ in read_sheet(file, name)[:: MONTHLY if parts == 12 else 1]:
                writer.writerows(
                    (series.id, _written(place, parts), f"{value:g}") for place, value in enumerate(series.values)
                )


def _written(place: int, parts: int) -> str:
    year, part = 1900 + place // parts, place % parts + 1
    return {1: f"{year}", 4: f"{year}-Q{part}", 12: f"{year}-{part:02d}"}[parts]


def _entry(series: Series, actual: Array, category: str) -> Entry | None:
    step = scoring.mean_step(series.values, series.season)
    found = prospect(series, len(actual))
    if found.outlook is None or step == 0:
        return None
    others = {name: _library(name, series, len(actual)) for name in ("AutoETS", "DynamicOptimizedTheta", "Theta")}
    third = others["Theta"][1] if series.season > 1 else drift(series.values, 1, len(actual)).half_width
    widths = [others["AutoETS"][1], others["DynamicOptimizedTheta"][1], np.asarray(third)]
    points = {
        "teilhabe": found.bounds.back(found.outlook.point),
        "Naive2": _naive2(series, len(actual)),
        **{name: point for name, (point, _) in others.items()},
    }
    return Entry(series, actual, category, step, found, points, np.mean(widths, axis=0), tuple(cases(series)))


def _library(name: str, series: Series, horizon: int) -> tuple[Array, Array]:
    """Points and half widths of the library's own 95 % intervals."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = getattr(models, name)(season_length=series.season)
        found = model.forecast(y=series.values, h=horizon, level=[95])
    return found["mean"], (found["hi-95"] - found["lo-95"]) / 2


def _naive2(series: Series, horizon: int) -> Array:
    """The last value of the seasonally adjusted series, seasonal again; adjusted where the season is significant."""
    values, season = series.values, series.season
    factors = _factors(values, season) if season > 1 and _is_seasonal(values, season) else np.ones(season)
    places = np.arange(len(values), len(values) + horizon) % season
    last = values[-1] / factors[(len(values) - 1) % season]
    result: Array = last * factors[places]
    return result


def _is_seasonal(values: Array, season: int) -> bool:
    """The autocorrelation test of the M competitions, at 90 %."""
    if len(values) < 3 * season:
        return False
    centred = values - values.mean()
    lags = [float(centred[lag:] @ centred[:-lag] / (centred @ centred)) for lag in range(1, season + 1)]
    limit = 1.645 * np.sqrt((1 + 2 * np.sum(np.square(lags[:-1]))) / len(values))
    return bool(abs(lags[-1]) > limit)


def _factors(values: Array, season: int) -> Array:
    """Classical multiplicative decomposition; seasons are even here."""
    weights = np.array([0.5, *[1.0] * (season - 1), 0.5]) / season
    trend = np.convolve(values, weights, mode="valid")
    half = season // 2
    ratios = values[half:-half] / trend
    places = (np.arange(len(ratios)) + half) % season
    factors = np.array([ratios[places == part].mean() for part in range(season)])
    result: Array = factors / factors.mean()
    return result


def _accuracy(entries: Sequence[Entry]) -> dict[str, dict[str, float]]:
    errors = {
        name: (
            np.array([scoring.smape(entry.actual, entry.points[name]) for entry in entries]),
            np.array([scoring.mase(entry.actual, entry.points[name], entry.step) for entry in entries]),
        )
        for name in entries[0].points
    }
    naive = errors["Naive2"]
    return {
        name: {
            "smape": round(float(smapes.mean()), 3),
            "mase": round(float(mases.mean()), 3),
            "owa": round(scoring.owa(smapes, mases, *naive), 3),
        }
        for name, (smapes, mases) in errors.items()
    }


def _bands(entries: Sequence[Entry], halves: int) -> dict[str, Any]:
    random = np.random.default_rng(SEED)
    runs = [_one_half(entries, random.permutation(len(entries))) for _ in range(halves)]
    ours = {key: np.mean([run[key] for run in runs], axis=0) for key in runs[0]}
    raw = np.mean([scoring.msis(e.actual, *_raw(e, 95), 0.95, e.step) for e in entries])
    by_horizon = ours["coverage_95_by_horizon"]
    return {
        "halves": halves,
        "coverage_95": round(float(ours["coverage_95"]), 4),
        "coverage_95_by_horizon": by_horizon.round(3).tolist(),
        "coverage_95_lowest_horizon": round(float(by_horizon.min()), 4),
        "coverage_95_demographic": round(float(ours["coverage_95_demographic"]), 4),
        "coverage_80": round(float(ours["coverage_80"]), 4),
        "msis": round(float(ours["msis"]), 2),
        "uncalibrated": {
            "coverage_95": round(float(np.mean([scoring.coverage(e.actual, *_raw(e, 95)) for e in entries])), 4),
            "coverage_80": round(float(np.mean([scoring.coverage(e.actual, *_raw(e, 80)) for e in entries])), 4),
            "msis": round(float(raw), 2),
        },
        "msis_to_uncalibrated": round(float(ours["msis"] / ours["msis_uncalibrated"]), 3),
    }


def _raw(entry: Entry, level: int) -> tuple[Array, Array]:
    width = entry.half_widths * (1.0 if level == 95 else 1.2816 / 1.96)
    return entry.points["teilhabe"] - width, entry.points["teilhabe"] + width


def _one_half(entries: Sequence[Entry], order: Array) -> dict[str, Any]:
    """Calibrated on the first half of the order, scored on the second."""
    middle = len(order) // 2
    archive = Archive(pooled([case for place in order[:middle] for case in entries[place].cases]), {})
    scored = [entries[place] for place in order[middle:]]
    forecasts = [banded(entry.prospect, LEVELS, archive) for entry in scored]
    pairs = list(zip(scored, forecasts, strict=True))
    held = {
        level: np.array([(f.low[level] <= e.actual) & (e.actual <= f.high[level]) for e, f in pairs])
        for level in LEVELS
    }
    return {
        "coverage_95": held[95].mean(),
        "coverage_95_by_horizon": held[95].mean(axis=0),
        "coverage_95_demographic": held[95][[e.category == "DEMOGRAPHIC" for e in scored]].mean(),
        "coverage_80": held[80].mean(),
        "msis": np.mean([scoring.msis(e.actual, f.low[95], f.high[95], 0.95, e.step) for e, f in pairs]),
        "msis_uncalibrated": np.mean([scoring.msis(e.actual, *_raw(e, 95), 0.95, e.step) for e in scored]),
    }


if __name__ == "__main__":
    main()
