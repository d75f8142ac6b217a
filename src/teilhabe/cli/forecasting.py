"""`teilhabe forecast`: the next values of series, with bands that were calibrated on earlier errors."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from teilhabe.cli.forecast_files import read_series, written
from teilhabe.cli.progress import LaterLine
from teilhabe.engine.forecasts.calibration.archive import read_archive
from teilhabe.engine.forecasts.forecasting import forecast
from teilhabe.engine.forecasts.series import Kind
from teilhabe.errors import UsageError
from teilhabe.text import LANGUAGES

EXAMPLE = """examples:
  teilhabe forecast residents.csv --horizon 5
  teilhabe forecast arrivals.csv --horizon 12 --kind flow -o forecast.csv
  teilhabe forecast shares.csv --horizon 3 --kind share --levels 80,95 -o -

The file holds the columns unique_id, ds (2018, 2018-S1, 2018-Q3, 2018-04, 2018-12-31 …) and y, in any order; an empty y
is a missing value. The result holds unique_id, ds, y_hat, one pair of bounds for each level, method and note. Where no
forecast is possible, one row says why in note and holds no numbers.

Bands come from the pooled errors of earlier forecasts of other series (--archive), not from what a model says of
itself. They hold as long as nothing happens of a kind that those series have not seen.
"""
_FURTHEST = 1000


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command `forecast`."""
    parser = commands.add_parser(
        "forecast",
        help="the next values of series, with calibrated bands",
        description="The next values of series, with bands that were calibrated on the errors of earlier forecasts.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, metavar="SERIES.csv", help="series in long form: unique_id,ds,y")
    parser.add_argument("--horizon", type=int, required=True, metavar="H", help="how many periods ahead")
    parser.add_argument("--season", type=int, metavar="M", help="periods of a season (default: as ds tells)")
    parser.add_argument("--levels", default="80,95", metavar="L,…", help="levels of the bands in per cent (80,95)")
    parser.add_argument(
        "--kind", choices=[each.value for each in Kind], default=Kind.UNSTATED.value, help="what the values are"
    )
    parser.add_argument("--archive", type=Path, metavar="A.json", help="pooled errors of your own instead of ours")
    parser.add_argument("-o", "--output", default="-", metavar="OUT.csv", help="where to (default: standard output)")
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help="language of the notes")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the forecasts of all series of the file."""
    levels = _levels(arguments.levels)
    _check(arguments)
    archive = read_archive(arguments.archive) if arguments.archive else None
    file = read_series(arguments.file, arguments.season, Kind(arguments.kind))
    progress = LaterLine("Prognosen" if arguments.lang == "de" else "forecasts", len(file.series))
    found = forecast(file.series, arguments.horizon, levels=levels, archive=archive, progress=progress)
    progress.clear()
    text = written(found, arguments.horizon, levels, file.calendar, arguments.lang)
    if arguments.output == "-":
        sys.stdout.write(text)
    else:
        Path(arguments.output).write_text(text, encoding="utf-8")
    return 0


def _check(arguments: argparse.Namespace) -> None:
    if not 1 <= arguments.horizon <= _FURTHEST:
        raise UsageError(
            f"--horizon {arguments.horizon}: Erwartet wird eine Zahl von 1 bis {_FURTHEST}.",
            f"--horizon {arguments.horizon}: a number from 1 to {_FURTHEST} is expected.",
        )
    if arguments.season is not None and not 1 <= arguments.season <= _FURTHEST:
        raise UsageError(
            f"--season {arguments.season}: Erwartet wird eine Zahl von 1 (keine Saison) bis {_FURTHEST}.",
            f"--season {arguments.season}: a number from 1 (no season) to {_FURTHEST} is expected.",
        )


def _levels(text: str) -> tuple[int, ...]:
    entries = [entry.strip() for entry in text.split(",")]
    if not all(entry.isdecimal() and 50 <= int(entry) <= 99 for entry in entries):
        raise UsageError(
            f"--levels {text}: Erwartet werden ganze Zahlen von 50 bis 99, durch Komma getrennt, etwa 80,95.",
            f"--levels {text}: whole numbers from 50 to 99 are expected, divided by commas, such as 80,95.",
        )
    return tuple(sorted({int(entry) for entry in entries}))
