"""The range of every unknown figure: what an attacker can prove, and what must be thought possible.

Every vertex of the linear programme is a witness for all cells at once, so that most ends are seen before they are
asked for. Where figures are counted, ends are rounded inwards; a small component is searched in whole numbers as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from teilhabe.engine.audit.components import Component
from teilhabe.engine.audit.needs import Needs
from teilhabe.engine.audit.programme import Programme
from teilhabe.engine.audit.system import TOLERANCE, Floats, Integers

_SWEEPS = 12
_SMALL = 200
"""Unknown cells of a component that is searched in whole numbers."""
_NODES = 500
"""Work allowed for one question in whole numbers."""


@dataclass
class Ranges:
    """Per column the ends that are proven (`low`, `high`) and those that were seen in possible values."""

    low: Floats
    high: Floats
    seen_low: Floats
    seen_high: Floats

    @classmethod
    def of(cls, component: Component) -> Ranges:
        count = len(component)
        return cls(component.low.copy(), component.high.copy(), np.full(count, np.inf), np.full(count, -np.inf))

    def see(self, values: Floats) -> None:
        np.minimum(self.seen_low, values, out=self.seen_low)
        np.maximum(self.seen_high, values, out=self.seen_high)


class Search:
    """Narrows the ranges of one component until every need is seen to be met or proven not to be."""

    def __init__(self, component: Component, needs: Needs, *, exact: bool) -> None:
        self.ranges = Ranges.of(component)
        self.wholes = Ranges.of(component)
        """Seen in possible values that are whole numbers throughout."""
        self.undecided = 0
        self._component, self._needs, self._exact = component, needs, exact
        self._targets = np.flatnonzero(needs.any())
        self._programme = Programme(component)

    @property
    def asked(self) -> int:
        return self._programme.asked

    def run(self, progress: Callable[[int], None]) -> None:
        """Ask until all is known; `progress` hears how many cells are settled."""
        self._sweep()
        for done, column in enumerate(self._targets.tolist()):
            progress(done)
            self._settle(column)
        if len(self._component) <= _SMALL and self._component.whole.any():
            self._settle_in_whole_numbers()

    def _sweep(self) -> None:
        """In a few directions at once for all cells that are not settled yet."""
        draws = np.random.default_rng(1)
        for sweep in range(_SWEEPS):
            open_targets = self._open(self._targets)
            if not len(open_targets):
                return
            direction = np.zeros(len(self._component))
            direction[open_targets] = 1.0 if sweep == 0 else draws.uniform(-0.5, 1.0, len(open_targets))
            self._ask(direction)

    def _open(self, columns: Integers) -> Integers:
        low, high = self._seen()
        met = self._needs.met(low, high)
        if self._exact:
            met = met & (low <= self.ranges.low + self._slack) & (high >= self.ranges.high - self._slack)
        return columns[~met[columns]]

    @property
    def _slack(self) -> Floats:
        return np.where(self._component.whole, 0.5, 1e-9 * self._component.horizon + TOLERANCE)

    def _seen(self) -> tuple[Floats, Floats]:
        """What was seen, rounded inwards where whole numbers are meant."""
        whole = self._component.whole
        return (
            np.where(whole, np.ceil(self.ranges.seen_low - TOLERANCE), self.ranges.seen_low),
            np.where(whole, np.floor(self.ranges.seen_high + TOLERANCE), self.ranges.seen_high),
        )

    def _ask(self, direction: Floats) -> Floats | None:
        values = self._programme.vertex(direction)
        if values is None:
            self.undecided += 1
            return None
        self.ranges.see(values)
        if np.abs(values - np.rint(values))[self._component.whole].max(initial=0.0) < TOLERANCE:
            self.wholes.see(values)
        return values

    def _settle(self, column: int) -> None:
        """First the upper end, which most needs are about."""
        for sign in (1.0, -1.0):
            if len(self._open(np.array([column]))) and not self._is_proven(column, sign):
                self._prove(column, sign, self._ask(self._towards(column, sign)))

    def _is_proven(self, column: int, sign: float) -> bool:
        low, high = self._seen()
        if sign > 0:
            return bool(high[column] >= self.ranges.high[column] - self._slack[column])
        return bool(low[column] <= self.ranges.low[column] + self._slack[column])

    def _towards(self, column: int, sign: float) -> Floats:
        direction = np.zeros(len(self._component))
        direction[column] = sign
        return direction

    def _prove(self, column: int, sign: float, values: Floats | None) -> None:
        """The farthest value is the end: nothing beyond it is possible."""
        if values is None:
            return
        whole = self._component.whole[column]
        if sign > 0:
            self.ranges.high[column] = np.floor(values[column] + TOLERANCE) if whole else values[column]
        else:
            self.ranges.low[column] = np.ceil(values[column] - TOLERANCE) if whole else values[column]

    def _settle_in_whole_numbers(self) -> None:
        """Fractions may reach where no whole numbers do: ask again where only fractions were seen."""
        programme = Programme(self._component, whole=True, nodes=_NODES)
        for column in self._targets.tolist():
            for sign in (1.0, -1.0):
                if self._whole_is_seen(column) or self.ranges.low[column] == self.ranges.high[column]:
                    break
                values = programme.vertex(self._towards(column, sign))
                if values is None:
                    self.undecided += 1
                else:
                    self.wholes.see(values)
                    self._prove(column, sign, values)

    def _whole_is_seen(self, column: int) -> bool:
        one = np.array([column])
        return bool(self._needs.of(one).met(self.wholes.seen_low[one], self.wholes.seen_high[one])[0])
