"""The forecasts of an indicator as files of a release: a table, the same with its test as JSON, and what is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np

from teilhabe.engine.forecasts.backtesting import Scores
from teilhabe.engine.forecasts.forecasting import LEVELS, Forecast
from teilhabe.engine.forecasts.keeping import Kept, kept_of, write_kept
from teilhabe.engine.forecasts.members import naive
from teilhabe.engine.forecasts.series import Array, usable
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.foresight.kept import KEPT
from teilhabe.engine.pipeline.foresight.making import Foresight
from teilhabe.engine.pipeline.pages.exports import Row, to_csv
from teilhabe.text import LANGUAGES, Text

FORMAT = "teilhabe-forecast/1"
COLUMNS = (
    "indicator", "ref_area", "place", "time_period", "path", "value", "lo_80", "hi_80", "lo_95", "hi_95", "unit",
    "method", "condition", "notice",
)  # fmt: skip


def files_of(city: City, definition: Definition, foresight: Foresight) -> Mapping[str, str]:
    """Path in the release → text; what is withheld has no table and keeps nothing, but says why."""
    data = json.dumps(_data(definition, foresight), ensure_ascii=False, indent=1, sort_keys=True)
    files = {f"forecasts/{definition.id}.json": f"{data}\n"}
    if foresight.scenarios:
        table = to_csv(_rows(city, definition, foresight), COLUMNS).decode()
        files |= {f"csv/{definition.id}-forecast.csv": table}
        files |= {KEPT.format(indicator=definition.id): write_kept(_kept(city, foresight))}
    return files


def _rows(city: City, definition: Definition, foresight: Foresight) -> Iterator[Row]:
    for scenario in foresight.scenarios:
        for period, numbers in _periods(foresight, scenario.forecast):
            yield (
                definition.id,
                city.code,
                city.name.de,
                period,
                scenario.path.value,
                *numbers.values(),
                definition.unit,
                scenario.forecast.method,
                scenario.condition.de,
                city.notice.de,
            )


def _periods(foresight: Foresight, forecast: Forecast) -> Iterator[tuple[str, dict[str, float]]]:
    """Each period ahead with its middle and the bounds of its bands, by name of the column."""
    for place, middle in enumerate(forecast.point.tolist()):
        bounds = {
            f"{side}_{level}": float(found[level][place])
            for level in LEVELS
            for side, found in (("lo", forecast.low), ("hi", forecast.high))
        }
        yield foresight.numbered.period(forecast.first + place), {"value": middle, **bounds}


def _kept(city: City, foresight: Foresight) -> list[Kept]:
    """The first path, which is what was foreseen if nothing unheard-of happens, beside the naive forecast."""
    found = foresight.scenarios[0].forecast
    series = foresight.numbered.series
    carried = naive(usable(series).values, series.season, len(found.point)).point
    return kept_of(found, date.fromisoformat(city.as_of), carried.tolist(), foresight.numbered.period, city.notice.de)


def _data(definition: Definition, foresight: Foresight) -> Mapping[str, Any]:
    withheld = foresight.withheld
    return {
        "format": FORMAT,
        "indicator": definition.id,
        "unit": definition.unit,
        "method": foresight.today.method,
        "notes": [_both(note) for note in foresight.today.notes],
        "withheld": _both(withheld) if withheld else None,
        "paths": [
            {
                "path": scenario.path.value,
                "condition": _both(scenario.condition),
                "periods": [
                    {"time_period": period, **numbers} for period, numbers in _periods(foresight, scenario.forecast)
                ],
            }
            for scenario in foresight.scenarios
        ],
        "backtest": None if foresight.today.is_refused else _test(foresight),
    }


def _both(text: Text) -> Mapping[str, str]:
    return {language: text.in_language(language) for language in LANGUAGES}


def _test(foresight: Foresight) -> Mapping[str, Any]:
    test = foresight.test
    return {
        "verdict": test.verdict.value,
        "origins": list(test.origins),
        "in_hindsight": test.in_hindsight,
        "forecast": _scores(test.ours),
        "naive": _scores(test.naive),
    }


def _scores(scores: Scores) -> Mapping[str, Any]:
    return {
        "error": _numbers(scores.error),
        "scaled_error": _numbers(scores.scaled_error),
        **{f"coverage_{level}": _numbers(scores.coverage[level]) for level in LEVELS},
        **{f"interval_score_{level}": _numbers(scores.interval_score[level]) for level in LEVELS},
    }


def _numbers(values: Array) -> list[float | None]:
    return [value if np.isfinite(value) else None for value in values.tolist()]
