"""`teilhabe protect`: hide what could reveal a person, and as little else as it takes."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from teilhabe.cli.progress import ProgressLine
from teilhabe.cli.protection_report import report_lines
from teilhabe.cli.rule_arguments import add_rule_arguments, rules_of, topics_of
from teilhabe.engine.cube.store import atomic_path
from teilhabe.engine.disclosure.additivity import with_totals
from teilhabe.engine.disclosure.costs import KINDS
from teilhabe.engine.disclosure.count_files import (
    STATUS,
    Columns,
    CountFile,
    marked,
    protected_text,
    read_count_file,
    table_of,
    unprotected_numbers,
)
from teilhabe.engine.disclosure.groupings import Grouping, read_grouping
from teilhabe.engine.disclosure.problem import Bools
from teilhabe.engine.disclosure.protecting import Protection, protect
from teilhabe.engine.disclosure.tables import TOTAL, Table
from teilhabe.errors import InputError, UsageError
from teilhabe.text import Text

EXAMPLE = """examples:
  teilhabe protect counts.csv --dimensions district,sex,age --value n -o protected.csv
  teilhabe protect counts.csv --dimensions block,sex --value n --hierarchy block=blocks.csv -o protected.csv
  teilhabe protect by-sex.csv --dimensions district,sex --value n --linked by-age.csv -o protected.csv
  teilhabe protect grants.csv --dimensions club,field --value euro --largest first,second --p-percent 10 -o -
"""


@dataclass(frozen=True)
class _Sheet:
    """A file, what its columns mean, and the table in it."""

    file: CountFile
    columns: Columns
    table: Table
    notes: tuple[Text, ...]


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command `protect`."""
    parser = commands.add_parser(
        "protect",
        help="hide what could reveal a person in a table",
        description="Every row stays; hidden cells have an empty value and conf_status C, all others F. TOTAL is the "
        "code of sums. What adds up in the files is what everybody can compute; a combination without a row is nobody.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, metavar="COUNTS.csv", help="one row per cell")
    _add_table_arguments(parser)
    add_rule_arguments(parser)
    _add_search_arguments(parser)
    parser.set_defaults(func=run)


def _add_table_arguments(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("table")
    group.add_argument("--dimensions", required=True, type=_names, metavar="A,B,C", help="columns that name a cell")
    group.add_argument("--value", required=True, metavar="COLUMN", help="column of the figures")
    group.add_argument(
        "--hierarchy",
        action="append",
        default=[],
        metavar="DIM=FILE",
        help="codes that add up: CSV code,parent or an indented list (.hrc); repeat it for a second grouping",
    )
    group.add_argument(
        "--total",
        action="append",
        default=[],
        metavar="CODE",
        help=f"what the file writes for {TOTAL} (usually recognised)",
    )
    group.add_argument("--totals", action="store_true", help="add and publish the sums that the file does not have")
    group.add_argument(
        "--largest",
        type=_names,
        default=(),
        metavar="COL1,COL2",
        help="of a magnitude: its largest contributors, descending",
    )
    group.add_argument("--contributors", metavar="COLUMN", help="of a magnitude: how many contribute")
    group.add_argument(
        "--linked",
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE[:A,B]",
        help="tables published together with this one; dimensions: all other columns, unless named",
    )


def _add_search_arguments(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("search and output")
    group.add_argument("--cost", choices=tuple(KINDS), default="cells", help="what to lose last (default: few cells)")
    group.add_argument("--must-publish", metavar="COLUMN|FILE", help="cells that stay open")
    group.add_argument("--must-hide", metavar="COLUMN|FILE", help="cells that are hidden whatever they are")
    group.add_argument(
        "-o",
        "--output",
        default="-",
        metavar="OUT.csv|-",
        help="where to (default: standard output); linked tables beside it",
    )
    group.add_argument("--report", type=Path, metavar="R.json", help="what was hidden and why, without values, as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Write every table protected; 0, or 1 where the input is at fault, 3 where it cannot be protected."""
    outputs = _outputs(arguments)
    rules, topics = rules_of(arguments), topics_of(arguments)
    sheets = list(_sheets(arguments))
    progress = ProgressLine()
    protection = protect(
        [sheet.table for sheet in sheets], rules, cost=arguments.cost, topics=topics, progress=progress
    )
    progress.clear()
    for sheet, hidden, output in zip(sheets, protection.hidden, outputs, strict=True):
        _write(protected_text(sheet.file, sheet.columns, hidden, sheet.table), output)
    notes = [note for sheet in sheets for note in sheet.notes]
    if arguments.report:
        _write(_as_json(protection, notes), str(arguments.report))
    for text in (*notes, *_beside(outputs)):
        print(text.in_language(arguments.lang), file=sys.stderr)
    print("\n".join(report_lines(protection.report, arguments.lang)), file=sys.stderr)
    return 0


def _outputs(arguments: argparse.Namespace) -> list[str]:
    """Where each table goes: linked ones beside the first, under their own name."""
    output, linked = str(arguments.output), [_split(entry)[0] for entry in arguments.linked]
    if linked and output == "-":
        raise UsageError(
            "Mit --linked braucht es -o OUT.csv: Die verbundenen Tabellen werden daneben geschrieben.",
            "--linked takes -o OUT.csv: the linked tables are written beside it.",
        )
    targets = [output, *(str(Path(output).with_name(f"{path.stem}.protected.csv")) for path in linked)]
    inputs = {path.resolve() for path in (arguments.file, *linked)}
    for target in targets:
        if target != "-" and Path(target).resolve() in inputs:
            raise UsageError(f"{target} ist die Eingabe.", f"{target} is the input.")
        if target != "-" and not Path(target).absolute().parent.is_dir():
            raise UsageError(
                f"{target}: Den Ordner {Path(target).parent} gibt es nicht.",
                f"{target}: there is no folder {Path(target).parent}.",
            )
    if len(set(targets)) < len(targets):
        raise UsageError("Zwei Tabellen haben denselben Namen.", "Two tables have the same name.")
    return targets


def _sheets(arguments: argparse.Namespace) -> Iterator[_Sheet]:
    groupings = _groupings(arguments.hierarchy)
    columns = Columns(
        arguments.dimensions,
        arguments.value,
        arguments.largest,
        arguments.contributors,
        frozenset(arguments.total),
        {name: root for name, known in groupings.items() for root in [known[0].root] if root and len(known) == 1},
    )
    marks = [mark for mark in (arguments.must_publish, arguments.must_hide) if mark]
    first = _sheet(read_count_file(arguments.file), columns, groupings, add_totals=arguments.totals, marks=marks)
    if (
        unknown := groupings.keys()
        - set(columns.dimensions)
        - {name for entry in arguments.linked for name in _linked(entry, columns).dimensions}
    ):
        raise UsageError(
            f"--hierarchy nennt {', '.join(sorted(unknown))}; das ist keine Dimension.",
            f"--hierarchy names {', '.join(sorted(unknown))}, which is no dimension.",
        )
    yield replace(
        first,
        table=replace(
            first.table,
            must_publish=_marks(first, arguments.must_publish),
            must_hide=_marks(first, arguments.must_hide),
        ),
    )
    for entry in arguments.linked:
        file = read_count_file(_split(entry)[0])
        yield _sheet(file, _linked(entry, columns), groupings, add_totals=arguments.totals, marks=())


def _linked(entry: str, columns: Columns) -> Columns:
    """The columns of a linked file: named ones, or all that are not figures."""
    path, named = _split(entry)
    others = {columns.value, *columns.largest, columns.contributors, STATUS}
    header = read_count_file(path).header if not named else ()
    return replace(columns, dimensions=named or tuple(name for name in header if name not in others))


def _split(entry: str) -> tuple[Path, tuple[str, ...]]:
    """FILE or FILE:A,B; a file whose name has a colon is found first."""
    path, colon, names = entry.rpartition(":")
    return (Path(path), _names(names)) if colon and not Path(entry).exists() else (Path(entry), ())


def _sheet(
    file: CountFile, columns: Columns, groupings: dict[str, list[Grouping]], *, add_totals: bool, marks: Sequence[str]
) -> _Sheet:
    table, notes = table_of(file, columns)
    table = replace(table, groupings={name: groupings.get(name, []) for name in columns.dimensions})
    if add_totals and (columns.largest or columns.contributors):
        raise UsageError(
            "--totals gibt es nicht mit --largest oder --contributors: Wer zu einer Summe am meisten beiträgt, folgt "
            "nicht aus ihren Teilen.",
            "--totals does not go with --largest or --contributors: who contributes most to a sum does not follow from "
            "its parts.",
        )
    if add_totals:
        table = with_totals(table)
    return _Sheet(file, columns, table, (*notes, *_notes(file, columns, table, marks)))


def _notes(file: CountFile, columns: Columns, table: Table, marks: Sequence[str]) -> Iterator[Text]:
    if not any(TOTAL in codes for codes in table.codes) and not any(table.groupings.values()):
        yield Text(
            f"{file.path}: ohne Summen. Geschützt ist die Tabelle, wie sie dasteht; werden ihre Summen irgendwo "
            "veröffentlicht, bitte --totals oder --linked verwenden.",
            f"{file.path}: has no totals. It is protected as it stands; if its totals are published anywhere, please "
            "use --totals or --linked.",
        )
    if more := [name for name in unprotected_numbers(file, columns) if name not in marks]:
        yield Text(
            f"{file.path}: Die Zahlen in {', '.join(more)} werden nicht geschützt.",
            f"{file.path}: the figures in {', '.join(more)} are not protected.",
        )


def _marks(sheet: _Sheet, mark: str | None) -> Bools | None:
    return marked(sheet.file, sheet.table, mark, sheet.columns.total_words) if mark else None


def _groupings(entries: Sequence[str]) -> dict[str, list[Grouping]]:
    found: dict[str, list[Grouping]] = {}
    for entry in entries:
        name, equals, path = entry.partition("=")
        if not (name and equals and path):
            raise UsageError(
                f"--hierarchy {entry}: erwartet wird DIM=DATEI.", f"--hierarchy {entry}: expected DIM=FILE."
            )
        if not Path(path).is_file():
            raise InputError(f"{path}: Die Datei gibt es nicht.", f"{path}: there is no such file.")
        found.setdefault(name.strip(), []).append(read_grouping(Path(path)))
    return found


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _write(text: str, output: str) -> None:
    if output == "-":
        sys.stdout.write(text)
        return
    with atomic_path(Path(output)) as part:
        part.write_text(text, encoding="utf-8", newline="")


def _as_json(protection: Protection, notes: Sequence[Text]) -> str:
    found = asdict(protection.report) | {"notes": [note._asdict() for note in notes]}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _beside(outputs: Sequence[str]) -> Iterator[Text]:
    for output in outputs[1:]:
        yield Text(f"Geschrieben: {output}", f"Written: {output}")
