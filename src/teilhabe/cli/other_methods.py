"""`teilhabe protect --method rounding | cell-key`: figures that are changed a little instead of hidden."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from teilhabe.engine.disclosure.cell_key import (
    Design,
    PerturbationTable,
    RecordKeys,
    Records,
    create_secret,
    designed,
    drawn,
    read_keys,
    read_secret,
    read_table,
)
from teilhabe.engine.disclosure.count_files import STATUS, Columns, CountFile, read_count_file
from teilhabe.engine.disclosure.groupings import TOTAL, Grouping
from teilhabe.engine.disclosure.perturbing import count_with_noise, round_together
from teilhabe.engine.disclosure.problem import Floats
from teilhabe.engine.disclosure.protected_files import FREE, protected_text
from teilhabe.engine.disclosure.recognition import already_protected
from teilhabe.engine.disclosure.table import Table
from teilhabe.errors import InputError, UsageError
from teilhabe.text import Text

METHODS = ("suppression", "rounding", "cell-key")
Sheet = tuple[CountFile, Columns, Table]


@dataclass(frozen=True)
class Outcome:
    """What is written, what is said, and the report, which tells no value."""

    texts: tuple[str, ...]
    summary: Text
    report: Mapping[str, object]


def add_method_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the methods beside suppression."""
    group = parser.add_argument_group("methods")
    group.add_argument(
        "--method",
        choices=METHODS,
        default=METHODS[0],
        help="hide cells; round so that sums still add up; or count records with noise (default: suppression)",
    )
    group.add_argument("--base", type=int, choices=(3, 5, 10), default=5, help="of rounding (default: 5)")
    group.add_argument("--secret", type=Path, metavar="FILE", help="of rounding and cell keys: readable by you only")
    group.add_argument("--new-secret", action="store_true", help="make the file of --secret first")
    keys = group.add_mutually_exclusive_group()
    keys.add_argument("--id", metavar="COLUMN", help="of records: who it is, the same in every file and year")
    keys.add_argument("--key", metavar="COLUMN", help="of records: record keys from 0 to below 1, if there are any")
    noise = group.add_mutually_exclusive_group()
    noise.add_argument("--ptable", type=Path, metavar="FILE", help="perturbation table (i;j;p;v;p_int_ub)")
    noise.add_argument(
        "--noise",
        default="5,3,2",
        metavar="D,V,S",
        help="largest deviation, variance, largest count that never appears (default: 5,3,2)",
    )
    group.add_argument("--force", action="store_true", help="protect figures that look protected already")


def refuse_protected(tables: Sequence[Table], force: bool) -> tuple[Text, ...]:
    """Refuses what its publisher has protected already; with `force` only says so."""
    found = [recognised.text for table in tables if (recognised := already_protected(table))]
    if found and not force:
        raise InputError(
            f"{found[0].de} Mit --force wird die Tabelle trotzdem bearbeitet.",
            f"{found[0].en} With --force the table is protected nevertheless.",
        )
    return tuple(found)


def _refuse_published(arguments: argparse.Namespace) -> None:
    if arguments.published:
        raise UsageError(
            f"--published gibt es nicht mit --method {arguments.method}: Neben Tabellen mit verborgenen Zellen "
            "verriete jede geänderte Zahl, was dort verborgen ist.",
            f"--published does not go with --method {arguments.method}: beside tables with hidden cells every changed "
            "figure would tell what is hidden there.",
        )


def rounded_outcome(sheets: Sequence[Sheet], threshold: int, arguments: argparse.Namespace) -> Outcome:
    """All tables rounded together; figures of contributors are left out."""
    _refuse_published(arguments)
    if arguments.largest or arguments.contributors or arguments.must_hide or arguments.must_publish:
        raise UsageError(
            "--method rounding gibt es nur für Zahlen von Personen, ohne --largest, --contributors, --must-hide und "
            "--must-publish.",
            "--method rounding is for counts only, without --largest, --contributors, --must-hide and --must-publish.",
        )
    found = round_together([table for _, _, table in sheets], arguments.base, threshold, _secret(arguments))
    texts = tuple(
        protected_text(
            _with_figures(file, columns, figures[: len(file.records)]),
            columns,
            np.zeros(len(figures), dtype=bool),
            replace(table, values=figures),
        )
        for (file, columns, table), figures in zip(sheets, found.figures, strict=True)
    )
    summary = Text(
        f"Gerundet: {found.cells} Zellen auf Vielfache von {found.base}; keine weicht um mehr als "
        f"{found.deviation:g} ab, alle Summen gehen auf.",
        f"Rounded: {found.cells} cells to multiples of {found.base}; none is off by more than {found.deviation:g}, "
        "all sums add up.",
    )
    report = {"method": "rounding", "base": found.base, "cells": found.cells, "largest_deviation": found.deviation}
    return Outcome(texts, summary, report)


def _with_figures(file: CountFile, columns: Columns, figures: Floats) -> CountFile:
    place = file.header.index(columns.value)
    records = (
        (*record[:place], f"{figure:.0f}", *record[place + 1 :])
        for record, figure in zip(file.records, figures.tolist(), strict=True)
    )
    return replace(file, records=tuple(records))


def noisy_outcome(
    groupings: Mapping[str, Sequence[Grouping]], threshold: int, arguments: argparse.Namespace
) -> Outcome:
    """The records of a file, counted by the dimensions with noise that belongs to the persons counted."""
    _refuse_published(arguments)
    if arguments.linked or arguments.largest or arguments.contributors or arguments.total:
        raise UsageError(
            "--method cell-key zählt Datensätze einer Datei, ohne --linked, --largest, --contributors und --total.",
            "--method cell-key counts the records of a file, without --linked, --largest, --contributors and --total.",
        )
    noise, parents = _noise(arguments), _parents(groupings)
    file = read_count_file(arguments.file)
    keys = _keys(file, arguments)
    columns = tuple(_codes(file, name) for name in arguments.dimensions)
    found = count_with_noise(Records(arguments.dimensions, columns, keys, parents=parents), noise, threshold)
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=file.delimiter, lineterminator="\n")
    writer.writerow([*arguments.dimensions, arguments.value, STATUS])
    writer.writerows([*codes, f"{figure:.0f}", FREE] for codes, figure in zip(found.rows, found.figures, strict=True))
    summary = Text(
        f"Gezählt: {len(found.rows)} Zellen, jede um höchstens {found.largest:g} verändert. Die Zahlen addieren sich "
        "nicht; bitte nicht summieren und keine andere Tabelle über dieselben Personen mit verborgenen Zellen zeigen.",
        f"Counted: {len(found.rows)} cells, each changed by {found.largest:g} at most. The figures do not add up; "
        "please do not sum them, and show no other table about the same persons with hidden cells.",
    )
    report = {"method": "cell-key", "cells": len(found.rows), "largest_deviation": found.largest}
    return Outcome((stream.getvalue(),), summary, report)


def _codes(file: CountFile, name: str) -> tuple[str, ...]:
    codes = tuple(entry.strip() for entry in file.column(name))
    for record, code in enumerate(codes):
        if code in ("", TOTAL):
            raise file.refusal(
                record,
                f"„{name}“ ist leer oder {TOTAL}; jeder Datensatz braucht einen Code, auch „unbekannt“ ist einer.",
                f"“{name}” is empty or {TOTAL}; every record needs a code, “unknown” is one, too.",
            )
    return codes


def _keys(file: CountFile, arguments: argparse.Namespace) -> RecordKeys:
    if arguments.key:
        return read_keys(file.column(arguments.key))
    if not arguments.id:
        raise UsageError(
            "--method cell-key braucht --id SPALTE (wer es ist) oder --key SPALTE (fertige Schlüssel).",
            "--method cell-key takes --id COLUMN (who it is) or --key COLUMN (keys that are there).",
        )
    ids = [entry.strip() for entry in file.column(arguments.id)]
    if "" in ids:
        raise file.refusal(ids.index(""), f"„{arguments.id}“ ist leer.", f"“{arguments.id}” is empty.")
    return drawn(ids, _secret(arguments))


def _parents(groupings: Mapping[str, Sequence[Grouping]]) -> dict[str, Mapping[str, str]]:
    if twice := [name for name, known in groupings.items() if len(known) > 1]:
        raise UsageError(
            f"--method cell-key kennt eine Hierarchie je Dimension, „{twice[0]}“ hat mehrere.",
            f"--method cell-key knows one hierarchy per dimension, “{twice[0]}” has several.",
        )
    return {name: known[0].parents for name, known in groupings.items()}


def _noise(arguments: argparse.Namespace) -> PerturbationTable:
    if arguments.ptable:
        return read_table(arguments.ptable.read_text(encoding="utf-8", errors="replace"), str(arguments.ptable))
    try:
        largest, variance, small = arguments.noise.split(",")
        design = Design(int(largest), float(variance), int(small))
    except ValueError:
        raise UsageError(
            f"--noise {arguments.noise}: erwartet wird zum Beispiel --noise 5,3,2.",
            f"--noise {arguments.noise}: expected for example --noise 5,3,2.",
        ) from None
    return designed(design)


def _secret(arguments: argparse.Namespace) -> bytes:
    """The secret, which never lies where the result goes."""
    path: Path | None = arguments.secret
    if path is None:
        raise UsageError(
            f"--method {arguments.method} braucht --secret DATEI; mit --new-secret wird sie angelegt.",
            f"--method {arguments.method} takes --secret FILE; --new-secret makes it.",
        )
    if arguments.output != "-" and path.resolve().parent == Path(arguments.output).resolve().parent:
        raise UsageError(
            f"{path}: Das Geheimnis darf nicht im Ordner der Ausgabe liegen.",
            f"{path}: the secret must not lie in the folder of the output.",
        )
    if arguments.new_secret:
        return create_secret(path)
    return read_secret(path)
