"""Weighing: how much of its table a topic speaks for, so that the whole is told before its corners."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from teilhabe.engine.statements.tables.grid import Axis, Course, Grid
from teilhabe.engine.statements.tables.shares import is_answers, is_no_answer
from teilhabe.engine.statements.topic import Key

_OF_GROUPS = ((2, 0.88), (4, 0.82), (8, 0.77))  # of at most so many groups
_OF_MANY = 0.7
_DIFFERENCE = 0.14  # of the weight hangs on how far the groups are apart, beside the other slices
_DIRECTION, _FIRST_ANSWER, _OTHER_ANSWER, _NO_ANSWER = 1.0, 0.97, 0.78, 0.4


def span(found: Mapping[Key, Course], everybody: Key) -> float:
    """How far the newest values of groups are apart; of everybody alone nothing."""
    values = [list(course.values())[-1].value for key, course in found.items() if key != everybody and course]
    return max(values) - min(values) if values else 0.0


def weight(grid: Grid, chosen: Mapping[str, str], parts: str, apart: float, most: float) -> float:
    """The weight of a slice: of all everybody is 1; one of several groups less; more where its groups differ most."""
    result = 1.0
    for axis in grid.axes:
        code = chosen.get(axis.name, "")
        if not code or code == axis.whole:
            continue
        result *= _of_answer(axis, code) if axis.name == parts and is_answers(axis) else _of_group(axis.leaves)
        result *= 1 - _DIFFERENCE + _DIFFERENCE * (apart / most if most else 1.0)
    return result


def _of_group(leaves: Collection[str]) -> float:
    return next((share for most, share in _OF_GROUPS if len(leaves) <= most), _OF_MANY)


def _of_answer(axis: Axis, code: str) -> float:
    """Answers of one direction together first, then the first answer; who did not answer comes last."""
    if " + " in code:
        return _DIRECTION
    if is_no_answer(axis.labels[code].de):
        return _NO_ANSWER
    return _FIRST_ANSWER if code == axis.leaves[0] else _OTHER_ANSWER
