"""`teilhabe demo-register`: an invented register of single persons, to try the register adapter with."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from teilhabe.cli.progress import ProgressLine
from teilhabe.engine.cube.store import atomic_path
from teilhabe.engine.generator.person_files import NOTICE, write_csv, write_parquet
from teilhabe.engine.generator.persons import RegisterConfig
from teilhabe.errors import UsageError
from teilhabe.text import Language, Text
from teilhabe.wording.numbers import format_number

MOST_PERSONS, MOST_ROWS, MOST_DISTRICTS = 20_000_000, 500_000_000, 500
FIRST_YEAR, LAST_YEAR = 1990, 2099
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
EXAMPLE = """examples:
  teilhabe demo-register --persons 120000
  teilhabe demo-register --persons 100000 --years 2011-2025 -o erfundenes-register.parquet

All persons are invented; the file says so in its first line and in every person's number.
"""
_WRITTEN = Text(
    "{notice}\n{rows} Zeilen in {file}: je Person und Stichtag (31. Dezember) eine.\n\n"
    "So wird die Datei zu einem Datensatz. In city.toml:\n",
    "{notice}\n{rows} rows in {file}: one for each person and reference date (31 December).\n\n"
    "This is how the file becomes a dataset. In city.toml:\n",
)
_UNIT = """
[statistics_unit]
name = "Statistikstelle"
legal_basis = "…"
"""
_SOURCES = Text("In sources.toml:\n", "In sources.toml:\n")
_DATASET = """
[datasets.register]
file = "{file}"
title = {{ de = "Erfundenes Melderegister", en = "Invented register of residents" }}
publisher = {{ de = "Generator von Teilhabe, erfundene Daten", en = "Generator of Teilhabe, invented data" }}
licence = "CC0-1.0"
complete = true
[datasets.register.persons]
id = "person_id"
reference_date = "stichtag"
sex = "geschlecht"
age = {{ birth_date = "geburtsdatum" }}
citizenship = ["staat_1", "staat_2"]
ref_area = "stadtteil"
residence_status = "aufenthalt"
stay = "zuzug"
migration_status = {{ birth_country = "geburtsland" }}
residence = "wohnung"
"""


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command `demo-register`."""
    parser = commands.add_parser(
        "demo-register",
        help="write an invented register of single persons",
        description="An invented register of residents, one row for each person and reference date. The city keeps its "
        "size: so many persons on each date.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--persons", type=int, required=True, metavar="N", help="persons on each reference date")
    parser.add_argument(
        "--years", default="2025", metavar="YEAR|FROM-TO", help="counted on 31 December of each (default: 2025)"
    )
    parser.add_argument("--districts", type=int, default=18, metavar="N", help="districts of the city (default: 18)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another seed, another city (default: 1)")
    parser.add_argument(
        "-o",
        "--output",
        default="erfundenes-register.csv",
        metavar="FILE.csv|FILE.parquet|-",
        help="where to (default: erfundenes-register.csv; - is standard output)",
    )
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the register; afterwards say how a city declares it."""
    config = _config(arguments)
    progress = ProgressLine()

    def told(done: int, total: int) -> None:
        progress(Path(arguments.output).name, done, total)

    if arguments.output == "-":
        write_csv(config, sys.stdout.buffer, told)
        progress.clear()
        return 0
    with atomic_path(_target(arguments.output)) as part:
        if arguments.output.endswith(".parquet"):
            write_parquet(config, part, told)
        else:
            with part.open("wb") as stream:
                write_csv(config, stream, told)
    progress.clear()
    print(_how_to_declare(Path(arguments.output), config, arguments.lang))
    return 0


def _config(arguments: argparse.Namespace) -> RegisterConfig:
    """UsageError for numbers out of bounds."""
    years = _years(arguments.years)
    _bounded("--persons", arguments.persons, 1, MOST_PERSONS)
    _bounded("--persons × --years", arguments.persons * len(years), 1, MOST_ROWS)
    _bounded("--districts", arguments.districts, 1, MOST_DISTRICTS)
    _bounded("--seed", arguments.seed, 0, 2**63 - 1)
    return RegisterConfig(arguments.persons, years, arguments.districts, arguments.seed)


def _years(text: str) -> tuple[int, ...]:
    match = _YEARS.fullmatch(text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise UsageError(
            f"--years {text}: Bitte ein Jahr oder einen Zeitraum von {FIRST_YEAR} bis {LAST_YEAR} angeben, "
            "zum Beispiel 2011-2025.",
            f"--years {text}: please name a year or a span from {FIRST_YEAR} to {LAST_YEAR}, such as 2011-2025.",
        )
    return tuple(range(first, last + 1))


def _bounded(option: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise UsageError(
            f"{option}: {value} ist nicht möglich; erlaubt ist {least} bis {most}.",
            f"{option}: {value} is not possible; allowed is {least} to {most}.",
        )


def _target(output: str) -> Path:
    path = Path(output)
    if path.suffix not in (".csv", ".parquet"):
        raise UsageError(
            f"{output}: Die Ausgabe endet auf .csv oder .parquet, oder sie ist „-“.",
            f"{output}: the output ends in .csv or .parquet, or it is '-'.",
        )
    if not path.absolute().parent.is_dir():
        raise UsageError(
            f"{output}: Den Ordner {path.parent} gibt es nicht.", f"{output}: there is no folder {path.parent}."
        )
    return path


def _how_to_declare(path: Path, config: RegisterConfig, language: Language) -> str:
    shown = format_number(config.persons * len(config.years), 0, language)
    written = _WRITTEN.in_language(language).format(notice=NOTICE.in_language(language), rows=shown, file=path)
    parts: Sequence[str] = (
        written,
        _UNIT.strip(),
        "",
        _SOURCES.in_language(language),
        _DATASET.format(file=path.absolute()).strip(),
    )
    return "\n".join(parts)
