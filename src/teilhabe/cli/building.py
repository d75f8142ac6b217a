"""`teilhabe build`: the whole pipeline of one city."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from teilhabe.cli import workspaces
from teilhabe.cli.explaining import lines
from teilhabe.cli.hiding import hidden_lines
from teilhabe.cli.progress import ProgressLine
from teilhabe.engine.pipeline import approvals, decisions, fingerprint
from teilhabe.engine.pipeline.build import Report, build
from teilhabe.engine.pipeline.city import read_city
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.text import Language, Text

_DONE = Text("Fassung {release} ({seconds:.1f} s): {path}", "Release {release} ({seconds:.1f} s): {path}")
_NO_FORECASTS = Text(
    "Ohne Prognosen: Die Erweiterung fehlt, die sie rechnet (pip install 'teilhabe[forecast]').",
    "Without forecasts: the extra that computes them is missing (pip install 'teilhabe[forecast]').",
)
_NEXT = Text(
    "Sie ist noch nicht freigegeben: teilhabe release approve {release} --city {city} --by NAME --purpose ZWECK "
    "--legal-basis GRUNDLAGE",
    "It is not approved yet: teilhabe release approve {release} --city {city} --by NAME --purpose PURPOSE "
    "--legal-basis BASIS",
)


def register(commands: argparse._SubParsersAction[Any]) -> None:
    parser = commands.add_parser(
        "build",
        help="build a city's release; only what is out of date",
        description="Prepare a city's sources, compute its indicators and write a release. Only what is out of date "
        "is done again.",
        epilog="example: teilhabe build cities/musterstadt --explain",
    )
    parser.add_argument(
        "city_folder", type=Path, metavar="CITY_DIR", help="the city's folder, such as cities/musterstadt"
    )
    workspaces.add_option(parser)
    parser.add_argument(
        "--explain", action="store_true", help="say of every source and indicator whether and why it was made anew"
    )
    parser.add_argument(
        "--received",
        metavar="DAY",
        help="the day on which changed files came, where sources.toml names none (default: today)",
    )
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    started = time.monotonic()
    language: Language = arguments.lang
    progress = ProgressLine()
    city = read_city(arguments.city_folder)
    reports: list[Report] = []
    received = workspaces.day(arguments.received) if arguments.received else datetime.now(tz=UTC).date()
    made = build(arguments.city_folder, arguments.workspace, progress, received)
    for _, group in groupby(made, key=lambda report: report.kind):
        alike = list(group)
        reports += alike
        progress.clear()
        for line in lines(alike, language, full=arguments.explain):
            print(line)
    _conclude(Workspace(arguments.workspace, city.id), reports, time.monotonic() - started, language)
    return 0


def _conclude(workspace: Workspace, reports: Sequence[Report], seconds: float, language: Language) -> None:
    release = workspace.newest
    path = workspace.releases / release
    print(_DONE.in_language(language).format(release=release, seconds=seconds, path=path))
    if any(report.ran for report in reports):
        if not fingerprint.forecasting_library():
            print(_NO_FORECASTS.in_language(language))
        for line in hidden_lines(decisions.kept(workspace).report, language):
            print(line)
        if all(entry.release != release for entry in approvals.read(workspace.approvals)):
            print(_NEXT.in_language(language).format(release=release, city=workspace.city))
