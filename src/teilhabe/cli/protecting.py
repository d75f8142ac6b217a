"""`teilhabe protect`: hide what could reveal a person, and as little else as it takes."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from teilhabe.cli.other_methods import (
    Outcome,
    add_method_arguments,
    noisy_outcome,
    refuse_protected,
    rounded_outcome,
)
from teilhabe.cli.progress import ProgressLine
from teilhabe.cli.protected_sheets import (
    add_table_arguments,
    linked_file,
    read_groupings,
    read_published,
    read_sheets,
    unlisted_notes,
)
from teilhabe.cli.protection_report import report_lines
from teilhabe.cli.rule_arguments import add_rule_arguments, rules_of, topics_of
from teilhabe.engine.cube.store import atomic_path
from teilhabe.engine.disclosure.costs import KINDS
from teilhabe.engine.disclosure.ledger import agree, tell, tell_method, told_before
from teilhabe.engine.disclosure.protected_files import protected_text
from teilhabe.engine.disclosure.protecting import Protection, protect
from teilhabe.errors import UsageError
from teilhabe.text import Text

EXAMPLE = """examples:
  teilhabe protect counts.csv --dimensions district,sex,age --value n -o protected.csv
  teilhabe protect counts.csv --dimensions block,sex --value n --hierarchy block=blocks.csv -o protected.csv
  teilhabe protect by-sex.csv --dimensions district,sex --value n --linked by-age.csv -o protected.csv
  teilhabe protect grants.csv --dimensions club,field --value euro --largest first,second --p-percent 10 -o -
  teilhabe protect counts.csv --dimensions district,sex --value n --method rounding --base 5 --secret KEY -o rounded.csv
  teilhabe protect persons.csv --dimensions district,sex --value n --method cell-key --id person --secret KEY -o -
"""


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
    add_table_arguments(parser)
    add_rule_arguments(parser)
    _add_search_arguments(parser)
    add_method_arguments(parser)
    parser.set_defaults(func=run)


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
    if arguments.ledger:
        agree(arguments.ledger, arguments.value, arguments.method)
    highest = max((rules.threshold, *topics.values()))
    if arguments.method == "cell-key":
        return _finish(noisy_outcome(read_groupings(arguments.hierarchy), highest, arguments), outputs, (), arguments)
    sheets = list(read_sheets(arguments))
    recognised = refuse_protected([sheet.table for sheet in sheets], arguments.force)
    if arguments.method == "rounding":
        read = [(sheet.file, sheet.columns, sheet.table) for sheet in sheets]
        return _finish(rounded_outcome(read, highest, arguments), outputs, recognised, arguments)
    progress = ProgressLine()
    tables = [sheet.table for sheet in sheets]
    earlier = told_before(arguments.ledger, arguments.value) if arguments.ledger else ()
    protection = protect(
        tables,
        rules,
        cost=arguments.cost,
        topics=topics,
        earlier=(*earlier, *read_published(arguments, sheets[0].columns)),
        progress=progress,
    )
    progress.clear()
    if arguments.ledger:  # before anything is written: rather told too much than told unnoticed
        tell(arguments.ledger, arguments.value, tables, protection.hidden)
    for sheet, hidden, output in zip(sheets, protection.hidden, outputs, strict=True):
        _write(protected_text(sheet.file, sheet.columns, hidden, sheet.table), output)
    notes = [*recognised, *(note for sheet in sheets for note in (*sheet.notes, *unlisted_notes(sheet, rules)))]
    if arguments.report:
        _write(_as_json(protection, notes), str(arguments.report))
    for text in (*notes, *_beside(outputs)):
        print(text.in_language(arguments.lang), file=sys.stderr)
    print("\n".join(report_lines(protection.report, arguments.lang)), file=sys.stderr)
    return 0


def _finish(outcome: Outcome, outputs: Sequence[str], notes: Sequence[Text], arguments: argparse.Namespace) -> int:
    """Writes what another method has made, and says what it was."""
    if arguments.ledger:
        tell_method(arguments.ledger, arguments.value, arguments.method)
    for text, output in zip(outcome.texts, outputs, strict=True):
        _write(text, output)
    if arguments.report:
        found = {**outcome.report, "notes": [note._asdict() for note in notes]}
        _write(json.dumps(found, ensure_ascii=False, indent=1) + "\n", str(arguments.report))
    for note in (*notes, *_beside(outputs), outcome.summary):
        print(note.in_language(arguments.lang), file=sys.stderr)
    return 0


def _outputs(arguments: argparse.Namespace) -> list[str]:
    """Where each table goes: linked ones beside the first, under their own name."""
    output, linked = str(arguments.output), [linked_file(entry)[0] for entry in arguments.linked]
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
