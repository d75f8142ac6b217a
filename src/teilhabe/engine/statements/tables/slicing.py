"""Slicing: a grid is told along one axis at a time, the others standing at everybody or at one group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from teilhabe.engine.statements.tables.grid import Axis, Codes, Course, Grid, choices, in_time
from teilhabe.engine.statements.tables.reading import is_foreign, is_native
from teilhabe.engine.statements.tables.scales import Scale
from teilhabe.engine.statements.tables.shares import is_answers, is_no_answer
from teilhabe.engine.statements.tables.weighing import span, weight
from teilhabe.engine.statements.topic import Cut, Key, Measure, Point, Series, Topic
from teilhabe.text import Text
from teilhabe.wording.units import Unit

_SHARE = re.compile(r"anteil|share", re.IGNORECASE)
_PLACE = Text("Ort", "place")
_HUNDRED, _ROUNDING = 100.0, 0.11
MOST_SLICES = 12


@dataclass(frozen=True)
class Told:
    """A grid as it is told: its name, its scale, and whether the names of its groups stand for shares of a whole."""

    grid: Grid
    name: Text
    scale: Scale
    parts: str = ""  # the axis along which values are parts of a whole
    weight: float = 1.0
    home: tuple[str, Text] | None = None


def topics_of(told: Told, prefix: str) -> Iterator[Topic]:
    """The topics of a grid: along each axis, the most common groups first."""
    grid = told.grid
    if not grid.axes:
        yield _topic(told, prefix, None, {}, {_everybody(told): grid.figures.get((), {})})
        return
    for axis in sorted(grid.axes, key=lambda axis: (axis.name == told.parts, len(choices(grid, axis, MOST_SLICES)))):
        slices = [(chosen, _series(told, axis, chosen)) for chosen in choices(grid, axis, MOST_SLICES)]
        apart = [span(found, _everybody(told)) for _, found in slices]
        for number, (chosen, found) in enumerate(slices):
            if any(key != _everybody(told) for key in found):
                share = weight(grid, chosen, told.parts, apart[number], max(apart)) * told.weight
                topic = _topic(told, f"{prefix}/{axis.name}/{number}", axis, chosen, found)
                yield replace(topic, weight=share)


def _series(told: Told, axis: Axis, chosen: Mapping[str, str]) -> dict[Key, Course]:
    """The courses along an axis: of everybody, then of its groups."""
    grid, found = told.grid, dict[Key, Course]()
    has_answers = is_answers(axis)
    leaves = [code for code in axis.leaves if not (has_answers and is_no_answer(axis.labels[code].de))]
    if axis.name == told.parts:
        leaves = [code for code in leaves if " + " not in code]
    for code in [*([axis.whole] if axis.whole else []), *leaves]:
        codes: Codes = tuple(code if other is axis else chosen[other.name] for other in grid.axes)
        if course := grid.figures.get(codes):
            found[_key(told, axis, code)] = course
    return found


def _everybody(told: Told) -> Key:
    return Key(place=told.home[0]) if told.home else Key()


def _key(told: Told, axis: Axis, code: str) -> Key:
    home = _everybody(told)
    if code == axis.whole:
        return home
    return Key(place=code) if axis.is_place else Key(home.place, axis.name, code)


def _topic(told: Told, name: str, axis: Axis | None, chosen: Mapping[str, str], found: Mapping[Key, Course]) -> Topic:
    grid, scale = told.grid, told.scale
    series = tuple(Series(key, _points(course), _cuts(course, grid.cuts)) for key, course in found.items() if course)
    return Topic(
        id=name,
        name=_named(told, axis, chosen),
        unit=cast("Unit | Literal['']", scale.unit),
        decimals=scale.decimals,
        data=scale.data,
        measure=scale.measure,
        series=series,
        labels=_labels(told, axis),
        home=_everybody(told).place,
        factor=_factor(scale),
        is_additive=_is_additive(axis, scale) or (axis is not None and axis.name == told.parts),
        reference=_reference(axis, found) if axis and axis.name != told.parts else None,
        unranked=frozenset({axis.name}) if axis and axis.is_origin else frozenset(),
        limits=grid.limits,
    )


def _labels(told: Told, axis: Axis | None) -> dict[tuple[str, str], Text]:
    found = {("", told.home[0]): told.home[1]} if told.home else {}
    if axis is None:
        return found
    dimension, name = ("", _PLACE) if axis.is_place else (axis.name, axis.title)
    title = {(dimension, ""): name} if name else {}
    return found | {(dimension, code): label for code, label in axis.labels.items()} | title


def _points(course: Course) -> tuple[Point, ...]:
    return tuple(course[period] for period in in_time(dict.fromkeys(course)))


def _cuts(course: Course, cuts: Mapping[str, Text]) -> tuple[Cut, ...]:
    ordered = in_time(dict.fromkeys(course))
    everything = in_time({**dict.fromkeys(course), **dict.fromkeys(cuts)})
    found: dict[int, Text] = {}
    for period, why in cuts.items():
        after = [place for place, own in enumerate(ordered) if everything.index(own) >= everything.index(period)]
        if after and after[0] > 0:
            found.setdefault(after[0], why)
    return tuple(Cut(place, why) for place, why in sorted(found.items()))


def _factor(scale: Scale) -> float:
    factors = {"percent": 100.0, "per_1000": 1000.0, "per_100000": 100000.0}
    return factors.get(scale.unit, 1.0)


def _is_additive(axis: Axis | None, scale: Scale) -> bool:
    is_sum = bool(axis and axis.whole and axis.sums.get(axis.whole))
    return scale.measure == Measure.COUNT and is_sum


def _named(told: Told, axis: Axis | None, chosen: Mapping[str, str]) -> Text:
    """The name of what is told, with the groups at which the other axes stand."""
    own, others = told.name, []
    for other in told.grid.axes:
        if other is axis or not (code := chosen.get(other.name, "")) or code == other.whole:
            continue
        if other.name == told.parts:
            own = Text(f"Anteil ({other.labels[code].de.strip()})", f"share ({other.labels[code].en.strip()})")
        else:
            others.append(other.labels[code])
    if axis is not None and axis.name == told.parts:
        own = own if _SHARE.match(own.de) else _of_parts(own, axis)
    if not others:
        return own
    de, en = ", ".join(label.de for label in others), ", ".join(label.en for label in others)
    return Text(f"{own.de} ({de})", f"{own.en} ({en})")


def _reference(axis: Axis, found: Mapping[Key, Course]) -> tuple[Key, Key] | None:
    """The two groups whose gap counts: foreign and native, women and men, or the only two that there are."""
    keys = [key for key in found if key.code]
    if axis.is_place or _are_complements(keys, found):
        return None
    texts = {key: axis.labels[key.code].de for key in keys}
    native = [key for key in keys if is_native(texts[key]) or (key.code in ("DE", "ST158") and len(keys) == 2)]
    foreign = [key for key in keys if is_foreign(texts[key]) or key.code == "FOREIGN"]
    if len(native) == 1 and len(foreign) == 1:
        return _in_order(keys, native[0], foreign[0])
    sexes = [key for key in keys if key.code in ("F", "M")]
    if len(sexes) == 2:
        return sexes[0], sexes[1]
    return (keys[0], keys[1]) if len(keys) == 2 else None


def _of_parts(name: Text, axis: Axis) -> Text:
    if is_answers(axis):
        return Text(f"Anteil der Antworten ({name.de})", f"share of the answers ({name.en})")
    return Text(f"Anteil an der Gesamtzahl ({name.de})", f"share of the total ({name.en})")


def _are_complements(keys: Sequence[Key], found: Mapping[Key, Course]) -> bool:
    """Whether two groups are the two parts of a hundred, so that one says the other."""
    if len(keys) != 2:
        return False
    first, second = (list(found[key].values())[-1].value for key in keys)
    return abs(first + second - _HUNDRED) < _ROUNDING


def _in_order(keys: list[Key], first: Key, second: Key) -> tuple[Key, Key]:
    return (first, second) if keys.index(first) < keys.index(second) else (second, first)
