"""Forecasts of series with bands that were calibrated on the errors of earlier forecasts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from teilhabe.engine.forecasts.bounds import UNBOUNDED, Bounds, bounds_of
from teilhabe.engine.forecasts.calibration.archive import Archive, Key, Multipliers, shipped
from teilhabe.engine.forecasts.ensemble import LEAST, Outlook, Rung, look_ahead, rung_of
from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.engine.forecasts.series import Array, Series, usable
from teilhabe.text import Text

LEVELS = (80, 95)


@dataclass(frozen=True)
class Forecast:
    """What the next periods are expected to bring; `first` is the number of the first of them.

    `low` and `high` hold the bounds of each band by its level in per cent. Everything is empty where a forecast was
    refused, and `notes` say why.
    """

    id: str
    frequency: Frequency
    first: int
    point: Array
    low: Mapping[int, Array]
    high: Mapping[int, Array]
    method: str
    notes: tuple[Text, ...] = ()
    bounds: Bounds = UNBOUNDED

    @property
    def is_refused(self) -> bool:
        return self.point.size == 0


def forecast(
    series: Sequence[Series],
    horizon: int,
    *,
    levels: Sequence[int] = LEVELS,
    archive: Archive | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Forecast]:
    """One forecast for each series, of `horizon` periods after its last value; `progress` hears how many are done."""
    found = []
    for done, each in enumerate(series, start=1):
        found.append(banded(prospect(each, horizon), levels, archive or shipped()))
        if progress:
            progress(done)
    return found


@dataclass(frozen=True)
class Prospect:
    """A series with what its methods expect, before any bands; without outlook where nothing can be expected."""

    series: Series
    last: int
    outlook: Outlook | None
    bounds: Bounds = UNBOUNDED
    notes: tuple[Text, ...] = ()


def prospect(series: Series, horizon: int) -> Prospect:
    """The costly part of a forecast."""
    known = usable(series)
    rung = rung_of(len(known.values), series.season)
    if rung is None:
        return Prospect(series, known.last, None, notes=(*known.notes, _too_short(len(known.values))))
    if np.ptp(known.values) == 0:
        return Prospect(series, known.last, None, notes=(*known.notes, _constant(known.values)))
    bounds = bounds_of(series, known.values)
    outlook = look_ahead(bounds.forward(known.values), series.season, horizon, rung)
    return Prospect(series, known.last, outlook, bounds, (*known.notes, *_remarks(series, rung)))


def banded(found: Prospect, levels: Sequence[int], archive: Archive) -> Forecast:
    """The forecast with a band for each level."""
    series, outlook, bounds = found.series, found.outlook, found.bounds
    if outlook is None:
        return Forecast(series.id, series.frequency, found.last + 1, np.array([]), {}, {}, "", found.notes)
    key = Key(series.frequency, outlook.rung, series.kind.value)
    horizon = len(outlook.point)
    reaches = {level: archive.multipliers(key, horizon, level) for level in levels}
    return Forecast(
        series.id,
        series.frequency,
        found.last + 1,
        bounds.back(outlook.point),
        {level: bounds.back(outlook.point - each.reach * outlook.scale) for level, each in reaches.items()},
        {level: bounds.back(outlook.point + each.reach * outlook.scale) for level, each in reaches.items()},
        "+".join(outlook.members),
        (*found.notes, *_of_calibration(list(reaches.values()), horizon)),
        bounds,
    )


def _of_calibration(reaches: Sequence[Multipliers], horizon: int) -> tuple[Text, ...]:
    """What is to be said of the errors the bands come from."""
    known = min((each.known for each in reaches), default=horizon)
    foreign = any(each.foreign for each in reaches)
    return ((_FOREIGN,) if foreign else ()) + ((_beyond(known),) if horizon > known else ())


def _remarks(series: Series, rung: Rung) -> tuple[Text, ...]:
    if rung is Rung.SHORT:
        return (_SHORT,)
    return (_NO_SEASON,) if rung is Rung.PLAIN and series.season > 1 else ()


_SHORT = Text("kurze Reihe: halbe mittlere Veränderung fortgeschrieben", "short series: half the mean change continued")
_NO_SEASON = Text(
    "weniger als drei Jahresgänge: ohne Saison gerechnet", "fewer than three cycles: computed without a season"
)
_FOREIGN = Text(
    "Bänder aus den Fehlern von Reihen eines anderen Rhythmus", "bands from the errors of series of another rhythm"
)


def _too_short(length: int) -> Text:
    return Text(
        f"keine Prognose: {length} brauchbare Werte, mindestens {LEAST} sind nötig",
        f"no forecast: {length} usable values, at least {LEAST} are needed",
    )


def _constant(values: Array) -> Text:
    return Text(
        f"keine Prognose: alle {len(values)} Werte sind gleich, wie unsicher der nächste ist, lässt sich nicht messen",
        f"no forecast: all {len(values)} values are the same, how unsure the next one is cannot be measured",
    )


def _beyond(known: int) -> Text:
    return Text(
        f"nach {known} Perioden sind die Bänder fortgeschrieben, nicht gemessen",
        f"after {known} periods the bands are extended, not measured",
    )
