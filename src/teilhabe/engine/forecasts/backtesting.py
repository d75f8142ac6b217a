"""What forecasts from earlier points in time were worth, beside the naive baseline that they have to beat.

At every origin the forecast is made from what was known then, and only origins count at which the same methods were at
work as today: what is tested is what is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import ceil

import numpy as np

from teilhabe.engine.forecasts.forecasting import LEVELS, Forecast, forecast
from teilhabe.engine.forecasts.members import naive
from teilhabe.engine.forecasts.scoring import coverage, interval_score, mean_step
from teilhabe.engine.forecasts.series import Array, Series, usable
from teilhabe.text import Language, Text
from teilhabe.wording.numbers import format_number

ORIGINS = 3
"""So many origins for each period of the horizon, where the series is long enough; fewer than so many prove nothing."""

Forecaster = Callable[[Sequence[Series], int], list[Forecast]]


@dataclass(frozen=True)
class Past:
    """A series, today's forecast of it, and its earlier states by the day since which they were known.

    The periods of all states are numbered alike.
    """

    series: Series
    today: Forecast
    states: Mapping[date, Series] = field(default_factory=dict)

    def known_at(self, origin: int) -> tuple[Series, bool]:
        """The first state whose last value is that of this period; where none is known, today's values, and True."""
        for day in sorted(self.states):
            if self.states[day].last == origin:
                return self.states[day], False
        return self.series.until(origin), True


class Verdict(StrEnum):
    """What a back-test says of a forecast."""

    BETTER = "better"
    NOT_BETTER = "not_better"
    UNTESTED = "untested"


@dataclass(frozen=True)
class Scores:
    """How good forecasts were, per horizon; NaN where nothing is known.

    `error` is the mean absolute error in the unit of the series, `scaled_error` in its mean steps; `coverage` (0 to 1)
    and `interval_score` stand by the level of the band.
    """

    error: Array
    scaled_error: Array
    coverage: Mapping[int, Array]
    interval_score: Mapping[int, Array]


@dataclass(frozen=True)
class Backtest:
    """The scores of a forecast beside those of the naive one.

    `origins` is the number of forecasts scored at each horizon, `in_hindsight` that of origins for which no earlier
    state of the series is known, so that they were tested on today's values.
    """

    id: str
    method: str
    season: int
    origins: tuple[int, ...]
    in_hindsight: int
    ours: Scores
    naive: Scores

    @property
    def verdict(self) -> Verdict:
        """Better is who errs less, taken over all forecasts and horizons."""
        if not self.origins or self.origins[0] < ORIGINS:
            return Verdict.UNTESTED
        return Verdict.BETTER if self.ratio < 1 else Verdict.NOT_BETTER

    @property
    def beats_naive(self) -> bool:
        return self.verdict is Verdict.BETTER

    @property
    def is_withdrawn(self) -> bool:
        return self.verdict is Verdict.NOT_BETTER

    @property
    def ratio(self) -> float:
        """The error of the forecast for one unit of error of the naive one; 1 where neither errs."""
        ours, theirs = (self._total(scores.error) for scores in (self.ours, self.naive))
        return ours / theirs if theirs > 0 else 1.0

    def _total(self, errors: Array) -> float:
        return float(np.nansum(np.array(self.origins, dtype=float) * errors))

    @property
    def sentence(self) -> Text:
        """What the test found, and whether the forecast is withdrawn for it."""
        return Text(self._sentence("de"), self._sentence("en"))

    def _sentence(self, language: Language) -> str:
        if self.verdict is Verdict.UNTESTED:
            return _UNTESTED.in_language(language)
        told = _WITHDRAWN if self.is_withdrawn else _KEPT
        assumed = (_AS_A_YEAR_AGO if self.season > 1 else _AS_LAST).in_language(language)
        less = _per_cent(1 - self.ratio, language)
        return told.in_language(language).format(count=self.origins[0], less=less, assumed=assumed)


_UNTESTED = Text(
    "Ungeprüft: Die Reihe ist zu kurz, um dieses Verfahren an früheren Zeitpunkten zu prüfen.",
    "Untested: the series is too short to test this method at earlier points in time.",
)
_WITHDRAWN = Text(
    "Zurückgezogen: An {count} früheren Zeitpunkten war diese Prognose nicht genauer als die Annahme, {assumed}.",
    "Withdrawn: at {count} earlier points in time this forecast was no better than the assumption that {assumed}.",
)
_KEPT = Text(
    "Geprüft: An {count} früheren Zeitpunkten irrte diese Prognose um {less} weniger als die Annahme, {assumed}.",
    "Tested: at {count} earlier points in time this forecast erred {less} less than the assumption that {assumed}.",
)
_AS_LAST = Text("dass alles bleibt wie zuletzt", "everything stays as it last was")
_AS_A_YEAR_AGO = Text("dass alles wird wie ein Jahr zuvor", "everything will be as it was a year before")


def _per_cent(part: float, language: Language) -> str:
    number = format_number(100 * part, 0 if part >= 0.01 else 1, language)
    return f"{number} %" if language == "de" else f"{number}%"


def backtest(pasts: Sequence[Past], horizon: int, *, forecaster: Forecaster = forecast) -> list[Backtest]:
    """One test for each series, from as many origins as its length allows, at most `ORIGINS` × horizon of them.

    A refused forecast is tested nowhere. All forecasts are asked for in one call.
    """
    asked = [list(_origins(past, horizon)) for past in pasts]
    answers = iter(forecaster([known for entries in asked for known, _ in entries], horizon))
    return [
        _judged(past, [(*entry, next(answers)) for entry in entries], horizon)
        for past, entries in zip(pasts, asked, strict=True)
    ]


def _origins(past: Past, horizon: int) -> Iterator[tuple[Series, bool]]:
    """What was known at each origin, latest first, and whether that is hindsight."""
    if past.today.is_refused:
        return
    last = past.series.last
    for origin in range(last - 1, max(last - ORIGINS * horizon, past.series.first) - 1, -1):
        known, in_hindsight = past.known_at(origin)
        if known.last == origin:
            yield known, in_hindsight


@dataclass(frozen=True)
class _Trial:
    """One earlier forecast (or the naive one) beside what came, per horizon."""

    actual: Array
    point: Array
    low: Mapping[int, Array]
    high: Mapping[int, Array]
    step: float


def _judged(past: Past, answers: Sequence[tuple[Series, bool, Forecast]], horizon: int) -> Backtest:
    same = [entry for entry in answers if entry[2].method == past.today.method]
    ours = [_trial(past.series, known, made) for known, _, made in same]
    theirs = [_naive_trial(past.series, known, horizon) for known, _, _ in same]
    counts = np.sum([np.isfinite(trial.actual) for trial in ours], axis=0) if ours else np.zeros(horizon, dtype=int)
    return Backtest(
        id=past.series.id,
        method=past.today.method,
        season=past.series.season,
        origins=tuple(counts.tolist()),
        in_hindsight=sum(in_hindsight for _, in_hindsight, _ in same),
        ours=_scores(ours, counts),
        naive=_scores(theirs, counts),
    )


def _trial(series: Series, known: Series, made: Forecast) -> _Trial:
    actual = _actual(series, made.first, len(made.point))
    return _Trial(actual, made.point, made.low, made.high, _step(known))


def _naive_trial(series: Series, known: Series, horizon: int) -> _Trial:
    """The last value, within as much as such forecasts missed by in the values known then."""
    values = usable(known).values
    point = naive(values, known.season, horizon).point
    reach = {level: _reach(values, known.season, horizon, level) for level in LEVELS}
    low = {level: point - reach[level] for level in LEVELS}
    high = {level: point + reach[level] for level in LEVELS}
    return _Trial(_actual(series, known.last + 1, horizon), point, low, high, _step(known))


def _reach(values: Array, season: int, horizon: int, level: int) -> Array:
    """The conformal quantile of the errors at each horizon; where there are none, that of the horizon before."""
    cycle = season if len(values) >= 2 * season else 1
    reach = np.zeros(horizon)
    for ahead in range(1, horizon + 1):
        lag = cycle * ceil(ahead / cycle)
        errors = np.sort(np.abs(values[lag:] - values[:-lag]))
        place = min(ceil((len(errors) + 1) * level / 100), len(errors)) - 1
        reach[ahead - 1] = errors[place] if errors.size else reach[max(ahead - 2, 0)]
    return np.maximum.accumulate(reach)


def _step(known: Series) -> float:
    return mean_step(usable(known).values, known.season)


def _actual(series: Series, first: int, horizon: int) -> Array:
    """What came in these periods; NaN where nothing is known yet, or only behind a break."""
    actual = np.full(horizon, np.nan)
    values = series.values[first - series.first :][:horizon]
    actual[: len(values)] = values
    broken = min((number - first for number in series.breaks if number >= first), default=horizon)
    actual[max(broken, 0) :] = np.nan
    return actual


def _scores(trials: Sequence[_Trial], counts: Array) -> Scores:
    """The means over all origins; horizons that no origin reaches stay NaN."""
    reached = np.flatnonzero(counts)
    if not reached.size:
        nothing = np.full(len(counts), np.nan)
        return Scores(nothing, nothing, dict.fromkeys(LEVELS, nothing), dict.fromkeys(LEVELS, nothing))

    def at_origins(values: Iterable[Array]) -> Array:
        return np.stack(list(values), axis=1)[reached]

    def placed(means: Array) -> Array:
        result = np.full(len(counts), np.nan)
        result[reached] = means
        return result

    actual = at_origins(trial.actual for trial in trials)
    errors = np.abs(actual - at_origins(trial.point for trial in trials))
    steps = np.array([trial.step for trial in trials])
    low = {level: at_origins(trial.low[level] for trial in trials) for level in LEVELS}
    high = {level: at_origins(trial.high[level] for trial in trials) for level in LEVELS}
    return Scores(
        error=placed(_mean(errors)),
        scaled_error=placed(_mean(errors / np.where(steps > 0, steps, np.nan))),
        coverage={level: placed(coverage(actual, low[level], high[level])) for level in LEVELS},
        interval_score={
            level: placed(interval_score(actual, low[level], high[level], level / 100)) for level in LEVELS
        },
    )


def _mean(entries: Array) -> Array:
    """The mean of what is known in each row; NaN where nothing is."""
    known = np.isfinite(entries)
    sums, counts = np.where(known, entries, 0.0).sum(axis=1), known.sum(axis=1)
    result: Array = np.divide(sums, counts, out=np.full(len(entries), np.nan), where=counts > 0)
    return result
