"""`teilhabe figure`: one indicator's figures, with where they come from."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from teilhabe.cli import workspaces
from teilhabe.engine.pipeline.figure import Answer, Question, ask_release, ask_workspace
from teilhabe.errors import InputError, UsageError
from teilhabe.release.reader import open_release


def register(commands: argparse._SubParsersAction[Any]) -> None:
    parser = commands.add_parser(
        "figure",
        help="look up the figures of an indicator",
        description="Look up the figures of an indicator in a workspace (with every source cell) or in a release.",
        epilog="example: teilhabe figure pop_total --city kaiserslautern --place 07312 --period 2018 --json",
    )
    parser.add_argument("indicator", metavar="INDICATOR", help="the indicator's id, such as pop_total")
    workspaces.add_option(parser)
    workspaces.add_city_option(parser)
    parser.add_argument(
        "--cities", type=Path, default=Path("cities"), metavar="DIR", help="the cities' folders (default: cities)"
    )
    parser.add_argument("--release", type=Path, metavar="DIR", help="ask this release instead of the workspace")
    parser.add_argument("--place", metavar="CODE", help="one place (default: the city itself)")
    parser.add_argument("--period", metavar="P", help="one period: 2018, 2018-12-31, 2018-04 (default: all)")
    parser.add_argument("--by", metavar="DIM=CODE,…", help="only these codes of a dimension: sex=F, age=Y18T64")
    parser.add_argument("--json", action="store_true", help="as JSON, with the formula and the source cells")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    question = Question(arguments.indicator, arguments.place, arguments.period, *_by(arguments.by))
    answers = _ask(arguments, question)
    if not answers:
        raise InputError(
            f"Zu „{arguments.indicator}“ gibt es für diese Auswahl keine Zahl. "
            "Ohne --place, --period und --by erscheinen alle.",
            f"There is no figure of “{arguments.indicator}” for this choice. "
            "Without --place, --period and --by all are shown.",
        )
    if arguments.json:
        json.dump([answer.as_dict() for answer in answers], sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        _print_table(answers)
    return 0


def _ask(arguments: argparse.Namespace, question: Question) -> Sequence[Answer]:
    if arguments.release:
        return ask_release(open_release(arguments.release), question)
    workspace = workspaces.find(arguments.workspace, arguments.city)
    return ask_workspace(arguments.cities / workspace.city, workspace, question)


def _by(text: str | None) -> tuple[str, tuple[str, ...]]:
    if text is None:
        return "", ()
    dimension, separator, codes = text.partition("=")
    if not separator or not codes:
        raise UsageError(
            f"--by braucht die Form DIMENSION=CODE,…, zum Beispiel sex=F; „{text}“ ist das nicht.",
            f"--by needs the form DIMENSION=CODE,…, such as sex=F; “{text}” is not.",
        )
    return dimension, tuple(codes.split(","))


def _print_table(answers: Sequence[Answer]) -> None:
    rows = [("place", "period", "code", "value", "unit", "status")]
    rows += [(a.place, a.period, a.code or "TOTAL", a.printed, a.unit, a.status) for a in answers]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(entry.ljust(width) for entry, width in zip(row, widths, strict=True)).rstrip())
