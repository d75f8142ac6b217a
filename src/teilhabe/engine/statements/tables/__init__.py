"""Tables: what statements can be made of any table that preparation understands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from teilhabe.engine.preparation import Prepared
from teilhabe.engine.statements.tables.grid import Grid
from teilhabe.engine.statements.tables.intervals import with_intervals
from teilhabe.engine.statements.tables.measures import is_nested, measures, with_quotient
from teilhabe.engine.statements.tables.reading import Column, Sheet, is_foreign, is_native, read
from teilhabe.engine.statements.tables.scales import Scale, scaled
from teilhabe.engine.statements.tables.shares import is_answers, nested_share, share_axis, shares, with_sums
from teilhabe.engine.statements.tables.slicing import Told, topics_of
from teilhabe.engine.statements.tables.times import dated, of_one_length
from teilhabe.engine.statements.topic import DataKind, Measure, Topic
from teilhabe.text import Text, same

MOST_TOPICS = 120
"""So many topics a table has at most; those of its first measures and of the whole come first."""

_GENERIC = re.compile(
    r"|anzahl|wert|value|zahl|number|count|insgesamt|total|personen|persons|prozent|percent|in %|anteil|share|median"
    r"|mittelwert|mittel|arithmetisches mittel|durchschnitt|mean|average|obs_value|ergebnis|veränderung",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:,|\(| nach | by (?=[a-z])|\||«|„| – | - ).*$")
_SHARE = re.compile(r"anteil|share|quote", re.IGNORECASE)
_DERIVED = 0.66
"""What shares weigh beside the counts of the table that they follow from."""
_COUNT = re.compile(r"anzahl|zahl|number|count", re.IGNORECASE)
_SAYS_NOTHING = re.compile(r"|wert|value|obs_value|ergebnis|insgesamt|total", re.IGNORECASE)
_UNNAMED, _NUMBER = Text("Wert", "value"), Text("Anzahl", "number")


def topics(prepared: Prepared, title: Text | None = None) -> tuple[Topic, ...]:
    """What a table can be asked about: its measures along each of their axes, and the shares that follow from counts.

    `title` is what the table is called where it does not say so itself; it may name measure, unit and period.
    """
    sheet = read(prepared)
    heading = title or same(prepared.inspection.title)
    columns = dated(with_intervals(sheet.columns), heading.de)
    found: list[Topic] = []
    for told in _all_told(sheet, columns, heading):
        found += topics_of(replace(told, home=sheet.home), f"{prepared.inspection.name}#{len(found)}")
        if len(found) >= MOST_TOPICS:
            break
    return tuple(_limited(topic, sheet) for topic in found[:MOST_TOPICS])


def _limited(topic: Topic, sheet: Sheet) -> Topic:
    if sheet.looked_at == sheet.series:
        return topic
    said = Text(
        f"Die Tabelle hat {sheet.series} Reihen; angesehen wurden {sheet.looked_at}.",
        f"The table has {sheet.series} series; {sheet.looked_at} of them were looked at.",
    )
    return replace(topic, limits=(*topic.limits, said))


def _all_told(sheet: Sheet, columns: Sequence[Column], heading: Text) -> Iterator[Told]:
    """The measures of a table with their scales, shares before the counts they are made of."""
    grids = with_quotient(measures(sheet, columns), columns)
    is_alone = len(grids) == 1
    if is_nested(columns):
        yield _nested(grids, columns, heading)
    for grid in grids:
        figures, cuts = of_one_length(grid.figures, grid.cuts)
        grid = replace(grid, figures=figures, cuts=cuts)
        name = _name(grid, heading, is_alone)
        grid, scale = scaled(grid, grid.name, heading.de)
        if scale.measure == Measure.COUNT:
            grid = with_sums(grid)
            yield from _shares(grid, name, scale)
        if not _are_raw_answers(grid, scale):
            is_misnamed = _is_misnamed(name, scale)
            yield Told(grid, _NUMBER if is_misnamed else name, scale, weight=_DERIVED if is_misnamed else 1.0)


def _is_misnamed(name: Text, scale: Scale) -> bool:
    """Whether a table called after shares holds the counts behind them."""
    return scale.measure == Measure.COUNT and bool(_SHARE.match(name.de))


def _name(grid: Grid, heading: Text, is_alone: bool) -> Text:
    """What is told: the name of the measure, or the heading of the table up to "nach" and the first comma."""
    own = grid.name.strip()
    short = Text(_TAIL.sub("", heading.de).strip(), _TAIL.sub("", heading.en).strip())
    if short.de and is_alone and (is_native(own) or is_foreign(own)):
        return Text(f"{short.de} ({own})", f"{short.en} ({own})")
    if short.de and _GENERIC.fullmatch(own):
        return short
    if _COUNT.fullmatch(own):
        return _NUMBER
    return _UNNAMED if _SAYS_NOTHING.fullmatch(own) else same(own)


def _are_raw_answers(grid: Grid, scale: Scale) -> bool:
    """Whether figures only count who was asked: they say nothing but how large a sample was."""
    return scale.is_weighted or (scale.measure == Measure.COUNT and any(is_answers(axis) for axis in grid.axes))


def _shares(grid: Grid, name: Text, scale: Scale) -> Iterator[Told]:
    axis = share_axis(grid)
    if axis is None:
        return
    is_sample = scale.is_weighted or is_answers(axis)
    told = shares(grid, axis, is_sample)
    data = DataKind.PUBLISHED if is_sample else DataKind.FULL_COUNT
    is_meant = _are_raw_answers(grid, scale) or _is_misnamed(name, scale)
    weight = 1.0 if is_meant else _DERIVED
    yield Told(told, name, Scale("percent", Measure.SHARE, 1, data), axis.name, weight)


def _nested(grids: Sequence[Grid], columns: Sequence[Column], heading: Text) -> Told:
    first, second = (column.name.strip() for column in columns)
    name = Text(f"Anteil ({second} / {first})", f"share ({second} / {first})")
    return Told(nested_share(grids[0], grids[1]), name, Scale("percent", Measure.SHARE, 1, DataKind.FULL_COUNT))
