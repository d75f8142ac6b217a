"""Why nobody is found for a task: how many people would fit if it asked for one thing less."""

from __future__ import annotations

from dataclasses import dataclass

from teilhabe.matching.crowd import Crowd
from teilhabe.matching.values import Need, Task


@dataclass(frozen=True)
class Lack:
    """So many people miss nothing but this need."""

    need: Need
    people: int


def lacks(task: Task, crowd: Crowd) -> tuple[Lack, ...]:
    """The need that keeps most people away first; needs that keep nobody away on their own are left out."""
    needs = task.needs()
    fails = {need: crowd.everybody & ~crowd.meeting(need) for need in needs}
    found = [Lack(need, _only(need, needs, fails, crowd)) for need in needs]
    return tuple(sorted((lack for lack in found if lack.people), key=lambda lack: (-lack.people, lack.need)))


def _only(need: Need, needs: tuple[Need, ...], fails: dict[Need, int], crowd: Crowd) -> int:
    others = crowd.all_of(each for each in needs if each != need)
    return (others & fails[need]).bit_count()
