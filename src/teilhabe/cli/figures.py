"""`teilhabe figure`: one indicator's figures, with where they come from and how they were revised."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from teilhabe.cli import workspaces
from teilhabe.cli.answers import answer_lines, revision_lines
from teilhabe.engine.pipeline.city import read_city
from teilhabe.engine.pipeline.figure import Answer, ask_release, ask_workspace
from teilhabe.engine.pipeline.questions import Question
from teilhabe.engine.pipeline.revisions import revision_table
from teilhabe.errors import InputError, UsageError
from teilhabe.release.reader import open_pages

EXAMPLES = """examples:
  teilhabe figure pop_total --city kaiserslautern --place 07312 --period 2018 --json
  teilhabe figure pop_total --city kaiserslautern --as-of 2026-06-30
  teilhabe figure pop_total --city kaiserslautern --revisions
"""


def register(commands: argparse._SubParsersAction[Any]) -> None:
    parser = commands.add_parser(
        "figure",
        help="look up the figures of an indicator",
        description="Look up the figures of an indicator in a workspace (with every source cell) or in a release.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
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
    parser.add_argument("--by", metavar="DIM=CODE,…", help="only these codes of one dimension: sex=F, age=Y18T64")
    parser.add_argument("--as-of", metavar="DAY", help="the figures as they were known at the end of this day")
    parser.add_argument(
        "--revisions", action="store_true", help="every period in every vintage of its sources, with the differences"
    )
    parser.add_argument("--json", action="store_true", help="as JSON, with the formula and the source cells")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    _refuse_contradictions(arguments)
    question = Question(arguments.indicator, arguments.place, arguments.period, *by_dimension("--by", arguments.by))
    _print(_revisions(arguments, question) if arguments.revisions else _figures(arguments, question))
    return 0


def _refuse_contradictions(arguments: argparse.Namespace) -> None:
    chosen = [
        name for name in ("--release", "--as-of", "--revisions") if getattr(arguments, name[2:].replace("-", "_"))
    ]
    if len(chosen) > 1:
        raise UsageError(
            f"{chosen[0]} und {chosen[1]} schließen sich aus. Bitte eines davon weglassen.",
            f"{chosen[0]} and {chosen[1]} exclude each other. Please leave one of them out.",
        )


def _figures(arguments: argparse.Namespace, question: Question) -> Iterator[str]:
    answers = _ask(arguments, question)
    if arguments.json:
        yield _json([answer.as_dict() for answer in answers])
    else:
        yield from answer_lines(answers, arguments.lang)


def _ask(arguments: argparse.Namespace, question: Question) -> Sequence[Answer]:
    if not arguments.release:
        workspace = workspaces.find(arguments.workspace, arguments.city)
        day = workspaces.day(arguments.as_of) if arguments.as_of else None
        return ask_workspace(arguments.cities / workspace.city, workspace, question, day)
    if answers := ask_release(open_pages(arguments.release), question):
        return answers
    raise InputError(
        f"Zu „{arguments.indicator}“ gibt es für diese Auswahl keine Zahl. "
        "Ohne --place, --period und --by erscheinen alle.",
        f"There is no figure of “{arguments.indicator}” for this choice. "
        "Without --place, --period and --by all are shown.",
    )


def _revisions(arguments: argparse.Namespace, question: Question) -> Iterator[str]:
    workspace = workspaces.find(arguments.workspace, arguments.city)
    city = read_city(arguments.cities / workspace.city)
    table = revision_table(city, workspace, question)
    if arguments.json:
        yield _json(table.as_dict(city))
    else:
        yield from revision_lines(table, city, arguments.lang)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


def by_dimension(option: str, text: str | None) -> tuple[str, tuple[str, ...]]:
    """A dimension with some of its codes as an option names them: sex=F,M; nothing where the option is not given."""
    if text is None:
        return "", ()
    dimension, separator, codes = text.partition("=")
    if not separator or not codes or "=" in codes:
        raise UsageError(
            f"{option} braucht eine Dimension mit ihren Codes, zum Beispiel sex=F oder citizenship=DE,FOREIGN; "
            f"„{text}“ ist das nicht.",
            f"{option} needs one dimension with its codes, such as sex=F or citizenship=DE,FOREIGN; “{text}” is not.",
        )
    return dimension, tuple(codes.split(","))
