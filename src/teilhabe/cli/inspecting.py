"""`teilhabe inspect`: what a file is and what it holds, recognised by its content."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

from teilhabe.cli.recipes import add_table_arguments, load_recipe, load_vintage
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.preparation import Sum, inspect, take
from teilhabe.engine.preparation.findings import Finding, place
from teilhabe.engine.preparation.inspection import DimensionSummary, Inspection, Variable, to_mapping
from teilhabe.engine.preparation.proposing import propose
from teilhabe.text import Language, Text
from teilhabe.wording.numbers import format_number

EXAMPLE = """example:
  teilhabe inspect 12411-0015.csv
  teilhabe inspect 12411-0015.csv --propose > 12411-0015.recipe.toml
"""
_SHOWN_CODES = 6
_SHOWN_LINES = 12


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command `inspect`."""
    parser = commands.add_parser(
        "inspect",
        help="say what a table file is and holds",
        description="Format, encoding, header, dimensions with their roles, values, units, signs, totals, findings.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_table_arguments(parser)
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="everything, as JSON")
    output.add_argument("--propose", action="store_true", help="a recipe to start from, as TOML")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the inspection in the form asked for; 0 where the file can be read at all."""
    recipe = load_recipe(arguments.recipe, arguments.table)
    inspection = inspect(take(arguments.file, recipe.table), recipe, load_vintage(arguments.against, recipe))
    if arguments.json:
        print(json.dumps(to_mapping(inspection), ensure_ascii=False, indent=1))
    elif arguments.propose:
        print(propose(inspection), end="")
    else:
        print("\n".join(_lines(inspection, arguments.lang)))
    return 0


_DELIMITERS = {"\t": Text("Tabulator", "tab"), " ": Text("Leerzeichen", "blank")}
_FORMATS = {
    "flat": Text("flache GENESIS-Datei (ffcsv)", "flat GENESIS file (ffcsv)"),
    "classic": Text("klassischer GENESIS-Export oder ähnlich gesetzt", "classic GENESIS export or set like one"),
    "plain": Text("einfache Tabelle", "plain table"),
    "json-stat": Text("JSON-stat", "JSON-stat"),
    "px": Text("PC-Axis (PX)", "PC-Axis (PX)"),
    "sdmx-csv": Text("SDMX-CSV", "SDMX-CSV"),
    "sdmx-ml": Text("SDMX-ML", "SDMX-ML"),
    "eurostat-tsv": Text("Eurostat-TSV", "Eurostat TSV"),
}


def _lines(inspection: Inspection, lang: Language) -> Iterator[str]:
    yield from _about(inspection, lang)
    yield from _tables(inspection, lang)
    yield ""
    yield Text("Gliederungen", "Dimensions").in_language(lang)
    yield from (_dimension(dimension, lang) for dimension in inspection.dimensions)
    yield Text("Merkmale", "Variables").in_language(lang)
    yield from (_variable(variable, lang) for variable in inspection.variables[:_SHOWN_LINES])
    yield from _sums(inspection, lang)
    yield from finding_lines(inspection.findings, lang)


def _about(inspection: Inspection, lang: Language) -> Iterator[str]:
    signs = ", ".join(f"„{sign}“ {format_number(count, 0, lang)}" for sign, count in inspection.signs.items())
    delimiter = _DELIMITERS.get(inspection.delimiter, Text(inspection.delimiter, inspection.delimiter))
    facts: tuple[tuple[Text, str], ...] = (
        (Text("Datei", "File"), inspection.name + (f" ({inspection.archive})" if inspection.archive else "")),
        (Text("Format", "Format"), _FORMATS[inspection.format].in_language(lang)),
        (Text("Kodierung", "Encoding"), inspection.encoding),
        (Text("Trennzeichen", "Delimiter"), delimiter.in_language(lang)),
        (Text("Dezimalzeichen", "Decimal mark"), inspection.decimal),
        (Text("Tabelle", "Table"), inspection.table),
        (Text("Titel", "Title"), inspection.title),
        (Text("Stand", "As of"), inspection.stand.partition(":")[2].strip()),
        (Text("Kopfzeilen", "Header rows"), ", ".join(map(str, inspection.header_rows))),
        (Text("Spalten", "Columns"), str(inspection.columns or "")),
        (Text("Grundlage", "Base"), ", ".join(inspection.bases)),
        (Text("Konzept", "Concept"), inspection.concept),
        (Text("Werte", "Values"), format_number(inspection.observations, 0, lang)),
        (Text("Zeichen", "Signs"), signs),
    )
    for name, value in facts:
        if value:
            yield f"{name.in_language(lang):<15}{value}"


def _tables(inspection: Inspection, lang: Language) -> Iterator[str]:
    """All tables of a file that holds several, each with its rows and columns of figures and its title."""
    if not inspection.tables:
        return
    yield Text("Tabellen", "Tables").in_language(lang)
    for table in inspection.tables:
        yield f"  {table.name:<30}{table.rows:>7} × {table.columns:<5} {table.title}".rstrip()


def _dimension(dimension: DimensionSummary, lang: Language) -> str:
    codes = ", ".join(dimension.codes if len(dimension.codes) <= _SHOWN_CODES else [*dimension.codes][:_SHOWN_CODES])
    more = " …" if len(dimension.codes) > _SHOWN_CODES else ""
    notes = []
    if dimension.has_total:
        proven = Text("Summe geprüft", "total checked") if dimension.is_additive else Text("mit Summe", "with total")
        notes.append(proven.in_language(lang))
    parts = [code for code in dimension.totals if code != TOTAL]
    if parts:
        shown = ", ".join(parts[:_SHOWN_CODES]) + (" …" if len(parts) > _SHOWN_CODES else "")
        notes.append(Text(f"als Summe geprüft: {shown}", f"checked as sums: {shown}").in_language(lang))
    shown = f"  {dimension.name:<22}{len(dimension.codes):>6}  {codes}{more}"
    return shown + (f"  ({', '.join(notes)})" if notes else "")


def _variable(variable: Variable, lang: Language) -> str:
    label = f" {variable.label}" if variable.label and variable.label != variable.code else ""
    unit = f" [{variable.unit}]" if variable.unit else ""
    parts = f"  = {' + '.join(variable.total_of)}" if variable.total_of else ""
    return f"  {variable.code}{label}{unit}: {format_number(variable.observations, 0, lang)}{parts}"


def _sums(inspection: Inspection, lang: Language) -> Iterator[str]:
    if not inspection.sums:
        return
    yield Text("Summen über die unterste Gebietsebene", "Sums over the lowest level of territories").in_language(lang)
    for total in inspection.sums[-_SHOWN_LINES:]:
        mark = f"  ! {', '.join(total.findings)}" if total.findings else ""
        decimals = len(total.value.partition(".")[2])
        printed = _printed(total, lang)
        yield f"  {total.period:<12}{format_number(total.value, decimals, lang):>18}  ({total.cells}){printed}{mark}"


def _printed(total: Sum, lang: Language) -> str:
    """What the table itself prints as the total."""
    if not total.printed:
        return ""
    shown = format_number(total.printed, len(total.printed.partition(".")[2]), lang)
    return f"  {Text('gedruckt', 'printed').in_language(lang)} {shown}"


_SEVERITIES = {"error": Text("Fehler", "error"), "warning": Text("Warnung", "warning"), "note": Text("Hinweis", "note")}


def finding_lines(findings: tuple[Finding, ...], lang: Language) -> Iterator[str]:
    """One line per finding: severity, code, place, sentence."""
    if findings:
        yield Text("Befunde", "Findings").in_language(lang)
    for finding in findings:
        severity = _SEVERITIES[finding.severity].in_language(lang)
        where = place(finding).in_language(lang)
        yield f"  {severity} {finding.code}{f' ({where})' if where else ''}: {finding.text.in_language(lang)}"
