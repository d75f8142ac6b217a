"""Foresight: forecasts of many series at once, each with its paths and its test in hindsight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from teilhabe.engine.forecasts.backtesting import Backtest, Past, backtest
from teilhabe.engine.forecasts.forecasting import Forecast, forecast
from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.engine.forecasts.series import Series, usable
from teilhabe.engine.forecasts.shocks.declared import Register, shared_register
from teilhabe.engine.forecasts.shocks.scenarios import Scenario, baseline, recurrence
from teilhabe.engine.forecasts.shocks.traces import Trace, find_traces, without
from teilhabe.engine.pipeline.foresight.numbering import Numbered
from teilhabe.text import Text

_HORIZONS: Mapping[Frequency, int] = {
    Frequency.YEAR: 5,
    Frequency.HALF_YEAR: 6,
    Frequency.QUARTER: 8,
    Frequency.MONTH: 12,
}
_USUAL = 4
_SEED = 20
"""Of the draws that a shock may come back in; any number would do, but always the same one."""


@dataclass(frozen=True)
class Foresight:
    """What is foreseen of one series; `scenarios` are empty where the forecast is refused or withdrawn.

    `earlier` are the forecasts of the test in hindsight, the oldest first.
    """

    numbered: Numbered
    today: Forecast
    test: Backtest
    scenarios: tuple[Scenario, ...]
    earlier: tuple[Forecast, ...]

    @property
    def withheld(self) -> Text | None:
        """Why nothing is shown."""
        if self.today.is_refused:
            return self.today.notes[-1]
        return self.test.sentence if self.test.is_withdrawn else None


def foresee(series: Sequence[Numbered]) -> dict[str, Foresight]:
    """The foresight of each of these series by its id; those that look ahead equally far are forecast together."""
    register = shared_register()
    by_horizon: dict[int, list[Numbered]] = {}
    for entry in series:
        by_horizon.setdefault(_horizon(entry.series), []).append(entry)
    return {
        foresight.numbered.series.id: foresight
        for horizon, alike in sorted(by_horizon.items())
        for foresight in _alike(alike, horizon, register)
    }


def _horizon(series: Series) -> int:
    """As far as such series are looked ahead, but no farther than half of what is known."""
    known = len(usable(series).values)
    return max(1, min(_HORIZONS.get(series.frequency, _USUAL), known // 2))


def _alike(entries: Sequence[Numbered], horizon: int, register: Register) -> Iterator[Foresight]:
    """One horizon for all; what a shock left is taken out before any forecast, today as in hindsight."""
    by_id = {entry.series.id: entry for entry in entries}
    made: dict[str, list[Forecast]] = {entry.series.id: [] for entry in entries}

    def calm(series: Sequence[Series], ahead: int) -> list[Forecast]:
        return forecast([without(each, _traces(by_id[each.id], each, register)) for each in series], ahead)

    def remembering(series: Sequence[Series], ahead: int) -> list[Forecast]:
        found = calm(series, ahead)
        for entry in found:
            made[entry.id].append(entry)
        return found

    today = calm([entry.series for entry in entries], horizon)
    pasts = [Past(entry.series, found, entry.states) for entry, found in zip(entries, today, strict=True)]
    tests = backtest(pasts, horizon, forecaster=remembering)
    for entry, found, test in zip(entries, today, tests, strict=True):
        earlier = sorted((each for each in made[entry.series.id] if not each.is_refused), key=lambda each: each.first)
        is_open = not (found.is_refused or test.is_withdrawn)
        paths = tuple(_paths(found, _traces(entry, entry.series, register), register)) if is_open else ()
        yield Foresight(entry, found, test, paths, tuple(earlier))


def _traces(entry: Numbered, series: Series, register: Register) -> tuple[Trace, ...]:
    return find_traces(series, register.shocks, entry.number_of)


def _paths(plain: Forecast, traces: Sequence[Trace], register: Register) -> Iterator[Scenario]:
    yield baseline(plain, traces)
    if again := recurrence(plain, traces, register.per_year, seed=_SEED):
        yield again
