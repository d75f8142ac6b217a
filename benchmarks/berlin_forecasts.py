"""Do the bands hold on Berlin's half-years, a city that nobody had in mind when they were calibrated?

    python benchmarks/berlin_forecasts.py [FOLDER] [--horizon 4] [--regions]

Registered inhabitants by citizenship, migration background, age and origin, of the city and its 12 districts, twice a
year from the second half of 2015. From every half-year of 2017 to 2019 four half-years are forecast from what was known
then: 4 to 9 values, so that the first origin is refused and half of the others stand on the rung of short series. In
the same run, on the same series and origins:

  teilhabe         as shipped: bands from the errors of the archive (M3), nothing learnt from Berlin
  naive            the last value, bands from its errors on the same calibration series, origins and rungs
  naive, yearly    the same, from the yearly series only, in which no season widens the errors of the last value
  naive, at home   the last value, bands from its errors on all these series until the origin
  library          random walk with drift and its own intervals (AutoETS of the library refuses so few values)
  baseline         the scenario: traces of declared shocks taken out where there are any
  recurrence       the scenario: the same, and such shocks expected again with the declared probability

Interval scores (Gneiting and Raftery) are divided by the mean step of the values known at the origin; `below` is our
score for one of theirs. `coherent` reconciles table 1 (districts to city, groups to groups) and compares errors before
and after. `--regions` adds the 138 regions. Nothing was chosen by these series: the ensemble, its scale and its ladder
by M3, the thresholds of traces and the weights of sums beforehand. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks import m3  # noqa: E402  # its path is set above
from benchmarks.workloads import berlin  # noqa: E402

from teilhabe.engine.forecasts.calibration.archive import Archive, Key  # noqa: E402
from teilhabe.engine.forecasts.calibration.pooling import Case, longest_horizon, origins, pooled  # noqa: E402
from teilhabe.engine.forecasts.ensemble import Rung, rung_of  # noqa: E402
from teilhabe.engine.forecasts.forecasting import Forecast, forecast  # noqa: E402
from teilhabe.engine.forecasts.frequency import Frequency  # noqa: E402
from teilhabe.engine.forecasts.hierarchies import make_coherent  # noqa: E402
from teilhabe.engine.forecasts.members import load_library  # noqa: E402
from teilhabe.engine.forecasts.scoring import mean_step  # noqa: E402
from teilhabe.engine.forecasts.series import Array, Series  # noqa: E402
from teilhabe.engine.forecasts.shocks.declared import shared_register  # noqa: E402
from teilhabe.engine.forecasts.shocks.scenarios import recurrence  # noqa: E402
from teilhabe.engine.forecasts.shocks.traces import find_traces, without  # noqa: E402

ORIGINS = tuple(berlin.number_of(year, half) for year in (2017, 2018, 2019) for half in (1, 2))
LEVELS = (80, 95)
GOALS = {"coverage_80": [0.70, 0.90], "below_naive": 1.0, "width_with_recurrence": 2.0, "coherent_error": 1.01}
SEED = 11
DRAWS = 1000


@dataclass(frozen=True)
class Bands:
    """What one method says at one origin of one series: points and bands per horizon."""

    point: Array
    low: Mapping[int, Array]
    high: Mapping[int, Array]


@dataclass(frozen=True)
class Trial:
    """One series at one origin: what was known, what came, what each method said."""

    known: Series
    actual: Array
    said: dict[str, Bands]
    has_trace: bool

    @property
    def step(self) -> float:
        return mean_step(self.known.values, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=berlin.FOLDER)
    parser.add_argument("--horizon", type=int, default=4)
    parser.add_argument("--regions", action="store_true")
    options = parser.parse_args()
    start = time.process_time()
    series = berlin.read_series(options.folder, berlin.TABLES + (berlin.REGIONS if options.regions else ()))
    archives = {
        "naive": Archive(pooled(naive_cases("quarterly")), {}),
        "naive, yearly": Archive(pooled(naive_cases("yearly")), {}),
    }
    trials = [trial for origin in ORIGINS for trial in trials_at(origin, series, options.horizon, archives)]
    print(
        json.dumps(
            {
                "series": len(series),
                "horizon": options.horizon,
                "trials": len(trials),
                "refused": len(series) * len(ORIGINS) - len(trials),
                "goals": GOALS,
                "coverage_80_per_origin": per_origin(trials),
                **compared(trials),
                "recurrence_width": widths(trials),
                "coherent": coherent(series, options.horizon),
                "cpu_seconds": round(time.process_time() - start, 1),
                "load": [round(each, 1) for each in os.getloadavg()],
            },
            indent=1,
        )
    )


def naive_cases(sheet: str) -> list[Case]:
    """What the last value missed by on the calibration series of the archive, from the origins of the archive."""
    found = []
    for each, _, _ in m3.read_sheet(m3.FILE, sheet):
        horizon = longest_horizon(each.frequency)
        for place in origins(len(each.values), each.season, horizon):
            past, after = each.values[:place], each.values[place : place + horizon]
            rung = rung_of(place, each.season)
            if rung is not None and np.ptp(past) > 0:
                errors = np.full(horizon, np.nan)
                errors[: len(after)] = np.abs(after - past[-1]) / mean_step(past, 1)
                found.append(Case(Key(each.frequency, rung), errors))
    return found


def trials_at(origin: int, series: Sequence[Series], horizon: int, archives: Mapping[str, Archive]) -> list[Trial]:
    known = [each.until(origin) for each in series]
    made = forecast(known, horizon)
    shocked = recurrences(known, made, horizon)
    at_home = errors_at_home(known, horizon)
    trials = []
    for whole, past, ours in zip(series, known, made, strict=True):
        if ours.is_refused:
            continue
        said = {
            "teilhabe": Bands(ours.point, ours.low, ours.high),
            **{name: naive_bands(past, horizon, archive) for name, archive in archives.items()},
            "naive, at home": last_value(past, horizon, at_home),
            "library": library(past, horizon),
        }
        said["baseline"], said["recurrence"] = shocked.get(ours.id, (said["teilhabe"], said["teilhabe"]))
        trials.append(Trial(past, came(whole, origin, horizon), said, ours.id in shocked))
    return trials


def came(series: Series, origin: int, horizon: int) -> Array:
    actual = np.full(horizon, np.nan)
    values = series.values[origin + 1 - series.first :][:horizon]
    actual[: len(values)] = values
    return actual


def naive_bands(known: Series, horizon: int, archive: Archive) -> Bands:
    rung = rung_of(len(known.values), known.season) or Rung.SHORT
    if all(key.frequency is Frequency.YEAR for key in archive.pools) and rung is Rung.SEASONAL:
        rung = Rung.PLAIN
    key = Key(known.frequency, rung)
    return last_value(known, horizon, {level: archive.multipliers(key, horizon, level).reach for level in LEVELS})


def last_value(known: Series, horizon: int, reach: Mapping[int, Array]) -> Bands:
    step = mean_step(known.values, 1)
    point = np.full(horizon, known.values[-1])
    low = {level: np.maximum(point - reach[level] * step, 0) for level in LEVELS}
    return Bands(point, low, {level: point + reach[level] * step for level in LEVELS})


def errors_at_home(known: Sequence[Series], horizon: int) -> dict[int, Array]:
    """Quantiles of what the last value missed by in all series until now, in steps known at that time; per horizon."""
    errors: list[list[float]] = [[] for _ in range(horizon)]
    for each in known:
        for place in range(2, len(each.values)):
            step = mean_step(each.values[:place], 1)
            for ahead, value in enumerate(each.values[place : place + horizon]):
                if step > 0:
                    errors[ahead].append(abs(value - each.values[place - 1]) / step)
    quantiles = {
        level: [np.quantile(entries, level / 100) if entries else np.nan for entries in errors] for level in LEVELS
    }
    return {
        level: np.maximum.accumulate(np.where(np.isnan(row), np.nanmax(row), row)) for level, row in quantiles.items()
    }


def library(known: Series, horizon: int) -> Bands:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = load_library().RandomWalkWithDrift().forecast(y=known.values, h=horizon, level=list(LEVELS))
    return Bands(
        found["mean"],
        {level: found[f"lo-{level}"] for level in LEVELS},
        {level: found[f"hi-{level}"] for level in LEVELS},
    )


def recurrences(known: Sequence[Series], made: Sequence[Forecast], horizon: int) -> dict[str, tuple[Bands, Bands]]:
    """Both scenarios of each series that has traces: the forecast without them, and on top of it the recurrence."""
    register = shared_register()
    traces = {each.id: find_traces(each, register.shocks, half_year_of) for each in known}
    touched = [each for each, ours in zip(known, made, strict=True) if traces[each.id] and not ours.is_refused]
    found = {}
    for number, plain in enumerate(forecast([without(each, traces[each.id]) for each in touched], horizon)):
        scenario = recurrence(plain, traces[plain.id], register.per_year, seed=SEED + number)
        if scenario is not None:
            again = scenario.forecast
            found[plain.id] = (Bands(plain.point, plain.low, plain.high), Bands(again.point, again.low, again.high))
    return found


def half_year_of(day: date) -> int:
    return berlin.number_of(day.year, 1 if day.month <= 6 else 2)


def per_origin(trials: Sequence[Trial]) -> dict[str, float]:
    by_origin: dict[str, list[Trial]] = {}
    for trial in trials:
        last = trial.known.last
        by_origin.setdefault(f"{last // 2}-S{last % 2 + 1}", []).append(trial)
    return {name: shown(held(entries, "teilhabe", 80)) for name, entries in by_origin.items()}


def compared(trials: Sequence[Trial]) -> dict[str, Any]:
    names = list(trials[0].said)
    scores = {name: {level: score(trials, name, level) for level in LEVELS} for name in names}
    return {
        "methods": {
            name: {
                "error_in_steps": shown(error(trials, name)),
                **{f"coverage_{level}": shown(held(trials, name, level)) for level in LEVELS},
                **{f"coverage_{level}_per_horizon": per_horizon(trials, name, level) for level in LEVELS},
                **{f"interval_score_{level}": shown(scores[name][level]) for level in LEVELS},
                **{f"width_{level}": shown(width(trials, name, level)) for level in LEVELS},
            }
            for name in names
        },
        "below": {
            name: {level: round(scores["teilhabe"][level] / scores[name][level], 3) for level in LEVELS}
            for name in names
            if name != "teilhabe"
        },
    }


def _inside(trial: Trial, name: str, level: int) -> Array:
    said, actual = trial.said[name], trial.actual
    inside = (said.low[level] <= actual) & (actual <= said.high[level])
    return np.where(np.isnan(actual), np.nan, inside)


def held(trials: Sequence[Trial], name: str, level: int) -> float:
    return float(np.nanmean([_inside(trial, name, level) for trial in trials]))


def per_horizon(trials: Sequence[Trial], name: str, level: int) -> list[float]:
    return np.nanmean([_inside(trial, name, level) for trial in trials], axis=0).round(3).tolist()


def error(trials: Sequence[Trial], name: str) -> float:
    return float(np.nanmean([np.abs(trial.actual - trial.said[name].point) / trial.step for trial in trials]))


def score(trials: Sequence[Trial], name: str, level: int) -> float:
    return float(np.nanmean([_score(trial, name, level) / trial.step for trial in trials]))


def _score(trial: Trial, name: str, level: int) -> Array:
    said, actual = trial.said[name], trial.actual
    outside = np.maximum(said.low[level] - actual, 0) + np.maximum(actual - said.high[level], 0)
    return said.high[level] - said.low[level] + 2 / (1 - level / 100) * outside


def width(trials: Sequence[Trial], name: str, level: int) -> float:
    return float(
        np.mean([(trial.said[name].high[level] - trial.said[name].low[level]) / trial.step for trial in trials])
    )


def widths(trials: Sequence[Trial]) -> dict[str, Any]:
    """The mean width with the recurrence: of all series, and of those with a trace only."""
    traced = [trial for trial in trials if trial.has_trace]

    def ratios(entries: Sequence[Trial], plain: str) -> dict[int, float]:
        return {level: round(width(entries, "recurrence", level) / width(entries, plain, level), 3) for level in LEVELS}

    return {
        "for_one_of_the_plain_band": ratios(trials, "teilhabe"),
        "with_a_trace": ratios(traced, "teilhabe"),
        "with_a_trace_for_one_of_the_baseline": ratios(traced, "baseline"),
        "trials_with_a_trace": len(traced),
    }


def coherent(series: Sequence[Series], horizon: int) -> dict[str, Any]:
    """Errors, coverage and gaps of table 1 before and after its sums were made to hold."""
    chosen = [each for each in series if each.id.startswith(("t1-city", "t1-districts"))]
    before: list[Trial] = []
    gap, least = 0.0, np.inf
    for origin in ORIGINS:
        known = [each.until(origin) for each in chosen]
        made = forecast(known, horizon)
        found = make_coherent(known, made, berlin.sums(), count=DRAWS, seed=SEED)
        for each in berlin.sums():
            if each not in found.left_out:
                gaps = found.draws[each.total] - sum(found.draws[part] for part in each.parts)
                gap = max(gap, float(np.abs(gaps).max()))
        least = min([least, *(float(draws.min()) for draws in found.draws.values())])
        for whole, past, base, moved in zip(chosen, known, made, found.forecasts, strict=True):
            if not base.is_refused:
                said = {
                    "base": Bands(base.point, base.low, base.high),
                    "coherent": Bands(moved.point, moved.low, moved.high),
                }
                before.append(Trial(past, came(whole, origin, horizon), said, has_trace=False))
    errors = {name: error(before, name) for name in ("base", "coherent")}
    return {
        "series": len(chosen),
        "sums": len(berlin.sums()),
        "largest_gap": gap,
        "smallest_draw": least,
        "error_in_steps": {name: shown(value) for name, value in errors.items()},
        "coherent_for_one_of_base": round(errors["coherent"] / errors["base"], 4),
        "coverage_80": {name: shown(held(before, name, 80)) for name in errors},
        "interval_score_80": {name: shown(score(before, name, 80)) for name in errors},
    }


def shown(value: float) -> float:
    return round(value, 3)


if __name__ == "__main__":
    main()
