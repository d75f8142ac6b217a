"""Recipes on the command line: a TOML file beside a table."""

from __future__ import annotations

from pathlib import Path

from teilhabe.engine.cube.declarations import read_declaration
from teilhabe.engine.preparation.recipe import Recipe, read_recipe


def load_recipe(path: Path | None) -> Recipe:
    """The recipe in a file, the empty one without a file; DeclarationError names file and place."""
    return Recipe() if path is None else read_recipe(read_declaration(path))
