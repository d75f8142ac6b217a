"""`teilhabe`: the statistics zone's command line. One module per command group."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from teilhabe import __version__
from teilhabe.errors import TeilhabeError
from teilhabe.text import LANGUAGES, Text, preferred

EXAMPLES = """examples:
  teilhabe inspect 12411-0015.csv
  teilhabe prepare 12411-0015.csv -o population.parquet
  teilhabe build cities/musterstadt
  teilhabe figure pop_total --city kaiserslautern --period 2018
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 the input is at fault, 2 wrong usage, 3 a check failed."""
    arguments = sys.argv[1:] if arguments is None else arguments
    chosen = parser(next((word for word in arguments if word in _MODULES), "")).parse_args(arguments)
    try:
        return int(chosen.func(chosen))
    except TeilhabeError as error:
        print(f"teilhabe: {error.text.in_language(chosen.lang)}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader went away: nothing more to say
        return 0
    except OSError as error:
        print(f"teilhabe: {_denied(error).in_language(chosen.lang)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _denied(error: OSError) -> Text:
    """What the operating system refused, and where."""
    place, reason = error.filename or "stdout", error.strerror or str(error)
    return Text(
        f"{place}: Lesen oder Schreiben ist nicht möglich ({reason}).",
        f"{place}: reading or writing is not possible ({reason}).",
    )


_MODULES = {
    "inspect": "inspecting",
    "prepare": "preparing",
    "build": "building",
    "audit": "auditing",
    "figure": "figures",
    "forecast": "forecasting",
    "forecast-archive": "archiving",
    "protect": "protecting",
    "release": "releases",
    "statements": "stating",
    "project": "projecting",
    "pages": "finished",
    "demo-register": "registers",
    "doctor": "doctor",
}
"""Command → the module that runs it; modules are imported for their command only, for start-up time."""


def parser(command: str = "") -> argparse.ArgumentParser:
    """The whole command line, or that of one command; its help texts are also the reference page of the commands."""
    root = argparse.ArgumentParser(
        prog="teilhabe",
        description="From a real file to a published figure: the statistics zone of Teilhabe.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root.add_argument("--version", action="version", version=f"teilhabe {__version__}")
    root.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=preferred(os.environ),
        help="language of messages (default: German unless the environment asks for English)",
    )
    commands = root.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in [_MODULES[command]] if command else _MODULES.values():
        import_module(f"teilhabe.cli.{name}").register(commands)
    return root
