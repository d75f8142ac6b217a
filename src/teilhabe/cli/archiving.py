"""`teilhabe forecast-archive`: how wrong forecasts of these series would have been, for the bands of others."""

from __future__ import annotations

import argparse
import hashlib
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from teilhabe.cli.forecast_files import SeriesFile, read_series
from teilhabe.cli.progress import LaterLine
from teilhabe.engine.forecasts.calibration.archive import encoded
from teilhabe.engine.forecasts.calibration.pooling import ENOUGH, build
from teilhabe.engine.forecasts.series import Kind
from teilhabe.errors import DeclarationError, InputError
from teilhabe.text import LANGUAGES

EXAMPLE = """examples:
  teilhabe forecast-archive yearly.csv quarterly.csv --card card.toml -o archive.json
  teilhabe forecast residents.csv --horizon 5 --archive archive.json

Each file holds series of one rhythm in the columns unique_id, ds, y and, if you like, kind (stock, flow, rate, share,
balance). From earlier origins of every series forecasts are made and compared with what came; only quantiles of these
errors are kept, pooled by rhythm, length and kind. The card is a TOML file of your own: title, source, licence, date.
"""


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command `forecast-archive`."""
    parser = commands.add_parser(
        "forecast-archive",
        help="learn from series how wide the bands of forecasts must be",
        description="Forecasts from earlier origins of many series; the quantiles of their errors become an archive.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="SERIES.csv", help="series in long form")
    parser.add_argument("--card", type=Path, metavar="CARD.toml", help="what is to be said of the series")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="A.json", help="where to")
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help="language of messages")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the archive of all series of the files."""
    said = _card(arguments.card) if arguments.card else {}
    files = [read_series(path, None, Kind.UNSTATED) for path in arguments.files]
    series = [each for file in files for each in file.series]
    progress = LaterLine("Rückrechnungen" if arguments.lang == "de" else "back-tests", len(series))
    archive = build(series, {**said, "files": _origin(arguments.files, files)}, progress)
    progress.clear()
    if not archive.pools:
        raise InputError(
            f"Diese Reihen ergeben an keinem Horizont {ENOUGH} Fehler; für ein Archiv sind es zu wenige oder zu kurze.",
            f"These series give {ENOUGH} errors at no horizon; for an archive they are too few or too short.",
        )
    arguments.output.write_text(encoded(archive), encoding="utf-8")
    return 0


def _card(path: Path) -> dict[str, Any]:
    try:
        return {key: str(value) for key, value in tomllib.loads(path.read_text(encoding="utf-8")).items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeclarationError(
            f"{path}: Das ist kein TOML ({error}).", f"{path}: this is no TOML ({error})."
        ) from error


def _origin(paths: Sequence[Path], files: Sequence[SeriesFile]) -> list[dict[str, Any]]:
    return [
        {
            "name": path.name,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "frequency": file.calendar.frequency.value,
            "series": len(file.series),
        }
        for path, file in zip(paths, files, strict=True)
    ]
