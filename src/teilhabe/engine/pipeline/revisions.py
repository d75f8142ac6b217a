"""Revisions: how the figures of an indicator changed from one vintage of its sources to the next.

The table has one row per period and one column per day since which something else was known: a triangle, because later
vintages bring further periods. A revision is the difference between two known numbers of one row, in the indicator's
unit (of shares: percentage points) and in per cent of the earlier one.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from teilhabe.codes.period import parse_period
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.values import Value
from teilhabe.engine.pipeline import decisions, knowledge, vintages
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.knowledge import Histories, Knowledge
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.questions import Question, all_periods, definition_of, values_of
from teilhabe.engine.pipeline.results import Figure, judge
from teilhabe.engine.pipeline.telling import telling
from teilhabe.engine.pipeline.told import Shown
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import InputError
from teilhabe.text import LANGUAGES
from teilhabe.wording.numbers import meant

Key = tuple[str, str]  # period, code


@dataclass(frozen=True)
class Revision:
    """The difference between two numbers; `relative` in per cent of the earlier, None where that is 0."""

    absolute: float
    relative: float | None


@dataclass(frozen=True)
class Row:
    """One period (of one group): what was known of it in each vintage, None before it was known at all."""

    period: str
    code: str
    figures: tuple[Figure | None, ...]

    @property
    def steps(self) -> tuple[Revision | None, ...]:
        """Each number against the last known one before it, None where there are not two."""
        found: list[Revision | None] = []
        last: float | None = None
        for figure in self.figures:
            shown = figure.shown if figure else None
            found.append(revision(last, shown))
            last = shown if shown is not None else last
        return tuple(found)

    @property
    def total(self) -> Revision | None:
        """The last known number against the first one."""
        shown = [figure.shown for figure in self.figures if figure and figure.shown is not None]
        return revision(shown[0], shown[-1]) if len(shown) > 1 else None


@dataclass(frozen=True)
class RevisionTable:
    """`vintages`: the days since which the columns are known, each with the datasets that changed then."""

    definition: Definition
    place: str
    by: str
    vintages: Mapping[date, tuple[str, ...]]
    rows: tuple[Row, ...]

    @property
    def earlier(self) -> Mapping[date, Mapping[str, float]]:
        """Period → number as each vintage before the newest has shown it; of one place or group."""
        days = list(self.vintages)[:-1]
        shown = {day: {row.period: row.figures[place] for row in self.rows} for place, day in enumerate(days)}
        return {
            day: {period: entry.shown for period, entry in figures.items() if entry and entry.shown is not None}
            for day, figures in shown.items()
        }

    def as_dict(self, city: City) -> dict[str, Any]:
        """As JSON: of every cell the number, its status, how it is printed and its revision."""
        voices = [Words(city, language) for language in LANGUAGES]
        return {
            "indicator": self.definition.id,
            "unit": self.definition.unit,
            "place": self.place,
            "by": self.by,
            "vintages": [{"date": day.isoformat(), "datasets": list(ids)} for day, ids in self.vintages.items()],
            "rows": [self._row(row, voices) for row in self.rows],
        }

    def _row(self, row: Row, voices: Sequence[Words]) -> dict[str, Any]:
        cells = zip(row.figures, row.steps, strict=True)
        return {
            "period": row.period,
            "code": row.code,
            "values": [self._cell(figure, step, voices) for figure, step in cells],
            **_numbers(row.total),
        }

    def _cell(self, figure: Figure | None, step: Revision | None, voices: Sequence[Words]) -> dict[str, Any]:
        texts = {words.language: words.cell(self.definition, figure).text if figure else "" for words in voices}
        return {
            "value": figure.shown if figure else None,
            "status": figure.status if figure else "unknown",
            "text": texts,
            **_numbers(step),
        }


def _numbers(found: Revision | None) -> dict[str, float | None]:
    return {"absolute": found.absolute if found else None, "relative": found.relative if found else None}


def revision(earlier: float | None, later: float | None) -> Revision | None:
    """The difference in decimal numbers, so that 21.9 against 21.8 is 0.1; None where one of the two is not known."""
    if earlier is None or later is None:
        return None
    before, after = map(meant, (earlier, later))
    return Revision(float(after - before), float((after - before) * 100 / abs(before)) if before else None)


def revision_table(city: City, workspace: Workspace, question: Question) -> RevisionTable:
    """What was known of the indicator's figures in every vintage of its sources, for the statistics unit itself.

    InputError as for any question, and where a source keeps no vintages.
    """
    definition = definition_of(city, question.indicator)
    kept = knowledge.histories(city, workspace, definition)
    table = _table(city, workspace, definition, question, kept, _Admission(city, decisions.kept(workspace).of_figures))
    if not table.rows:
        newest = knowledge.of_day(city, workspace, kept, max(table.vintages))
        values_of(city, definition, newest, question)  # refuses, and says what there is
    return table


@dataclass(frozen=True)
class _Admission:
    """Which figures of a state may be shown: none that is hidden now; of earlier states none but what was `shown`."""

    city: City
    hidden: Container[str]
    shown: Shown | None = None

    def __call__(self, definition: Definition, value: Value, state: Knowledge, is_newest: bool) -> Figure:
        figure = judge(self.city, value, definition, self.hidden)
        if self.shown is None or is_newest or figure.is_hidden:
            return figure
        is_news = not self.shown.has(telling(self.city, definition, figure), state.cube.files)
        return replace(figure, status="protected") if is_news else figure


def _table(
    city: City, workspace: Workspace, definition: Definition, question: Question, kept: Histories, admitted: _Admission
) -> RevisionTable:
    days = knowledge.states(kept)
    states = {day: knowledge.of_day(city, workspace, kept, day) for day in days}
    columns = [
        {
            (value.period, value.code): admitted(definition, value, state, day == max(days))
            for value in _values(city, definition, state, question)
        }
        for day, state in states.items()
    ]
    keys = sorted({key for column in columns for key in column}, key=_moment)
    return RevisionTable(
        definition=definition,
        place=question.place or city.code,
        by=question.by,
        vintages=days,
        rows=tuple(Row(*key, tuple(column.get(key) for column in columns)) for key in keys),
    )


def _values(city: City, definition: Definition, state: Knowledge, question: Question) -> Iterator[Value]:
    """None where an earlier file holds what must not be computed with: that file was corrected since."""
    try:
        values = all_periods(city, definition, state, question)
    except InputError:
        return
    yield from (value for value in values if question.wants(value.period))


def released(
    city: City,
    workspace: Workspace,
    definition: Definition,
    datasets: Iterable[str],
    shown: Shown,
    hidden: Container[str] = (),
) -> RevisionTable | None:
    """What a release tells of the revisions of the city's series; None where no declared vintage came before.

    It tells nothing new: what is `hidden` (by id) now is hidden in earlier states as well, and of these nothing stands
    there that no approved release has shown.
    """
    kept = {dataset: vintages.read(workspace, city.source(dataset)) for dataset in datasets}
    if not all(kept.values()):
        return None
    told = {dataset: vintages.declared(entries) for dataset, entries in kept.items()}
    if not any(len(entries) > 1 for entries in told.values()):
        return None
    table = _table(city, workspace, definition, Question(definition.id), told, _Admission(city, hidden, shown))
    return table if table.rows else None


def files_of(city: City, table: RevisionTable | None) -> Mapping[str, str]:
    """Path in the release → text."""
    if table is None:
        return {}
    text = json.dumps(table.as_dict(city), ensure_ascii=False, indent=1)
    return {f"revisions/{table.definition.id}.json": f"{text}\n"}


def _moment(key: Key) -> tuple[str, str, str]:
    parsed = parse_period(key[0])
    return (parsed.end.isoformat() if parsed else key[0], *key)
