"""What becomes of a finished indicator: a tidy CSV, its data by column with edges, and a page in each language."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

from teilhabe.engine.pipeline.finished.metadata import Metadata
from teilhabe.engine.pipeline.finished.order import in_natural_order
from teilhabe.engine.pipeline.finished.table import Row, Table
from teilhabe.engine.pipeline.finished.times import in_order
from teilhabe.engine.pipeline.finished.views import Analysis, views
from teilhabe.engine.pipeline.finished.writing import Writing
from teilhabe.release.pages import Card, Headline, IndicatorPage, SourceNote, to_json
from teilhabe.text import LANGUAGES, Text

_REST = Text(
    "Die Tabellen zeigen {shown} von {all} Werten. Alle Werte, auch für mehrere Merkmale zugleich, stehen in der "
    "CSV-Datei.",
    "The tables show {shown} of {all} values. All values, also those by several characteristics at once, are in the "
    "CSV file.",
)
_REPEATED = Text(
    "{count} Zeilen der Datei wiederholen eine andere (zuerst Zeile {line}).",
    "{count} lines of the file repeat another one (first line {line}).",
)
_NO_VALUE = Text("Die Datei {file} enthält keine Werte.", "The file {file} holds no values.")

Columns = Mapping[str, Sequence[str | int]]
"""Name → one entry per value."""


def products(table: Table, metadata: Metadata) -> Mapping[str, str]:
    """Path → text of every file about this indicator."""
    analysis, by_column = Analysis(table), columns(table)
    made = {f"csv/{table.id}.csv": to_csv(by_column), f"data/{table.id}.json": to_data(analysis, by_column)}
    for language in LANGUAGES:
        page = indicator_page(Writing(language), analysis, metadata)
        made[f"pages/{language}/{table.id}.json"] = to_json(page)
    return made


def to_csv(by_column: Columns) -> str:
    """One line per value, ordered by what it tells; numbers as printed, with a point."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(by_column)
    writer.writerows(zip(*by_column.values(), strict=True))
    return stream.getvalue()


def columns(table: Table) -> Columns:
    """The table by column: those with a role by our names, the office's own by theirs."""
    by_field = dict(zip(Row._fields, zip(*table.rows, strict=True), strict=True)) if table.rows else {}
    ours = {name: by_field.get(field, ()) for name, field in _OURS.items()}
    dimensions = _named(table.dimensions, by_field.get("codes", ()))
    attributes = _named(table.attributes, by_field.get("attributes", ()))
    what = {name: ours[name] for name in ("time_period", "series", "unit")}
    last = {name: column for name, column in ours.items() if name not in (*what, "source_row")}
    return {**what, **dimensions, **last, **attributes, "source_row": ours["source_row"]}


_OURS = {
    "time_period": "period",
    "series": "series",
    "unit": "unit",
    "ref_area": "area",
    "value": "text",
    "status": "status",
    "sign": "sign",
    "source_row": "line",
}
"""Our names of columns → the field of a row."""


def _named(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns:
    """The office's columns; one that is called like one of ours stays a column of its own."""
    found = zip(*rows, strict=True) if rows else ((),) * len(names)
    apart = (f"{name} (2)" if name in _OURS else name for name in names)
    return dict(zip(apart, found, strict=True))


def to_data(analysis: Analysis, by_column: Columns) -> str:
    """All values by column, and what a program needs to offer them: series, units, dimensions with codes, edges."""
    table = analysis.table
    codes = zip(*(row.codes for row in table.rows), strict=True) if table.rows else ((),) * len(table.dimensions)
    content = {
        "format": "teilhabe-finished/1",
        "id": table.id,
        "file": table.file,
        "sha256": table.sha256,
        "series": in_natural_order(row.series for row in table.rows if row.series),
        "units": in_natural_order(row.unit for row in table.rows if row.unit),
        "dimensions": [
            {"name": name, "codes": in_natural_order(filter(None, found))}
            for name, found in zip(table.dimensions, codes, strict=True)
        ],
        "attributes": table.attributes,
        "edges": [{"from": above, "to": below} for above, below in analysis.edges],
        "headline": [row.line for row in analysis.headline],
        "columns": by_column,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def indicator_page(writing: Writing, analysis: Analysis, metadata: Metadata) -> IndicatorPage:
    """The page in one language; what the office wrote stays in the language it wrote it in."""
    table = analysis.table
    return IndicatorPage(
        id=table.id,
        name=metadata.name or table.id,
        field=table.id.partition("-")[0],
        field_name=metadata.first("goal_name"),
        question="",
        unit=_unit(analysis, metadata),
        headline=_headline(writing, analysis, metadata),
        no_data="" if table.rows else writing(_NO_VALUE).format(file=table.file),
        views=tuple(views(writing, analysis)),
        breaks=(),
        definition=tuple(metadata.texts.items()),
        reading_notes=_notes(writing, analysis),
        sources=(_source(table, metadata),),
        lineages=(),
        csv=f"csv/{table.id}.csv",
    )


def card(page: IndicatorPage) -> Card:
    return Card(page.id, page.name, page.question, page.headline, page.no_data)


def _unit(analysis: Analysis, metadata: Metadata) -> str:
    units = {unit for _, unit in analysis.kinds}
    return (units.pop() if len(units) == 1 else "") or metadata.unit


def _headline(writing: Writing, analysis: Analysis, metadata: Metadata) -> Headline | None:
    """The newest value of the first series."""
    kind = analysis.kinds[0] if analysis.kinds else None
    with_value = [row for row in analysis.headline if row.status == "value" and (row.series, row.unit) == kind]
    if not with_value:
        return None
    last = in_order(row.period for row in with_value)[-1]
    newest = next(row for row in with_value if row.period == last)
    cell = writing.cell(newest)
    note = newest.series if len(analysis.kinds) > 1 else ""
    return Headline(
        value=cell.text,
        unit=newest.unit or metadata.unit,
        period=writing.period(newest.period),
        place=metadata.first("national_geographical_coverage"),
        note=". ".join(part for part in (note, cell.note) if part),
    )


def _notes(writing: Writing, analysis: Analysis) -> tuple[str, ...]:
    table, notes = analysis.table, []
    if analysis.shown < len(table.rows):
        shown, everything = writing.number(str(analysis.shown)), writing.number(str(len(table.rows)))
        notes.append(writing(_REST).format(shown=shown, all=everything))
    if table.repeated:
        notes.append(writing(_REPEATED).format(count=writing.number(str(len(table.repeated))), line=table.repeated[0]))
    return tuple(notes)


def _source(table: Table, metadata: Metadata) -> SourceNote:
    return SourceNote(
        id=table.id,
        title=metadata.first("source_url_text_1", "source_data_source_1", "DATA_SOURCE") or table.file,
        publisher=metadata.first("source_organisation_1", "COMPILING_ORG"),
        table="",
        licence=metadata.first("source_license_1", "source_licence_1", "national_data_licence"),
        licence_url="",
        file=table.file,
        sha256=table.sha256,
        rows=len(table.rows),
        retrieved="",
    )
