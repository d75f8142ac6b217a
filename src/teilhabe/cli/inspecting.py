"""`teilhabe inspect`: what a file is and what it holds, recognised by its content."""

from __future__ import annotations

import argparse
import json
from typing import Any

from teilhabe.cli.recipes import add_table_arguments, load_recipe, load_vintage
from teilhabe.cli.showing import lines
from teilhabe.engine.preparation import inspect, take
from teilhabe.engine.preparation.inspection import to_mapping
from teilhabe.engine.preparation.proposing import propose

EXAMPLE = """example:
  teilhabe inspect 12411-0015.csv
  teilhabe inspect 12411-0015.csv --propose > 12411-0015.recipe.toml
"""


def register(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command `inspect`."""
    parser = commands.add_parser(
        "inspect",
        help="say what a table file is and holds",
        description="Format, encoding, header, dimensions with their roles, values, units, signs, totals, findings.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_table_arguments(parser)
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="everything, as JSON")
    output.add_argument("--propose", action="store_true", help="a recipe to start from, as TOML")
    parser.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the inspection in the form asked for; 0 where the file can be read at all."""
    recipe = load_recipe(arguments.recipe, arguments.table)
    inspection = inspect(take(arguments.file, recipe.table), recipe, load_vintage(arguments.against, recipe))
    if arguments.json:
        print(json.dumps(to_mapping(inspection), ensure_ascii=False, indent=1))
    elif arguments.propose:
        print(propose(inspection), end="")
    else:
        print("\n".join(lines(inspection, arguments.lang)))
    return 0
