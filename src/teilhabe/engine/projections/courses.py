"""From a start to a later year: step after step, with people who do not age in place and with given totals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from teilhabe.engine.projections.chance import Chance
from teilhabe.engine.projections.constraints import Margin, Totals, raked
from teilhabe.engine.projections.population import Axes, Floats, Population, summed
from teilhabe.engine.projections.rates import Rates
from teilhabe.engine.projections.stepping import step


@dataclass(frozen=True)
class Course:
    """All that is assumed."""

    start: Population
    rates: Callable[[int], Rates]
    """The rates of the step that ends with a year."""
    special: Floats | None = None
    """Part of the start: persons who are replaced by others of the same age (barracks, halls of residence, reception
    centres); (area, citizenship, sex, age)."""
    totals: Totals = field(default_factory=dict)

    @property
    def axes(self) -> Axes:
        return self.start.axes

    def years(self, until: int) -> range:
        """The ends of all steps up to a year."""
        return range(self.start.year + self.axes.width, until + 1, self.axes.width)

    def advanced(self, persons: Floats, year: int, rates: Rates, chance: Chance | None = None) -> Floats:
        """The persons (…, area, citizenship, sex, age) at the end of `year`, from those one step before."""
        if self.special is None:
            return self._constrained(step(persons, rates, self.axes, chance).end, year, None)
        ageing = np.maximum(persons - self.special, 0.0)
        end = step(ageing, rates, self.axes, chance).end
        return self._constrained(end, year, self.special) + self.special

    def _constrained(self, persons: Floats, year: int, special: Floats | None) -> Floats:
        margins = self.totals.get(year, ())
        if special is not None:
            margins = [Margin(m.kept, np.maximum(m.sums - summed(special, m.kept), 0.0)) for m in margins]
        return raked(persons, margins) if margins else persons


def run(course: Course, until: int) -> Iterator[Population]:
    """The start and the population after each step, as expected, without chance."""
    yield course.start
    persons = course.start.persons
    for year in course.years(until):
        persons = course.advanced(persons, year, course.rates(year))
        yield course.start.at(year, persons)
