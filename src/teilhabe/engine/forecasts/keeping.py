"""Every published forecast is kept, and scored when the actual value arrives.

A kept forecast is told in the words of its periods ("2027", "2027-S1"), not in numbers, so that it can be read for
ever and by anybody. The file has one row for each period of each forecast.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from teilhabe.engine.forecasts.forecasting import Forecast
from teilhabe.errors import InputError

COLUMNS = ("id", "made", "period", "horizon", "point", "lo_80", "hi_80", "lo_95", "hi_95", "naive", "method", "notice")


@dataclass(frozen=True, order=True)
class Kept:
    """What was published on a day for one period: the point, the bands, and the last value as the naive forecast.

    `notice` is what a reader must know of all figures of the city, such as that it is invented.
    """

    id: str
    made: date
    period: str
    horizon: int
    point: float
    lo_80: float
    hi_80: float
    lo_95: float
    hi_95: float
    naive: float
    method: str
    notice: str = ""


def kept_of(
    forecast: Forecast, made: date, naive: Sequence[float], write: Callable[[int], str], notice: str = ""
) -> list[Kept]:
    """A forecast as it is kept; `write` says what the period of a number is called. A refused one leaves nothing."""
    return [
        Kept(
            forecast.id,
            made,
            write(forecast.first + place),
            place + 1,
            float(forecast.point[place]),
            lo_80=float(forecast.low[80][place]),
            hi_80=float(forecast.high[80][place]),
            lo_95=float(forecast.low[95][place]),
            hi_95=float(forecast.high[95][place]),
            naive=float(naive[place]),
            method=forecast.method,
            notice=notice,
        )
        for place in range(len(forecast.point))
    ]


def write_kept(kept: Iterable[Kept]) -> str:
    """Kept forecasts as CSV, in order; numbers exactly as they are."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(entry, column) for column in COLUMNS] for entry in sorted(set(kept)))
    return target.getvalue()


def read_kept(text: str, name: str) -> list[Kept]:
    """What `write_kept` wrote; InputError, with line, where the file `name` holds anything else."""
    rows = csv.reader(io.StringIO(text))
    if tuple(next(rows, ())) != COLUMNS:
        told = ",".join(COLUMNS)
        raise InputError(
            f"{name}: In der ersten Zeile müssen die Spalten {told} stehen.",
            f"{name}: the first line must name the columns {told}.",
        )
    return [_kept(row, f"{name}, Zeile {number}") for number, row in enumerate(rows, start=2) if row]


def _kept(row: Sequence[str], where: str) -> Kept:
    try:
        key, made, period, horizon, *numbers, method, notice = row
        point, lo_80, hi_80, lo_95, hi_95, naive = map(float, numbers)
        bounds = (lo_80, hi_80, lo_95, hi_95)
        return Kept(key, date.fromisoformat(made), period, int(horizon), point, *bounds, naive, method, notice)
    except ValueError as error:
        raise InputError(
            f"{where}: Diese Zeile ist keine aufbewahrte Prognose.", f"{where}: this line is no kept forecast."
        ) from error


@dataclass(frozen=True)
class Scored:
    """A kept forecast and what came; errors without sign, in the unit of the series."""

    kept: Kept
    actual: float

    @property
    def error(self) -> float:
        return abs(self.actual - self.kept.point)

    @property
    def naive_error(self) -> float:
        return abs(self.actual - self.kept.naive)

    @property
    def held_80(self) -> bool:
        return self.kept.lo_80 <= self.actual <= self.kept.hi_80

    @property
    def held_95(self) -> bool:
        return self.kept.lo_95 <= self.actual <= self.kept.hi_95


@dataclass(frozen=True)
class Accuracy:
    """How many forecasts could be scored, how many bands held, how many points beat the last value.

    `ratio` is the mean, over series, of the error for one unit of naive error; None where no naive forecast erred.
    """

    scored: int
    held_80: int
    held_95: int
    closer: int
    ratio: float | None


def score_kept(kept: Iterable[Kept], actuals: Mapping[str, Mapping[str, float]]) -> list[Scored]:
    """Kept forecasts whose actual value has arrived, in order; `actuals` by id and period."""
    return [
        Scored(entry, actuals[entry.id][entry.period])
        for entry in sorted(kept)
        if entry.period in actuals.get(entry.id, {})
    ]


def accuracy(scored: Sequence[Scored]) -> Accuracy:
    """The sums of the public accuracy page."""
    return Accuracy(
        scored=len(scored),
        held_80=sum(entry.held_80 for entry in scored),
        held_95=sum(entry.held_95 for entry in scored),
        closer=sum(entry.error < entry.naive_error for entry in scored),
        ratio=_mean_ratio(scored),
    )


def _mean_ratio(scored: Sequence[Scored]) -> float | None:
    ours: dict[str, float] = {}
    theirs: dict[str, float] = {}
    for entry in scored:
        ours[entry.kept.id] = ours.get(entry.kept.id, 0.0) + entry.error
        theirs[entry.kept.id] = theirs.get(entry.kept.id, 0.0) + entry.naive_error
    ratios = [ours[key] / theirs[key] for key in sorted(ours) if theirs[key] > 0]
    return sum(ratios) / len(ratios) if ratios else None
