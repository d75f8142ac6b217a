"""The views of a finished indicator: its headline over time, then one table for every column that divides it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from teilhabe.engine.pipeline.finished.edges import Edge, ancestors, edges
from teilhabe.engine.pipeline.finished.order import in_natural_order
from teilhabe.engine.pipeline.finished.table import Row, Table
from teilhabe.engine.pipeline.finished.times import gaps, in_order
from teilhabe.engine.pipeline.finished.writing import Writing
from teilhabe.release import pages
from teilhabe.release.pages import TableRow, View, ViewKind
from teilhabe.text import Text

MOST_COLUMNS = 12
"""With more codes than this the codes are the rows of a table and the periods its columns."""

Kind = tuple[str, str]  # series, unit

_OVER_TIME = Text("Entwicklung", "Over time")
_BY = Text("Nach: {name}", "By: {name}")
_PLACES = Text("Nach Gebiet", "By area")
_PERIOD, _AREA, _VALUE = Text("Zeitraum", "Period"), Text("Gebiet", "Area"), Text("Wert", "Value")
_GAP = Text("Zwischen {earlier} und {later} fehlen Werte.", "Between {earlier} and {later} there are no values.")


@dataclass(frozen=True)
class Analysis:
    """What a table shows at a glance, worked out once for all languages."""

    table: Table

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        return edges(self.table.dimensions, {row.codes for row in self.table.rows})

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The pairs of series and unit."""
        return tuple(dict.fromkeys((row.series, row.unit) for row in self.table.rows))

    @cached_property
    def headline(self) -> tuple[Row, ...]:
        """The values for all together: no dimension is filled, and no area stands beside another one."""
        return () if self._has_areas else self._undivided

    @cached_property
    def areas(self) -> tuple[Row, ...]:
        """The values that are told apart by their area alone."""
        return self._undivided if self._has_areas else ()

    @cached_property
    def _undivided(self) -> tuple[Row, ...]:
        return tuple(row for row in self.table.rows if not any(row.codes))

    @cached_property
    def _has_areas(self) -> bool:
        return len({row.area for row in self._undivided}) > 1

    @cached_property
    def divided(self) -> Mapping[str, Mapping[Kind, Sequence[Row]]]:
        """Dimension → the rows divided by it and by nothing but what is wider than it."""
        return {name: found for name in self.table.dimensions if (found := self._divided_by(name))}

    def _divided_by(self, name: str) -> Mapping[Kind, list[Row]]:
        may_be_filled = {name, *ancestors(name, self.edges)}
        rows = [row for filled, rows in self._by_filled.items() if name in filled <= may_be_filled for row in rows]
        return _by_kind(rows)

    @cached_property
    def _by_filled(self) -> Mapping[frozenset[str], list[Row]]:
        """Which dimensions are filled → the rows in which just these are."""
        found: dict[tuple[str, ...], list[Row]] = {}
        for row in self.table.rows:
            found.setdefault(row.codes, []).append(row)
        filled: dict[frozenset[str], list[Row]] = {}
        for codes, rows in found.items():
            names = frozenset(name for name, code in zip(self.table.dimensions, codes, strict=True) if code)
            filled.setdefault(names, []).extend(rows)
        return filled

    @cached_property
    def shown(self) -> int:
        """How many values the views show; all others stand in the data only."""
        divided = sum(len(rows) for kinds in self.divided.values() for rows in kinds.values())
        return len(self.headline) + len(self.areas) + divided


def views(writing: Writing, analysis: Analysis) -> tuple[View, ...]:
    """All views of the page, each with an id of its own."""
    found = [_over_time(writing, analysis)] if analysis.headline else []
    by_area = _By("areas", "places", writing(_PLACES), writing(_AREA))
    for kind, rows in _by_kind(analysis.areas).items():
        found.append(_view(writing, by_area, analysis, kind, [(row.area, row) for row in rows]))
    for name, kinds in analysis.divided.items():
        by = _By(_slug(name), "groups", writing(_BY).format(name=name), name)
        found += [_view(writing, by, analysis, kind, _coded(divided)) for kind, divided in kinds.items()]
    return tuple(_apart(found))


@dataclass(frozen=True)
class _By:
    """What a view divides by."""

    id: str
    kind: ViewKind
    title: str
    head: str


def _slug(name: str) -> str:
    return f"by-{re.sub(r'[^0-9a-z]+', '-', name.casefold()).strip('-') or 'column'}"


def _coded(rows: Iterable[Row]) -> list[tuple[str, Row]]:
    """Each row with its code, after the codes that are wider: "England, North East"."""
    return [(", ".join(code for code in row.codes if code), row) for row in rows]


def _apart(several: Iterable[View]) -> Iterator[View]:
    """The views with their ids, numbered where one would come again."""
    taken: Counter[str] = Counter()
    for view in several:
        taken[view.id] += 1
        yield view if taken[view.id] == 1 else replace(view, id=f"{view.id}-{taken[view.id]}")


def label(kind: Kind) -> str:
    """A series with its unit: "Poverty rate, %"."""
    return ", ".join(part for part in kind if part)


def _over_time(writing: Writing, analysis: Analysis) -> View:
    heads = [label(kind) or writing(_VALUE) for kind in analysis.kinds]
    found = {(row.period, (row.series, row.unit)): row for row in reversed(analysis.headline)}
    periods = in_order(row.period for row in analysis.headline)
    cells = {period: tuple(writing.cell(found.get((period, kind))) for kind in analysis.kinds) for period in periods}
    title = writing(_OVER_TIME)
    return _as_view("time", "time", title, pages.Table(title, (writing(_PERIOD), *heads), _in_time(writing, cells)))


def _view(writing: Writing, by: _By, analysis: Analysis, kind: Kind, coded: Sequence[tuple[str, Row]]) -> View:
    found = {(name, row.period): row for name, row in reversed(coded)}
    names, periods = in_natural_order(name for name, _ in coded), in_order(row.period for _, row in coded)
    title = f"{by.title} ({label(kind)})" if len(analysis.kinds) > 1 and label(kind) else by.title
    if len(names) > MOST_COLUMNS:
        rows = (TableRow(name, tuple(writing.cell(found.get((name, code))) for code in periods)) for name in names)
        table = pages.Table(title, (by.head, *map(writing.period, periods)), tuple(rows))
    else:
        cells = {code: tuple(writing.cell(found.get((name, code))) for name in names) for code in periods}
        table = pages.Table(title, (writing(_PERIOD), *names), _in_time(writing, cells))
    return _as_view(by.id, by.kind, title, table)


def _in_time(writing: Writing, cells: Mapping[str, tuple[pages.Cell, ...]]) -> tuple[TableRow, ...]:
    """One row per period; where time was left out, the row below says so."""
    left_out = gaps(list(cells))
    return tuple(TableRow(writing.period(code), row, _gap(writing, left_out, code)) for code, row in cells.items())


def _gap(writing: Writing, left_out: Mapping[str, str], code: str) -> str:
    if code not in left_out:
        return ""
    return writing(_GAP).format(earlier=writing.period(left_out[code]), later=writing.period(code))


def _by_kind(rows: Iterable[Row]) -> Mapping[Kind, list[Row]]:
    found: dict[Kind, list[Row]] = {}
    for row in rows:
        found.setdefault((row.series, row.unit), []).append(row)
    return found


def _as_view(identifier: str, kind: ViewKind, title: str, table: pages.Table) -> View:
    return View(
        id=identifier,
        kind=kind,
        title=title,
        summary="",
        svg_wide="",
        svg_narrow="",
        spec="",
        table=table,
    )
