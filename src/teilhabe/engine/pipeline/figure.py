"""Answers for one indicator: from the cube with every source cell, or from a release with what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from teilhabe.codes.period import parse_period
from teilhabe.engine.cube.query import Sum
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.indicators.values import Scope, Value, compute
from teilhabe.engine.pipeline.city import City, read_city
from teilhabe.engine.pipeline.datasets import read_dataset
from teilhabe.engine.pipeline.results import Figure, areas_of, judge
from teilhabe.engine.pipeline.steps import open_cube
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import InputError
from teilhabe.release.reader import Release


@dataclass(frozen=True)
class Question:
    """`place` None: the city; `period` None: all; `codes` of the dimension `by` (all of its codes where empty)."""

    indicator: str
    place: str | None = None
    period: str | None = None
    by: str = ""
    codes: tuple[str, ...] = ()

    def wants(self, period: str) -> bool:
        """Whether a period is asked for: the very code, or the year of a reference date."""
        if self.period is None or period == self.period:
            return True
        asked = parse_period(self.period)
        return asked is not None and period == asked.end.isoformat()


@dataclass(frozen=True)
class Answer:
    indicator: str
    place: str
    period: str
    by: str
    code: str
    value: float | None
    status: str
    sign: str
    unit: str
    numerator: float | None
    denominator: float | None
    base: str
    notice: str
    formula: str
    sources: tuple[dict[str, Any], ...]

    @property
    def printed(self) -> str:
        """The value with up to 15 significant digits, or what stands in its place."""
        if self.value is not None:
            return f"{self.value:.15g}"
        return {"protected": "•", "sign": self.sign}.get(self.status, "")

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def ask_workspace(folder: Path, workspace: Workspace, question: Question) -> Sequence[Answer]:
    """The figures computed afresh from the cube; InputError for an unknown indicator or place."""
    city = read_city(folder)
    definition = city.catalogue.definition(question.indicator)
    place = city.place(question.place or city.code).code
    by = f"{question.by}={','.join(question.codes)}" if question.by else ""
    values = compute(definition, open_cube(city, workspace), Scope({place: areas_of(city)[place]}, by))
    figures = (judge(city, value, definition.formula) for value in values if question.wants(value.period))
    return [_answer(city, workspace, definition, figure) for figure in figures]


def _answer(city: City, workspace: Workspace, definition: Definition, figure: Figure) -> Answer:
    value = figure.value
    open_ = figure.status != "protected"
    below = value.denominator
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
        numerator=value.numerator.value if open_ else None,
        denominator=below.value if below and open_ else None,
        base="; ".join(dict.fromkeys(value.bases)),
        notice=city.notice.de,
        formula=_formula(definition, value) if open_ else "",
        sources=tuple(_source(city, workspace, entry, figure) for entry in (value.numerator, below) if entry),
    )


def _formula(definition: Definition, value: Value) -> str:
    above = f"{value.numerator.value:.15g}" if value.numerator.value is not None else value.numerator.sign
    if value.denominator is None or value.value is None:
        return above
    factor = "" if definition.factor == 1 else f" * {definition.factor}"
    return f"{above} / {value.denominator.value:.15g}{factor} = {value.value:.15g}"


def _source(city: City, workspace: Workspace, entry: Sum, figure: Figure) -> dict[str, Any]:
    """The cells behind a sum; of confidential data only where they lie, never what they hold."""
    source = city.source(entry.origin.dataset)
    dataset = read_dataset(workspace, source)
    origin = asdict(entry.origin)
    if figure.is_confidential:
        origin["listed"] = ()
    return {"file": source.file, "sha256": dataset.sha256, "table": source.table, **origin}


def ask_release(release: Release, question: Question) -> Sequence[Answer]:
    """The figures that a release shows; it holds no source cells beyond those on its pages."""
    if question.indicator not in release.indicators:
        known = ", ".join(release.indicators)
        raise InputError(
            f"Den Indikator „{question.indicator}“ gibt es in dieser Fassung nicht. Es gibt: {known}.",
            f"There is no indicator “{question.indicator}” in this release. There are: {known}.",
        )
    path = release.directory / "tables/figures.parquet"
    connection = duckdb.connect()
    found = connection.execute(
        "SELECT * FROM read_parquet(?) WHERE indicator = ? AND breakdown = ? ORDER BY ref_area, time_period, code",
        [str(path), question.indicator, question.by],
    )
    names = [entry[0] for entry in found.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    place = question.place or release.city_page("de").code
    return [_released(row) for row in rows if row["ref_area"] == place and _asked(question, row)]


def _asked(question: Question, row: dict[str, Any]) -> bool:
    return question.wants(str(row["time_period"])) and (not question.codes or row["code"] in question.codes)


def _released(row: dict[str, Any]) -> Answer:
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
        numerator=row["numerator"],
        denominator=row["denominator"],
        base=row["base"],
        notice=row["notice"],
        formula="",
        sources=({"source": row["source"]},),
    )
