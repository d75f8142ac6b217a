"""`teilhabe pages`: a folder of finished indicators becomes page data."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from teilhabe.cli.progress import ProgressLine
from teilhabe.engine.pipeline.finished.renewal import Order, Outcome, renew
from teilhabe.text import Text

EXAMPLE = """examples:
  teilhabe pages sdg-data/data -o var/pages --meta sdg-data/meta
  teilhabe pages indicators -o var/pages --attribute "Type of estimate"

Each CSV file is one indicator (indicator_1-1-1.csv): a column of years, a column of values, and columns that divide
them, empty for all together; Units, Series and GeoCode are known by name. Written are csv/ID.csv (one line per value),
data/ID.json (by column, with the codes of each dimension and its edges), pages/de/ID.json and pages/en/ID.json (page
data with tables), and index.json. A file at fault is named and left out; the others are made.
"""
_DONE = Text(
    "{made} von {all} Indikatoren neu, {unchanged} unverändert, {gone} entfernt, {faults} fehlerhaft "
    "({seconds:.1f} s): {path}",
    "{made} of {all} indicators anew, {unchanged} unchanged, {gone} removed, {faults} at fault "
    "({seconds:.1f} s): {path}",
)


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command `pages`."""
    parser = commands.add_parser(
        "pages",
        help="turn a folder of finished indicators into page data",
        description="Page data from a folder of finished indicator files, as national SDG sites keep them; only "
        "changed files are done again.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of the CSV files")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="the folder of the page data")
    parser.add_argument("--meta", type=Path, metavar="FOLDER", help="names and notes: ID.yml or ID.md per indicator")
    parser.add_argument(
        "--attribute",
        action="append",
        default=[],
        metavar="COLUMN",
        help="a column that describes the values and divides nobody; may be given several times",
    )
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """0 where all files are done, 1 where one is at fault; each fault is one line on standard error."""
    started = time.monotonic()
    progress = ProgressLine()
    order = Order(arguments.folder, arguments.output, arguments.meta, tuple(arguments.attribute))
    outcome = renew(order, progress)
    progress.clear()
    for fault in outcome.faults:
        print(f"teilhabe: {fault.in_language(arguments.lang)}", file=sys.stderr)
    print(_summary(outcome, time.monotonic() - started, arguments))
    return 1 if outcome.faults else 0


def _summary(outcome: Outcome, seconds: float, arguments: argparse.Namespace) -> str:
    return _DONE.in_language(arguments.lang).format(
        made=len(outcome.made),
        all=outcome.files,
        unchanged=len(outcome.unchanged),
        gone=len(outcome.gone),
        faults=len(outcome.faults),
        seconds=seconds,
        path=arguments.output,
    )
