"""How far beyond a sum a value must be possible, so that no contributor can estimate another one too closely.

For sums of money, hours or places by contributor. (n, k): the n largest hold more than k % of the sum. p %: the second
largest, who knows the own contribution, comes within p % of the largest one's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from teilhabe.engine.audit.files import Key, number, read_table
from teilhabe.errors import InputError


@dataclass(frozen=True)
class Dominance:
    """The columns with the largest contributions, and the rules they are held against."""

    largest: tuple[str, ...]
    contributors: int = 0
    share: float = 100.0
    p_percent: float = 0.0

    def room(self, value: float, largest: Sequence[float]) -> float:
        """0 where the sum is safe; else how much larger an attacker must think it possible."""
        head = sum(largest[: self.contributors])
        rooms = [0.0]
        if self.contributors:
            rooms.append(head / (self.share / 100) - value)
        if self.p_percent and largest:
            rest = value - sum(largest[:2])
            rooms.append(self.p_percent / 100 * largest[0] - rest)
        return max(rooms)


def rooms(path: Path, dimensions: Sequence[str], value: str, rule: Dominance) -> Mapping[Key, float]:
    """Per cell of the true table the room it needs, where it needs some."""
    _, lines = read_table(path, dimensions, value)
    found: dict[Key, float] = {}
    for line in lines:
        if missing := [column for column in rule.largest if column not in line.fields]:
            raise InputError(
                f"{path}: Die Spalte {missing[0]} mit den größten Beiträgen fehlt.",
                f"{path}: the column {missing[0]} with the largest contributions is missing.",
            )
        texts = [line.fields[column].strip() for column in rule.largest]
        largest = sorted((number(path, line.number, text) for text in texts if text), reverse=True)
        if (room := rule.room(line.low, largest)) > 0 and line.low == line.high:
            found[line.key] = room
    return found
