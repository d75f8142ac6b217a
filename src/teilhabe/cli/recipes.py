"""Recipes and earlier vintages on the command line: files beside a table."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from teilhabe.engine.cube.declarations import read_declaration
from teilhabe.engine.preparation import Vintage, prepare, take
from teilhabe.engine.preparation.recipe import Recipe, read_recipe


def load_recipe(path: Path | None, table: str = "") -> Recipe:
    """The recipe in a file, the empty one without a file; DeclarationError names file and place. `table` wins."""
    recipe = Recipe() if path is None else read_recipe(read_declaration(path))
    return replace(recipe, table=table) if table else recipe


def load_vintage(path: Path | None, recipe: Recipe) -> Vintage | None:
    """An earlier state of the same table, read with the same recipe; its own findings are not told again."""
    return None if path is None else prepare(take(path, recipe.table), recipe.for_earlier).vintage


def add_table_arguments(parser: argparse.ArgumentParser) -> None:
    """What both `inspect` and `prepare` may be told about a table."""
    parser.add_argument("file", type=Path, metavar="FILE", help="table file, zipped or not")
    parser.add_argument("--recipe", type=Path, metavar="R.toml", help="decisions about this table")
    parser.add_argument("--table", default="", metavar="NAME", help="which table of a workbook or archive with several")
    parser.add_argument(
        "--against",
        type=Path,
        metavar="EARLIER",
        help="an earlier state of the table: what is no revision becomes an error",
    )
