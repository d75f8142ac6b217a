"""The figures of a release as tables for machines: one Parquet file of all, one CSV per indicator."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np

from teilhabe.codes import labels
from teilhabe.codes.signs import CONFIDENTIAL, FREE
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.results import Figure, Result

COLUMNS = (
    "indicator", "ref_area", "place", "time_period", "breakdown", "code", "label", "value", "status", "conf_status",
    "sign", "unit", "numerator", "denominator", "cases", "low", "high", "rse", "mark", "provisional", "modelled",
    "method", "base", "concept", "source", "notice",
)  # fmt: skip
NUMBERS = ("value", "numerator", "denominator", "cases", "low", "high", "rse")
TRUTHS = ("provisional", "modelled")

Entry = str | float | bool | None
Row = tuple[Entry, ...]


def rows(city: City, result: Result) -> tuple[Row, ...]:
    """The indicator's figures in the order of COLUMNS; nothing of a hidden figure but that it is hidden, and why."""
    return tuple(row(city, result.definition, figure) for figure in result.figures)


def row(city: City, definition: Definition, figure: Figure) -> Row:
    value = figure.value
    open_ = not figure.is_hidden
    below = value.denominator
    return (
        definition.id,
        value.place,
        city.place(value.place).name.de,
        value.period,
        value.breakdown,
        value.code,
        labels.label(value.breakdown, value.code).de if value.code else "",
        figure.shown,
        figure.status,
        CONFIDENTIAL if figure.status == "protected" else FREE,
        figure.sign,
        definition.unit,
        value.numerator.value if open_ else None,
        below.value if below and open_ else None,
        *_quality(figure),
        "; ".join(dict.fromkeys(value.bases)),
        "; ".join(value.numerator.concepts),
        "; ".join(dict.fromkeys(named_source(city, entry.origin.dataset) for entry in value.sums)),
        city.notice.de,
    )


def _quality(figure: Figure) -> Row:
    """Cases, bounds, relative standard error, mark, provisional, modelled and method, as far as they may be told."""
    known = figure.value.quality
    if figure.status == "unreliable":
        return (None, None, None, None, known.mark, None, None, known.method)
    if figure.status != "value":
        return (None,) * 8
    return (
        known.cases, known.low, known.high, known.rse, known.mark, known.provisional, known.modelled, known.method,
    )  # fmt: skip


def named_source(city: City, dataset: str) -> str:
    """Publisher, table and licence."""
    source = city.source(dataset)
    return ", ".join(part for part in (source.publisher.de, source.table, source.licence.de) if part)


def to_csv(table: Iterable[Row], columns: Sequence[str] = COLUMNS) -> bytes:
    """RFC 4180 with a point as decimal sign; numbers with up to 15 significant digits."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_plain(entry) for entry in row] for row in table)
    return stream.getvalue().encode()


def _plain(entry: Entry) -> str:
    if entry is None:
        return ""
    if isinstance(entry, bool):
        return "true" if entry else "false"
    return entry if isinstance(entry, str) else f"{entry:.15g}"


def to_parquet(table: Sequence[Row]) -> bytes:
    """All figures as Parquet, the same bytes for the same rows."""
    by_column = zip(*table, strict=True) if table else ((),) * len(COLUMNS)
    figures = {name: np.array(column, dtype=object) for name, column in zip(COLUMNS, by_column, strict=True)}
    typed = ", ".join(f"{name}::{_type(name)} AS {name}" for name in COLUMNS)
    with TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1}) as connection:
        path = Path(folder) / "figures.parquet"
        connection.register("figures", figures)
        connection.execute(
            f"COPY (SELECT {typed} FROM figures ORDER BY indicator, breakdown, ref_area, time_period, code) "  # noqa: S608  # names and a path of our own making
            f"TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
        )
        return path.read_bytes()


def _type(column: str) -> str:
    if column in TRUTHS:
        return "BOOLEAN"
    return "DOUBLE" if column in NUMBERS else "VARCHAR"
