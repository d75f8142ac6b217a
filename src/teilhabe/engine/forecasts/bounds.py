"""What values can be: counts are never negative, shares never more than the whole.

Shares are forecast on the logit scale, where no step leads out of the bounds; everything else as it is, and what
passes a bound is cut there. On untransformed errors the bands of counts hold as well and are narrower
(docs/methods/forecasts.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from teilhabe.engine.forecasts.series import Array, Kind, Series

HUNDRED = 100.0


@dataclass(frozen=True)
class Bounds:
    """The smallest and the largest value, and whether forecasts are made on the logit scale between them."""

    least: float = -np.inf
    most: float = np.inf
    on_logit: bool = False

    def forward(self, values: Array) -> Array:
        if not self.on_logit:
            return values
        part = (values - self.least) / (self.most - self.least)
        result: Array = np.log(part / (1 - part))
        return result

    def back(self, values: Array) -> Array:
        if self.on_logit:
            values = self.least + (self.most - self.least) / (1 + np.exp(-np.clip(values, -700, 700)))
        return np.clip(values, self.least, self.most)


UNBOUNDED = Bounds()


def bounds_of(series: Series, values: Array) -> Bounds:
    """What the values of this series can be; what nobody declared, its own `values` tell where they can."""
    if series.kind is Kind.SHARE:
        return _of_share(values, series.whole or (HUNDRED if np.max(values) > 1 else 1.0))
    if series.kind is Kind.UNSTATED and _looks_like_fractions(values):
        return _of_share(values, 1.0)
    may_be_negative = series.kind is Kind.BALANCE or float(np.min(values)) < 0
    return UNBOUNDED if may_be_negative else Bounds(least=0.0)


def _of_share(values: Array, whole: float) -> Bounds:
    """On the logit scale where nothing lies on a bound; unbounded where a value lies outside: that is no share."""
    if np.min(values) < 0 or np.max(values) > whole:
        return Bounds(least=0.0) if np.min(values) >= 0 else UNBOUNDED
    return Bounds(0.0, whole, on_logit=bool(np.min(values) > 0 and np.max(values) < whole))


def _looks_like_fractions(values: Array) -> bool:
    """Between 0 and 1, and not only 0 and 1."""
    return bool(np.all((values >= 0) & (values <= 1)) and np.any((values > 0) & (values < 1)))
