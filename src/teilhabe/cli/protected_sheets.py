"""The tables of `teilhabe protect` as options name them: the first, its linked ones, and those published before."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from math import prod
from pathlib import Path

import numpy as np

from teilhabe.engine.disclosure.additivity import with_totals
from teilhabe.engine.disclosure.count_files import (
    STATUS,
    Columns,
    CountFile,
    marked,
    read_count_file,
    table_of,
    unprotected_numbers,
)
from teilhabe.engine.disclosure.groupings import Grouping, read_grouping
from teilhabe.engine.disclosure.problem import Bools
from teilhabe.engine.disclosure.rules import Rules
from teilhabe.engine.disclosure.tables import TOTAL, Earlier, Table
from teilhabe.errors import InputError, UsageError
from teilhabe.text import Text


@dataclass(frozen=True)
class Sheet:
    """A file, what its columns mean, and the table in it."""

    file: CountFile
    columns: Columns
    table: Table
    notes: tuple[Text, ...]


def add_table_arguments(parser: argparse.ArgumentParser) -> None:
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
    group.add_argument(
        "--published",
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE[:A,B]",
        help="protected tables that were published before: what they tell is known, what they hide stays hidden",
    )
    group.add_argument(
        "--ledger",
        type=Path,
        metavar="L.jsonl",
        help="what was published before and the truth behind it; these tables are added (keep it confidential)",
    )


def read_sheets(arguments: argparse.Namespace) -> Iterator[Sheet]:
    """The table itself, with its marks, and the linked ones."""
    groupings = read_groupings(arguments.hierarchy)
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
    linked = [(linked_file(entry)[0], _linked(entry, columns)) for entry in arguments.linked]
    _refuse_unknown(groupings, {name for own in (columns, *(own for _, own in linked)) for name in own.dimensions})
    publish, hide = (_marks(first, mark) for mark in (arguments.must_publish, arguments.must_hide))
    yield replace(first, table=replace(first.table, must_publish=publish, must_hide=hide))
    for path, own in linked:
        yield _sheet(read_count_file(path), own, groupings, add_totals=arguments.totals, marks=())


def _refuse_unknown(groupings: Iterable[str], dimensions: Set[str]) -> None:
    if unknown := sorted(set(groupings) - dimensions):
        raise UsageError(
            f"--hierarchy nennt {', '.join(unknown)}; das ist keine Dimension.",
            f"--hierarchy names {', '.join(unknown)}, which is no dimension.",
        )


def read_published(arguments: argparse.Namespace, columns: Columns) -> Iterator[Earlier]:
    """Earlier tables with what they hide; the truth behind it may stand in today's tables."""
    groupings = read_groupings(arguments.hierarchy)
    for entry in arguments.published:
        own = replace(_linked(entry, columns), largest=(), contributors=None)
        table, _ = table_of(read_count_file(linked_file(entry)[0]), own, is_protected=True)
        yield Earlier(
            replace(table, groupings={name: groupings.get(name, []) for name in own.dimensions}), np.isnan(table.values)
        )


def _linked(entry: str, columns: Columns) -> Columns:
    """The columns of a linked file: named ones, or all that are not figures."""
    path, named = linked_file(entry)
    others = {columns.value, *columns.largest, columns.contributors, STATUS}
    header = read_count_file(path).header if not named else ()
    return replace(columns, dimensions=named or tuple(name for name in header if name not in others))


def linked_file(entry: str) -> tuple[Path, tuple[str, ...]]:
    """FILE or FILE:A,B; a file whose name has a colon is found first."""
    path, colon, names = entry.rpartition(":")
    return (Path(path), _names(names)) if colon and not Path(entry).exists() else (Path(entry), ())


def _sheet(
    file: CountFile, columns: Columns, groupings: dict[str, list[Grouping]], *, add_totals: bool, marks: Sequence[str]
) -> Sheet:
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
    return Sheet(file, columns, table, (*notes, *_notes(file, columns, table, marks)))


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


def unlisted_notes(sheet: Sheet, rules: Rules) -> Iterator[Text]:
    """A combination without a row is known to be nobody: no rule can hide that."""
    codes = [set(column) for column in zip(*sheet.table.codes, strict=True)]
    if (rules.zeros == "sensitive" or rules.full_cells) and len(sheet.table.codes) < prod(map(len, codes)):
        yield Text(
            f"{sheet.file.path}: Kombinationen ohne Zeile gelten als bekannt leer. Die Regeln für Nullen und volle "
            "Zellen schützen nur, was mit 0 aufgeführt ist.",
            f"{sheet.file.path}: combinations without a row are known to be nobody. The rules of zeros and full cells "
            "protect only what is listed with 0.",
        )


def _marks(sheet: Sheet, mark: str | None) -> Bools | None:
    return marked(sheet.file, sheet.table, mark, sheet.columns.total_words) if mark else None


def read_groupings(entries: Sequence[str]) -> dict[str, list[Grouping]]:
    """Dimension → its hierarchies, from DIM=FILE."""
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
