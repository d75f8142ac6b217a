"""Answers for one indicator: from the cube with every source cell, or from a release with what it shows."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from teilhabe.engine.cube.query import Sum
from teilhabe.engine.indicators.computing import compute
from teilhabe.engine.indicators.contrasts import EFFECT
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.quality import UNKNOWN, Quality
from teilhabe.engine.indicators.values import Term, Value
from teilhabe.engine.pipeline import decisions, knowledge
from teilhabe.engine.pipeline.arithmetic import arithmetic
from teilhabe.engine.pipeline.city import City, read_city
from teilhabe.engine.pipeline.declared_sources import Source
from teilhabe.engine.pipeline.knowledge import Knowledge
from teilhabe.engine.pipeline.questions import (
    Question,
    definition_of,
    refuse_unknown_codes,
    unknown_indicator,
    unknown_period,
    values_of,
)
from teilhabe.engine.pipeline.results import Figure, areas_of, figure_id, is_modelled, judged, scope_of
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.release.reader import Release
from teilhabe.text import Language
from teilhabe.wording.numbers import format_number, meant
from teilhabe.wording.units import Unit


@dataclass(frozen=True)
class Answer:
    """One figure with how certain it is, how it was computed and the cells that it was computed from.

    Nothing of a protected or unreliable figure but that it is so: its numbers, bounds and cells would give it away.
    `break_since` is the day since which the series may be compared, "" where no break concerns it. `terms` are the
    lines of a computation that has several: strata, classes, years, districts; none is told of confidential data.
    """

    indicator: str
    place: str
    period: str
    by: str
    code: str
    value: float | None
    status: str
    sign: str
    unit: Unit
    decimals: int | None
    numerator: float | None
    denominator: float | None
    quality: Quality
    base: str
    concept: str
    break_since: str
    notice: str
    formula: str
    terms: tuple[Term, ...]
    sources: tuple[Mapping[str, Any], ...]

    def printed(self, language: Language) -> str:
        """The value with the decimals of its indicator, marked as its quality asks, or what stands in its place."""
        if self.value is None:
            return {"protected": "•", "unreliable": "/", "sign": self.sign}.get(self.status, "")
        text = self.rounded(self.value, language)
        return f"({text})" if self.quality.mark == "()" else text

    def rounded(self, number: float, language: Language) -> str:
        """As the language writes it, with the decimals of the indicator; with all it has where those are not known."""
        exact = meant(number).normalize()
        decimals = max(0, -int(exact.as_tuple().exponent)) if self.decimals is None else self.decimals
        return format_number(exact, decimals, language)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def ask_workspace(
    folder: Path, workspace: Workspace, question: Question, as_of: date | None = None
) -> Sequence[Answer]:
    """The figures computed afresh from the cube, as they are known today or were known at the end of the day `as_of`.

    InputError for an unknown indicator, place, group or period, with what there is.
    """
    city = read_city(folder)
    definition = definition_of(city, question.indicator)
    if as_of is None:
        known = knowledge.of_today(city, workspace)
    else:
        known = knowledge.as_of(city, workspace, definition, as_of)
    hidden = decisions.kept(workspace).of(definition.variant.of if definition.variant else definition.id)
    return [_answer(city, known, definition, figure) for figure in _figures(city, definition, known, question, hidden)]


def _figures(
    city: City, definition: Definition, known: Knowledge, question: Question, hidden: Container[str]
) -> Iterator[Figure]:
    """The figures that are asked for; those of a model follow from all districts."""
    values = values_of(city, definition, known, question)
    wanted = {figure_id(definition, value) for value in values}
    if is_modelled(definition):
        values = compute(definition, known.cube, scope_of(city, areas_of(city), question.breakdown))
    figures = judged(city, definition, values, hidden)
    return (figure for figure in figures if figure_id(definition, figure.value) in wanted)


def _answer(city: City, known: Knowledge, definition: Definition, figure: Figure) -> Answer:
    value, open_ = figure.value, not figure.is_hidden
    below, told = value.denominator, open_ and not figure.is_confidential
    return Answer(
        indicator=definition.id,
        place=value.place,
        period=value.period,
        by=value.breakdown,
        code=value.code,
        value=figure.shown,
        status=figure.status,
        sign=figure.sign,
        unit=definition.unit,
        decimals=definition.decimals,
        numerator=value.numerator.value if open_ else None,
        denominator=below.value if below and open_ else None,
        quality=value.quality if open_ else UNKNOWN,
        base="; ".join(dict.fromkeys(value.bases)),
        concept="; ".join(dict.fromkeys(concept for entry in value.sums for concept in entry.concepts)),
        break_since=_break_since(city, definition, value),
        notice=city.notice.de,
        formula=arithmetic(definition, value, told=told) if open_ else "",
        terms=value.terms if told else (),
        sources=tuple(
            {"part": part, **_source(city.source(entry.origin.dataset), known, entry, open_)}
            for part, entry in _parts(value)
        ),
    )


def _break_since(city: City, definition: Definition, value: Value) -> str:
    concerned = (entry for entry in city.breaks if entry.cuts and entry.touches(definition, value.place))
    days = [
        entry.date
        for entry in concerned
        if entry.date <= value.end and (not entry.bases or not set(entry.bases).isdisjoint(value.bases))
    ]
    return max(days).isoformat() if days else ""


def _parts(value: Value) -> Iterator[tuple[str, Sum]]:
    """Each sum with what it is in the computation; `against` is the group that the value is compared with."""
    own, names = len(value.sums) - len(value.against), ("numerator", "denominator")
    yield from zip(names, value.sums[:own], strict=False)
    yield from zip((f"against_{name}" for name in names), value.against, strict=False)


def _source(source: Source, known: Knowledge, entry: Sum, open_: bool) -> Mapping[str, Any]:
    """The cells behind a sum; of confidential data only how many there are, of a hidden figure not even that."""
    origin = asdict(entry.origin)
    if source.threshold or not open_:
        origin |= {"first_row": None, "last_row": None, "listed": ()}
    if not open_:
        origin["cells"] = None
    shown = entry.value if open_ else None
    return {"value": shown, "file": source.file, "sha256": known.checksums[source.id], "table": source.table, **origin}


def ask_release(release: Release, question: Question) -> Sequence[Answer]:
    """The figures that a release shows; it holds no source cells beyond those on its pages.

    InputError for an unknown indicator, group or period, with what there is.
    """
    rows = _released_rows(release, question)
    place = question.place or release.city_page("de").code
    here = [row for row in rows if row["ref_area"] == place]
    refuse_unknown_codes(question, [row["code"] for row in here])
    there = [row for row in here if not question.codes or row["code"] in question.codes]
    wanted = [row for row in there if question.wants(row["time_period"])]
    if there and not wanted:
        raise unknown_period(question, (row["time_period"] for row in there))
    return [_released(row) for row in wanted]


def _released_rows(release: Release, question: Question) -> Sequence[dict[str, Any]]:
    path = str(release.directory / "tables/figures.parquet")
    with duckdb.connect() as connection:
        ids = connection.execute("SELECT DISTINCT indicator FROM read_parquet(?) ORDER BY 1", [path]).fetchall()
        known = dict.fromkeys((*release.indicators, *(entry for (entry,) in ids)))
        if question.indicator not in known:
            raise unknown_indicator(question.indicator, known)
        found = connection.execute(
            "SELECT * FROM read_parquet(?) WHERE indicator = ? AND list_contains(?, breakdown) "
            "ORDER BY ref_area, time_period, code",
            [path, question.indicator, [question.by] if question.by else ["", EFFECT]],
        )
        names = [entry[0] for entry in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _released(row: Mapping[str, Any]) -> Answer:
    return Answer(
        indicator=row["indicator"],
        place=row["ref_area"],
        period=row["time_period"],
        by=row["breakdown"],
        code=row["code"],
        value=row["value"],
        status=row["status"],
        sign=row["sign"],
        unit=row["unit"],
        decimals=None,
        numerator=row["numerator"],
        denominator=row["denominator"],
        quality=_released_quality(row),
        base=row["base"],
        concept=row["concept"],
        break_since="",
        notice=row["notice"],
        formula="",
        terms=(),
        sources=({"source": row["source"]},),
    )


def _released_quality(row: Mapping[str, Any]) -> Quality:
    """What a release says of it; columns that it lacks or leaves empty are not known."""
    known = {name: row[name] for name in asdict(UNKNOWN) if row.get(name) is not None}
    return Quality(**known)
