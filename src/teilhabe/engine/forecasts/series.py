"""A series as the forecasts see it: values at equal steps, what they are, and what of them may be used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.text import Text

Array = NDArray[np.float64]

GAP = 1
"""So many values in a row may be missing and are filled; a longer gap ends what is used, as a break does."""
FILLED = 0.2
"""At most this part of the values may be filled."""


class Kind(StrEnum):
    """What the values are; it bounds them, and errors are pooled by it where there are enough."""

    STOCK = "stock"  # persons on a day
    FLOW = "flow"  # events in a period
    RATE = "rate"  # events per so many persons
    SHARE = "share"  # part of a whole, as fraction or per cent
    BALANCE = "balance"  # what may be negative: arrivals less departures
    UNSTATED = "unstated"


@dataclass(frozen=True)
class Series:
    """Values at consecutive periods, `first` being the number of the first one; NaN where nothing is known.

    `breaks` are the numbers of the periods from which on values cannot be compared with earlier ones.
    """

    id: str
    frequency: Frequency
    first: int
    values: Array
    kind: Kind = Kind.UNSTATED
    breaks: tuple[int, ...] = ()
    cycle: int | None = None
    """Periods of a season where it is not that of the frequency."""
    whole: float | None = None
    """Of shares: what a whole is, 1 or 100; where nobody says, the values tell."""

    @property
    def season(self) -> int:
        return self.frequency.cycle if self.cycle is None else self.cycle

    @property
    def last(self) -> int:
        """The number of the last period with a value."""
        known = np.flatnonzero(np.isfinite(self.values))
        return self.first + (int(known[-1]) if known.size else -1)

    def until(self, number: int) -> Series:
        """What was known at the end of this period."""
        return replace(self, values=self.values[: max(number - self.first + 1, 0)])


@dataclass(frozen=True)
class Usable:
    """The end of a series that one model may describe: complete, behind the last break; and what was left out."""

    values: Array
    last: int
    notes: tuple[Text, ...] = ()


_BREAK = Text("nur Werte nach dem Bruch verwendet", "only values after the break used")
_LONG_GAP = Text("nur Werte nach der letzten längeren Lücke verwendet", "only values after the last longer gap used")
_ONE_FILLED = Text("ein fehlender Wert eingefügt (linear)", "one missing value filled in (linear)")
_FILLED = Text("{count} fehlende Werte eingefügt (linear)", "{count} missing values filled in (linear)")
_MANY = Text(
    "wegen vieler Lücken nur die letzten {count} Werte verwendet",
    "because of many gaps only the last {count} values used",
)


def usable(series: Series) -> Usable:
    """The part of a series that forecasts rest on."""
    last = series.last
    values = series.values[: last - series.first + 1]
    notes: list[Text] = []
    cut = max((number - series.first for number in series.breaks if series.first < number <= last), default=0)
    if cut > 0:
        values = values[cut:]
        notes.append(_BREAK)
    values = values[_leading(values) :]
    after_gap = _after_long_gap(values)
    if after_gap:
        values = values[after_gap:]
        notes.append(_LONG_GAP)
    filled, missing = _filled(values)
    if missing > FILLED * max(len(values), 1):
        filled = _complete_end(values)
        notes.append(_with_count(_MANY, len(filled)))
    elif missing:
        notes.append(_ONE_FILLED if missing == 1 else _with_count(_FILLED, missing))
    return Usable(filled, last, tuple(notes))


def _with_count(text: Text, count: int) -> Text:
    return Text(text.de.format(count=count), text.en.format(count=count))


def _leading(values: Array) -> int:
    known = np.flatnonzero(np.isfinite(values))
    return int(known[0]) if known.size else len(values)


def _after_long_gap(values: Array) -> int:
    """Where the values begin that follow the last gap too long to fill; 0 without one."""
    known = np.flatnonzero(np.isfinite(values))
    jumps = np.flatnonzero(np.diff(known) > GAP + 1)
    return int(known[jumps[-1] + 1]) if jumps.size else 0


def _filled(values: Array) -> tuple[Array, int]:
    missing = ~np.isfinite(values)
    if not missing.any():
        return values, 0
    places = np.arange(len(values))
    filled = values.copy()
    filled[missing] = np.interp(places[missing], places[~missing], values[~missing])
    return filled, int(missing.sum())


def _complete_end(values: Array) -> Array:
    gaps = np.flatnonzero(~np.isfinite(values))
    return values[int(gaps[-1]) + 1 :] if gaps.size else values
