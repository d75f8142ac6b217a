"""`teilhabe prepare`: any table to tidy observations, one row per value, in the columns of the data contract."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from teilhabe.cli.recipes import add_table_arguments, load_recipe, load_vintage
from teilhabe.cli.showing import finding_lines
from teilhabe.engine.cube.store import atomic_path, write_csv, write_parquet
from teilhabe.engine.preparation import Prepared, prepare, take
from teilhabe.engine.preparation.findings import Finding, place
from teilhabe.engine.preparation.inspection import to_mapping
from teilhabe.errors import InputError, UnreadableFile, UsageError
from teilhabe.text import Text

EXAMPLE = """examples:
  teilhabe prepare 12411-0015.csv -o population.csv --report population.report.json
  teilhabe prepare 12531-0043_flat.zip -o protection.parquet
  teilhabe prepare districts.csv --recipe districts.recipe.toml --labels
  teilhabe prepare 12411-0015.csv --against 2023/12411-0015.csv -o population.csv
"""


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command `prepare`."""
    parser = commands.add_parser(
        "prepare",
        help="turn a table file into tidy observations",
        description="One row per value, in the columns of the data contract; every oddity becomes a finding.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_table_arguments(parser)
    parser.add_argument(
        "-o",
        "--output",
        default="-",
        metavar="OUT.csv|OUT.parquet|-",
        help="where to (default: standard output, as CSV)",
    )
    parser.add_argument("--report", type=Path, metavar="R.json", help="what was recognised and found, as JSON")
    parser.add_argument("--labels", action="store_true", help="add the labels of codes as columns")
    parser.add_argument("--force", action="store_true", help="write although findings are errors")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Write observations and report; of a table with unforced errors only the report, and UnreadableFile."""
    _check_output(arguments)
    recipe = load_recipe(arguments.recipe, arguments.table)
    prepared = prepare(take(arguments.file, recipe.table), recipe, load_vintage(arguments.against, recipe))
    is_refused = bool(prepared.errors) and not arguments.force
    try:
        if arguments.report:
            _write_report(prepared, arguments.report)
        if is_refused:
            raise _refusal(arguments.file, prepared.errors)
        _write(prepared, arguments)
    except PermissionError as error:
        raise InputError(
            f"{error.filename}: Es fehlt das Recht, dorthin zu schreiben.",
            f"{error.filename}: permission to write there is missing.",
        ) from error
    for line in finding_lines(prepared.findings, arguments.lang):
        print(line, file=sys.stderr)
    return 0


def _check_output(arguments: argparse.Namespace) -> None:
    """A wrong target is known before the work begins."""
    output = str(arguments.output)
    if output != "-" and Path(output).suffix not in (".csv", ".parquet"):
        raise UsageError(
            f"{output}: Die Ausgabe endet auf .csv oder .parquet, oder sie ist „-“.",
            f"{output}: the output ends in .csv or .parquet, or it is '-'.",
        )
    if arguments.labels and output.endswith(".parquet"):
        raise UsageError(
            "--labels gibt es nur für CSV; Parquet enthält die Spalten des Datenvertrags.",
            "--labels exists for CSV only; Parquet holds the columns of the data contract.",
        )
    for target in (None if output == "-" else Path(output), arguments.report):
        if target is not None and not target.absolute().parent.is_dir():
            raise UsageError(
                f"{target}: Den Ordner {target.parent} gibt es nicht.", f"{target}: there is no folder {target.parent}."
            )


def _refusal(path: Path, errors: Sequence[Finding]) -> UnreadableFile:
    """Figures that may be wrong are worse than none: they look plausible."""
    where, said, more = place(errors[0]), errors[0].text, len(errors) - 1
    also = Text(f" Weitere Fehler: {more}." if more else "", f" Further errors: {more}." if more else "")
    return UnreadableFile(
        f"{path}{f', {where.de}' if where.de else ''}: {said.de}{also.de} "
        "Es wurden keine Werte geschrieben; „teilhabe inspect“ zeigt alle Befunde, --force schreibt trotzdem.",
        f"{path}{f', {where.en}' if where.en else ''}: {said.en}{also.en} "
        "No figures were written; 'teilhabe inspect' shows all findings, --force writes regardless.",
    )


def _write(prepared: Prepared, arguments: argparse.Namespace) -> None:
    output = str(arguments.output)
    if output.endswith(".parquet"):
        write_parquet(prepared.observations, Path(output))
        return
    labels = _labels(prepared) if arguments.labels else {}
    if output == "-":
        write_csv(prepared.observations, sys.stdout, labels)
        return
    with atomic_path(Path(output)) as part, part.open("w", encoding="utf-8", newline="") as stream:
        write_csv(prepared.observations, stream, labels)


def _labels(prepared: Prepared) -> Mapping[str, Mapping[str, str]]:
    """Labels of every dimension that has some, and of the variable."""
    labels = {d.name: d.labels for d in prepared.observations.dimensions if d.labels}
    return labels | {"variable": {v.code: v.label for v in prepared.inspection.variables}}


def _write_report(prepared: Prepared, path: Path) -> None:
    with atomic_path(path) as part:
        report = json.dumps(to_mapping(prepared.inspection), ensure_ascii=False, indent=1)
        part.write_text(report + "\n", encoding="utf-8")
