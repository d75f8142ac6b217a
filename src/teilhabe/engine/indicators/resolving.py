"""From a declared part of an indicator to the observations of a dataset that are added up for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache

from teilhabe.codes import age, citizenship
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.cube.query import Axis, Cube, Selection
from teilhabe.engine.cube.structure import AGE, AREA, CITIZENSHIP, YEARLY, Holding
from teilhabe.engine.indicators.breakdown import Breakdown
from teilhabe.engine.indicators.definition import Part
from teilhabe.engine.indicators.question import NONE, Question
from teilhabe.errors import DeclarationError

Places = Mapping[str, tuple[str, ...]]
Codes = Mapping[str, tuple[str, ...]]
"""Dimension → its codes."""


def ask(identifier: str, part: Part, cube: Cube, places: Places, axes: Sequence[Breakdown] = ()) -> Question | None:
    """The question for a part, divided along `axes`; None where no dataset holds it or tells these people apart.

    Along a dimension that the part restricts, the restriction gives way to the axis.
    """
    dataset = dataset_of(identifier, part, cube)
    if not dataset:
        return None
    codes = cube.codes(dataset, part.variable)
    held = cube.structure(dataset).holdings
    areas = _areas(places, codes.get(AREA, ()))
    plain = _selected(Selection(dataset, part.variable, areas, {}), part, axes, codes)
    if plain is None or not areas or not all(variable in held for variable in part.minus):
        return None
    holding = held[part.variable]
    chosen = {period: _in_period(plain, part, axes, holding, period) for period in holding.periods}
    versions: list[Selection] = []
    for version in chosen.values():
        if version is not None and version not in versions:
            versions.append(version)
    if not versions:
        return None
    return Question(
        tuple((version, *(replace(version, variable=variable) for variable in part.minus)) for version in versions),
        {period: NONE if version is None else versions.index(version) for period, version in chosen.items()},
    )


def _selected(bare: Selection, part: Part, axes: Sequence[Breakdown], codes: Codes) -> Selection | None:
    """What the part wants, in these codes; None where they do not tell these people apart."""
    divided = {axis.dimension for axis in axes}
    where = {name: _opened(name, wanted, codes) for name, wanted in part.where.items() if name not in divided}
    found = tuple(Axis(axis.dimension, _groups(axis, codes)) for axis in axes if axis.dimension in codes)
    told_apart = len(found) == len(axes) and all(any(axis.groups.values()) for axis in found)
    return replace(bare, where={**bare.where, **where}, axes=found) if told_apart and all(where.values()) else None


def _in_period(
    plain: Selection, part: Part, axes: Sequence[Breakdown], holding: Holding, period: str
) -> Selection | None:
    """The selection in the classes of age of this period, None where these do not tell the ages wanted apart."""
    plain = _counted_once(plain, holding, period)
    there = holding.yearly.get(AGE, {}).get(period, ())
    divided = (codes for axis in plain.axes if axis.dimension == AGE for codes in axis.groups.values())
    wanted = {code for codes in (plain.where.get(AGE, ()), *divided) for code in codes}
    if not _are_other_classes(wanted, there):
        return plain
    return _selected(plain, part, axes, {**holding.codes, AGE: there})


def _counted_once(plain: Selection, holding: Holding, period: str) -> Selection:
    """Where everybody is added up, groups of citizenships that stand inside another group are left out."""
    there = holding.yearly.get(CITIZENSHIP, {}).get(period, ())
    named = {*plain.where, *(axis.dimension for axis in plain.axes)}
    whole = citizenship.outermost(there)
    if CITIZENSHIP in named or TOTAL in holding.codes.get(CITIZENSHIP, ()) or len(whole) == len(there):
        return plain
    return replace(plain, where={**plain.where, CITIZENSHIP: whole})


def _are_other_classes(wanted: Collection[str], there: Collection[str]) -> bool:
    """Whether ages of a wanted code stand in another class; a code without any row may just be nobody's age."""
    missing = [age.bounds(code) for code in wanted if code not in there and age.is_span(code)]
    others = [age.bounds(code) for code in there if code not in wanted and age.is_span(code)] if missing else []
    return any(_overlap(one, other) for one in missing for other in others)


def _overlap(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    (low, high), (low_, high_) = one, other
    return (high_ is None or low <= high_) and (high is None or low_ <= high)


def held_codes(identifier: str, part: Part, cube: Cube) -> Codes:
    """Dimension → codes of all observations of the part's variable; nothing where no dataset holds it."""
    dataset = dataset_of(identifier, part, cube)
    return cube.codes(dataset, part.variable) if dataset else {}


def dataset_of(identifier: str, part: Part, cube: Cube) -> str:
    """The dataset that holds the part's variable, "" where none does; DeclarationError where several do."""
    holders = cube.variables.get(part.variable, ())
    if part.dataset:
        return part.dataset if part.dataset in holders else ""
    if len(holders) > 1:
        names = ", ".join(holders)
        raise DeclarationError(
            f"{identifier}: „{part.variable}“ steht in mehreren Datensätzen ({names}). "
            "Bitte in indicators.toml mit „dataset“ einen wählen.",
            f"{identifier}: “{part.variable}” stands in several datasets ({names}). "
            "Please choose one with “dataset” in indicators.toml.",
        )
    return holders[0] if holders else ""


def _opened(dimension: str, wanted: tuple[str, ...], codes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The dataset's own codes behind the wanted ones: itself, the members of a group, the ages within bounds."""
    available = codes.get(dimension, ())
    found = tuple(dict.fromkeys(member for code in wanted for member in _members(dimension, code, available)))
    return citizenship.outermost(found) if dimension == CITIZENSHIP else found


def _members(dimension: str, code: str, available: tuple[str, ...]) -> tuple[str, ...]:
    """The codes that make up `code` without gap or overlap; none where the data cannot tell."""
    if code in available:
        return (code,)
    if dimension == "age":
        return _ages(code, available)
    members = citizenship.GROUPS.get(code, ())
    return tuple(member for member in members if member in available)


def _ages(code: str, available: tuple[str, ...]) -> tuple[str, ...]:
    """The ages and groups of ages that follow each other from the lower to the upper bound, the finest at each step."""
    if not age.is_span(code):
        return ()
    spans = [(*age.bounds(entry), entry) for entry in available if age.is_span(entry)]
    return _tiling(*age.bounds(code), spans)


def _tiling(first: int, last: int | None, spans: list[tuple[int, int | None, str]]) -> tuple[str, ...]:
    fitting = [
        span for span in spans if span[0] == first and (last is None or (span[1] is not None and span[1] <= last))
    ]
    for _, end, code in sorted(fitting, key=lambda span: (span[1] is None, span[1] or 0)):
        if end == last:
            return (code,)
        rest = _tiling(end + 1, last, spans) if end is not None else ()
        if rest:
            return (code, *rest)
    return ()


def _groups(axis: Breakdown, codes: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    if axis.codes:
        return {code: _members(axis.dimension, code, codes[axis.dimension]) for code in axis.codes}
    return {code: (code,) for code in codes[axis.dimension] if code != TOTAL}


def _areas(places: Places, available: tuple[str, ...]) -> Places:
    """Each place as itself where the data have it, otherwise as the sum of all its parts."""
    chosen: dict[str, tuple[str, ...]] = {}
    for place, parts in places.items():
        if place in available:
            chosen[place] = (place,)
        elif parts and set(parts) <= set(available):
            chosen[place] = parts
    return chosen


def codes_of(identifier: str, part: Part, cube: Cube, dimension: str) -> tuple[str, ...]:
    """The dataset's codes of a dimension that the part counts; () where there are no data."""
    dataset = dataset_of(identifier, part, cube)
    if not dataset:
        return ()
    codes = cube.codes(dataset, part.variable)
    available = codes.get(dimension, ())
    return _opened(dimension, part.where[dimension], codes) if dimension in part.where else available


def held_in(identifier: str, part: Part, cube: Cube, period: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Those of the codes along which the part is summed up that stand in this period, as far as that is known."""
    holding = cube.structure(dataset_of(identifier, part, cube)).holdings[part.variable]
    there = holding.yearly.get(part.along, {}).get(period, codes)
    return tuple(code for code in codes if code in there)


@cache
def finest(dimension: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes that are not made up of others among them."""
    return tuple(code for code in codes if not _made_up(dimension, code, tuple(x for x in codes if x != code)))


def _made_up(dimension: str, code: str, others: tuple[str, ...]) -> tuple[str, ...]:
    return _members(dimension, code, others) if dimension in YEARLY else ()
