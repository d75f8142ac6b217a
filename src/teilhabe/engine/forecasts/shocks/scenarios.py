"""Three paths into the future, each a forecast that says what it is conditional on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from teilhabe.engine.forecasts.bands import with_bands
from teilhabe.engine.forecasts.draws import draw
from teilhabe.engine.forecasts.forecasting import Forecast
from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.engine.forecasts.series import Array
from teilhabe.engine.forecasts.shocks.traces import Trace
from teilhabe.text import Language, Text
from teilhabe.wording.numbers import format_number

DRAWS = 4000


class Path(StrEnum):
    """Which of the paths."""

    BASELINE = "baseline"
    RECURRENCE = "recurrence"
    GIVEN = "given"

    @property
    def label(self) -> Text:
        return _LABELS[self]


_LABELS = {
    Path.BASELINE: Text("ohne neue Ausnahmejahre", "without new exceptional years"),
    Path.RECURRENCE: Text("mit möglicher Wiederkehr", "with a possible recurrence"),
    Path.GIVEN: Text("eigene Annahme", "own assumption"),
}


@dataclass(frozen=True)
class Scenario:
    """A forecast, and under which condition it holds."""

    path: Path
    forecast: Forecast
    condition: Text


def baseline(forecast: Forecast, traces: Sequence[Trace]) -> Scenario:
    """The path without new shocks; `forecast` is that of the series without its `traces`."""
    if not traces:
        return Scenario(Path.BASELINE, forecast, _AS_BEFORE)
    names = _names(traces)
    return Scenario(
        Path.BASELINE,
        forecast,
        Text(
            f"Gilt, solange nichts Ähnliches geschieht wie: {names.de}. Die Wirkung davon ist herausgerechnet.",
            f"Holds as long as nothing similar happens to: {names.en}. Their effect has been taken out.",
        ),
    )


_AS_BEFORE = Text(
    "Gilt, solange kein Ereignis eintritt, wie es in den bisherigen Werten keines gibt.",
    "Holds as long as no event occurs of a kind that the values so far do not know.",
)


def recurrence(plain: Forecast, traces: Sequence[Trace], per_year: float, *, seed: int) -> Scenario | None:
    """The path on which a shock may begin again in any period, with this probability in a year.

    Its size is drawn from those of the traces that recur, its course from theirs as well. None where there are none.
    The bands of `plain` move by as much as the quantiles of the draws do, so that no probability gives `plain` itself.
    """
    known = [trace for trace in traces if trace.shock.recurs]
    if not known or plain.is_refused:
        return None
    draws = draw(plain, DRAWS, seed)
    shocked = np.clip(
        draws + _again(known, draws.shape, _per_period(per_year, plain.frequency), seed),
        plain.bounds.least,
        plain.bounds.most,
    )
    return Scenario(Path.RECURRENCE, _moved(plain, draws, shocked), _may_recur(known, per_year))


def given(plain: Forecast, additions: Sequence[float], *, stays: bool) -> Scenario:
    """The officer's path: so much is added in each period, to the value or, where it `stays`, to all that follow.

    Periods beyond the `additions` get none.
    """
    horizon = len(plain.point)
    added = np.zeros(horizon)
    added[: len(additions)] = additions[:horizon]
    moved = np.cumsum(added) if stays else added
    least, most = plain.bounds.least, plain.bounds.most
    forecast = replace(
        plain,
        point=np.clip(plain.point + moved, least, most),
        low={level: np.clip(values + moved, least, most) for level, values in plain.low.items()},
        high={level: np.clip(values + moved, least, most) for level, values in plain.high.items()},
    )
    return Scenario(Path.GIVEN, forecast, _as_given(added, stays=stays))


def _per_period(per_year: float, frequency: Frequency) -> float:
    """The probability of one period, if periods are independent of one another."""
    periods = _PERIODS.get(frequency, 1)
    return float(1 - (1 - per_year) ** (1 / periods))


_PERIODS = {
    Frequency.HALF_YEAR: 2,
    Frequency.QUARTER: 4,
    Frequency.MONTH: 12,
    Frequency.WEEK: 52,
    Frequency.DAY: 365,
}


def _again(traces: Sequence[Trace], shape: tuple[int, ...], probability: float, seed: int) -> Array:
    """What new shocks add to each draw (count × horizon); a new one may begin while an earlier one still lasts."""
    count, horizon = shape
    random = np.random.default_rng([seed, 1])
    begins = random.random(shape) < probability
    peaks = np.array([_peak(trace) for trace in traces])
    sizes = peaks[random.integers(len(traces), size=shape)]
    course = random.integers(len(traces), size=shape)
    courses = [_course(trace, horizon) for trace in traces]
    added = np.zeros((count, horizon))
    for start in range(horizon):
        for number, each in enumerate(courses):
            here = begins[:, start] & (course[:, start] == number)
            added[here, start:] += sizes[here, start, None] * each[: horizon - start]
    return added


def _peak(trace: Trace) -> float:
    return float(trace.added[np.argmax(np.abs(trace.added))])


def _course(trace: Trace, horizon: int) -> Array:
    """How a shock of size 1 goes on: what it adds to the value in the periods since it began."""
    added = np.zeros(max(horizon, len(trace.added)))
    added[: len(trace.added)] = trace.added / _peak(trace)
    return (np.cumsum(added) if trace.stays else added)[:horizon]


def _moved(plain: Forecast, draws: Array, shocked: Array) -> Forecast:
    def shift(part: float) -> Array:
        moved: Array = np.quantile(shocked, part, axis=0) - np.quantile(draws, part, axis=0)
        return moved

    point = plain.point + shift(0.5)
    low = {level: values + shift((1 - level / 100) / 2) for level, values in plain.low.items()}
    high = {level: values + shift((1 + level / 100) / 2) for level, values in plain.high.items()}
    return with_bands(plain, point, low, high)


def _names(traces: Sequence[Trace]) -> Text:
    titles = [trace.shock.title for trace in traces]
    return Text("; ".join(title.de for title in titles), "; ".join(title.en for title in titles))


def _may_recur(traces: Sequence[Trace], per_year: float) -> Text:
    names = _names(traces)
    return Text(
        f"Rechnet damit, dass in jedem Jahr mit {_per_cent(per_year, 'de')} Wahrscheinlichkeit ein solches Ereignis "
        f"beginnt, so groß und so lang wie bisher: {names.de}.",
        f"Expects an event such as these to begin in any year with a probability of {_per_cent(per_year, 'en')}, as "
        f"large and as long as before: {names.en}.",
    )


def _as_given(added: Array, *, stays: bool) -> Text:
    total = Text(format_number(added.sum(), 0, "de"), format_number(added.sum(), 0, "en"))
    kept = Text(" und bleibt", " and stays") if stays else Text("", "")
    return Text(
        f"Gilt unter Ihrer Annahme: zusammen {total.de} kommt hinzu{kept.de}.",
        f"Holds under your assumption: {total.en} in total is added{kept.en}.",
    )


def _per_cent(part: float, language: Language) -> str:
    number = format_number(100 * part, 0 if part >= 0.01 or part == 0 else 1, language)
    return f"{number} %" if language == "de" else f"{number}%"
