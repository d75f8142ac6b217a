"""Cubes: axes with their codes, values in the order of the last axis running fastest, as JSON-stat and PX keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

import numpy as np

from teilhabe.engine.cube.coded import Coded, Indices
from teilhabe.engine.preparation.draft import Draft, Layout, RawDimension

_MOST = 2**62
"""Cubes with more cells than a machine number counts are reckoned with slowly; few of their cells can have values."""

_UNIT_IDS = {"unit", "unit_measure", "unit_of_measure"}


@dataclass(frozen=True)
class Axis:
    """One axis: its codes in order, the labels beside them (empty where the codes are texts) and its role.

    `role` is a standard dimension, "variable" for the axis that tells what is measured, "" where nothing states it.
    """

    name: str
    title: str
    codes: Sequence[str]
    labels: Sequence[str] = ()
    role: str = ""

    @property
    def texts(self) -> Sequence[str]:
        return self.labels or self.codes


@dataclass(frozen=True)
class Cube:
    """Values at positions. `variable` and `unit` hold where no axis states them; `units` by code of the variable.

    `rows` and `columns` say where each value stands in the file.
    """

    axes: Sequence[Axis]
    positions: Sequence[int]
    values: Sequence[str]
    rows: Sequence[int]
    columns: Sequence[str]
    variable: str = ""
    variable_label: str = ""
    unit: str = ""
    units: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The number of cells that the axes span."""
        return size(self.axes)


def size(axes: Sequence[Axis]) -> int:
    return prod(len(axis.codes) for axis in axes)


def to_draft(cube: Cube, layout: Layout) -> Draft:
    """One observation per value: the axis of the variable and that of the unit become attributes, others dimensions."""
    places = dict(zip((axis.name for axis in cube.axes), _places(cube), strict=True))
    variable = next((axis for axis in cube.axes if axis.role == "variable"), None)
    unit = next((axis for axis in cube.axes if axis is not variable and _is_unit(axis)), None)
    count = len(cube.values)
    variables = spread(variable.codes, places[variable.name]) if variable else Coded.constant(cube.variable, count)
    units = (
        spread(unit.texts, places[unit.name]) if unit else variables.map(lambda code: cube.units.get(code, cube.unit))
    )
    labels = (
        dict(zip(variable.codes, variable.texts, strict=True)) if variable else {cube.variable: cube.variable_label}
    )
    return Draft(
        layout=layout,
        dimensions=[
            _dimension(axis, places[axis.name]) for axis in cube.axes if axis is not variable and axis is not unit
        ],
        values=cube.values,
        variables=variables,
        units=units,
        rows=cube.rows,
        columns=cube.columns,
        variable_labels={code: label for code, label in labels.items() if label and label != code},
    )


def _is_unit(axis: Axis) -> bool:
    return axis.name.strip().lower() in _UNIT_IDS


def _places(cube: Cube) -> list[Indices]:
    """For each axis the place of every position on it."""
    positions = np.asarray(cube.positions, np.int64 if cube.size < _MOST else object)
    result: list[Indices] = []
    stride = cube.size
    for axis in cube.axes:
        length = len(axis.codes)
        stride //= length
        result.append((positions // stride % length).astype(np.int32))
    return result


def spread(texts: Sequence[str], places: Indices) -> Coded[str]:
    """The text at each of the places; texts that stand twice are one."""
    numbers = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    order = np.array([numbers[text] for text in texts], np.int32)
    return Coded.encoded(tuple(numbers), order[places])


def _dimension(axis: Axis, places: Indices) -> RawDimension:
    labels = spread(axis.labels, places) if axis.labels else ()
    return RawDimension(axis.name, axis.title, spread(axis.codes, places), labels, role=axis.role)
