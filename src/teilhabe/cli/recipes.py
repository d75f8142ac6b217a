"""Recipes on the command line: a TOML file beside a table."""

from __future__ import annotations

import tomllib
from pathlib import Path

from teilhabe.engine.preparation.recipe import Recipe, read_recipe
from teilhabe.errors import DeclarationError


def load_recipe(path: Path | None) -> Recipe:
    """The recipe in a file, the empty one without a file; DeclarationError names file and place."""
    if path is None:
        return Recipe()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DeclarationError(
            f"{path}: Das Rezept lässt sich nicht lesen ({error}).", f"{path}: the recipe cannot be read ({error})."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise DeclarationError(
            f"{path}: Das Rezept ist kein gültiges TOML ({error}).", f"{path}: the recipe is not valid TOML ({error})."
        ) from error
    return read_recipe(content, str(path))
