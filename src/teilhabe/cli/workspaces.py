"""Where the commands find a city's workspace and its releases."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import InputError, UsageError

DEFAULT = Path("var/workspace")


def add_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--workspace", type=Path, default=DEFAULT, metavar="DIR", help=f"where results are kept (default: {DEFAULT})"
    )


def add_city_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--city", metavar="ID", help="the city, where the workspace holds several")


def day(text: str) -> date:
    """The day an option names; UsageError where it is written otherwise than 2026-03-31."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"Ein Tag wird hier so geschrieben: 2026-03-31; „{text}“ ist keiner.",
            f"A day is written like 2026-03-31 here; “{text}” is none.",
        ) from error


def find(root: Path, city: str | None) -> Workspace:
    """The workspace of the named city, or of the only one there is."""
    cities = sorted(path.parent.name for path in root.glob("*/releases"))
    if not cities:
        raise InputError(
            f"Im Arbeitsbereich {root} ist noch keine Stadt gebaut. Bitte zuerst „teilhabe build cities/…“ aufrufen.",
            f"No city has been built in the workspace {root} yet. Please run “teilhabe build cities/…” first.",
        )
    if city in cities:
        return Workspace(root, city)
    if city is None and len(cities) == 1:
        return Workspace(root, cities[0])
    names = ", ".join(cities)
    raise UsageError(f"Bitte mit --city eine Stadt wählen: {names}.", f"Please choose a city with --city: {names}.")
