"""How wrong assumptions may be: joint paths of what rates and arrivals are multiplied with.

Each factor moves on its own: its deviation from the assumption keeps a part of what it was in the step before and gets
something new, from Student's t where single years can be extreme. Arrivals and departures also deviate by area. For
every draw there is one that deviates the other way, and factors are centred so that the middle of the draws is what was
assumed, in the first year and after fifteen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from teilhabe.engine.projections.population import Axes, Floats
from teilhabe.engine.projections.rates import Rates

_CENTRED = 0.6
"""Of one year's arrivals the middle is the median (0), of those of many years together it comes near the mean (1)."""


@dataclass(frozen=True)
class Factor:
    """How one factor deviates, on the logarithmic scale."""

    deviation: float
    """Standard deviation of what is new in one year."""
    kept: float
    """What part of a deviation is still there a year later."""
    freedom: float = np.inf
    """Degrees of freedom of Student's t; few of them mean extreme years."""

    def over(self, years: int) -> Factor:
        """The same factor for a step of several years, as an average over the step."""
        if years == 1:
            return self
        lags = np.arange(1, years)
        mean = (years + 2.0 * ((years - lags) * self.kept**lags).sum()) / years**2
        kept = self.kept**years
        level = self.deviation**2 / max(1.0 - self.kept**2, 0.02) * mean
        return replace(self, deviation=float(np.sqrt(level * (1.0 - kept**2))), kept=kept)


@dataclass(frozen=True)
class Spread:
    """How uncertain the assumptions are; where a city's own history says more, it takes the place of these."""

    fertility: Factor = Factor(0.03, 0.9)
    mortality: Factor = Factor(0.025, 0.8)
    arrivals_foreign: Factor = Factor(0.24, 0.6, freedom=4.0)
    arrivals_national: Factor = Factor(0.04, 0.6)
    out_foreign: Factor = Factor(0.07, 0.6)
    out_national: Factor = Factor(0.03, 0.6)
    naturalisation: Factor = Factor(0.15, 0.8)
    born_national: Factor = Factor(0.05, 0.8)
    arrivals_by_area: Factor = Factor(0.03, 0.9)
    out_by_area: Factor = Factor(0.02, 0.9)
    chance: bool = True
    """Whether each single event is drawn too, which matters where few people live."""


USUAL = Spread()
"""Where nothing is known of a city's own history."""

CERTAIN = Spread(
    **{name: Factor(0.0, 0.0) for name, value in vars(USUAL).items() if isinstance(value, Factor)},
    chance=False,
)
"""Everything comes as assumed."""


@dataclass(frozen=True)
class Levels:
    """What rates are multiplied with in one step: (draw, 1 or area, 1 or citizenship, 1, 1)."""

    fertility: Floats
    mortality: Floats
    arrivals: Floats
    out: Floats
    naturalisation: Floats
    born_national: Floats

    def of(self, draws: slice) -> Levels:
        """The levels of some draws."""
        return Levels(**{name: levels[draws] for name, levels in vars(self).items()})

    def applied(self, rates: Rates) -> Rates:
        """The rates of these draws; no probability exceeds 1, and the odds of being born national are scaled."""
        share = rates.born_national
        odds = share * self.born_national[..., 0, 0]
        return replace(
            rates,
            death=np.minimum(rates.death * self.mortality, 1.0),
            out=np.minimum(rates.out * self.out, 1.0),
            naturalisation=np.minimum(rates.naturalisation * self.naturalisation, 1.0),
            arrivals=rates.arrivals * self.arrivals,
            fertility=rates.fertility * self.fertility[..., 0],
            born_national=odds / (1.0 - share + odds),
        )


class Walk:
    """The levels of all draws, one step after the other."""

    def __init__(self, spread: Spread, axes: Axes, draws: int, random: np.random.Generator) -> None:
        self._random = random
        self._national = np.arange(len(axes.citizenships)) == axes.national
        single, by_area = (draws, 1), (draws, len(axes.areas))
        self._states = {
            name: (factor.over(axes.width), np.zeros(by_area if name.endswith("by_area") else single))
            for name, factor in vars(spread).items()
            if isinstance(factor, Factor)
        }

    def step(self) -> Levels:
        """The levels of the next step."""
        level = {name: self._moved(name) for name in self._states}
        return Levels(
            fertility=level["fertility"],
            mortality=level["mortality"],
            arrivals=self._by_citizenship(level, "arrivals") * level["arrivals_by_area"],
            out=self._by_citizenship(level, "out") * level["out_by_area"],
            naturalisation=level["naturalisation"],
            born_national=level["born_national"],
        )

    def _moved(self, name: str) -> Floats:
        """(draw, 1 or area, 1, 1, 1)."""
        factor, before = self._states[name]
        now = factor.kept * before + factor.deviation * self._new(factor, before.shape)
        self._states[name] = factor, now
        level = np.exp(now)
        centred: Floats = (level / level.mean(axis=0) ** _CENTRED)[..., None, None, None]
        return centred

    def _new(self, factor: Factor, shape: tuple[int, ...]) -> Floats:
        """Standard deviation 1, whatever the degrees of freedom; the second half mirrors the first."""
        first = -(-shape[0] // 2), *shape[1:]
        if np.isinf(factor.freedom):
            drawn = self._random.standard_normal(first)
        else:
            scale = np.sqrt((factor.freedom - 2.0) / factor.freedom)
            drawn = scale * self._random.standard_t(factor.freedom, first)
        return np.concatenate([drawn, -drawn])[: shape[0]]

    def _by_citizenship(self, level: dict[str, Floats], name: str) -> Floats:
        national, foreign = level[f"{name}_national"], level[f"{name}_foreign"]
        chosen: Floats = np.where(self._national[:, None, None], national, foreign)
        return chosen
