"""Deciding: what a recipe says about columns and rows, for tables that do not come as plain columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from teilhabe.engine.preparation.draft import Draft, RawDimension
from teilhabe.engine.preparation.meaning.roles import slug
from teilhabe.engine.preparation.recipe import FORMATS, Recipe, refuse_unknown
from teilhabe.errors import DeclarationError, UnreadableFile


def decide(name: str, draft: Draft, recipe: Recipe) -> Draft:
    """The draft without what the recipe drops; DeclarationError for a name that the table does not have.

    A dimension goes by its code or its title, a measure by its variable. Plain tables have done this with the columns
    of the file.
    """
    if draft.layout.format == "plain":
        return draft
    _refuse_unfit(draft, recipe)
    names = [key for dimension in draft.dimensions for key in _names(dimension)]
    refuse_unknown(recipe, "columns", recipe.columns, names)
    refuse_unknown(recipe, "drop", recipe.dropped_columns, [*names, *dict.fromkeys(draft.variables)])
    refuse_unknown(recipe, "drop", [column for column, _ in recipe.dropped_rows], names)
    if not recipe.drop:
        return draft
    kept = _kept(draft, recipe)
    if not kept:
        raise UnreadableFile(
            f"{name}: Was das Rezept weglässt, ist die ganze Tabelle.",
            f"{name}: what the recipe drops is the whole table.",
        )
    dimensions = [d for d in draft.dimensions if not set(_names(d)) & recipe.dropped_columns]
    return _picked(replace(draft, dimensions=dimensions), kept)


def _refuse_unfit(draft: Draft, recipe: Recipe) -> None:
    """Keys that say nothing about a table of this kind."""
    if recipe.roles:
        raise DeclarationError(
            f"{recipe.where}: roles gilt nur für einfache Tabellen; hier sagt das Format, was Werte sind.",
            f"{recipe.where}: roles is for plain tables only; here the format says what values are.",
        )
    if recipe.drop_rows and draft.layout.format not in FORMATS:
        raise DeclarationError(
            f"{recipe.where}: drop_rows gilt nicht für {draft.layout.format}; eine Zeile ist dort keine der Tabelle.",
            f"{recipe.where}: drop_rows is not for {draft.layout.format}, whose lines are no rows of the table.",
        )


def _names(dimension: RawDimension) -> list[str]:
    return [name for name in (dimension.source_name, dimension.title, slug(dimension.title)) if name]


def _kept(draft: Draft, recipe: Recipe) -> list[int]:
    """The observations that remain."""
    columns = recipe.dropped_columns
    dropped = {n for n, variable in enumerate(draft.variables) if variable in columns} if columns else set[int]()
    for column, text in recipe.dropped_rows:
        for dimension in draft.dimensions:
            if column in _names(dimension):
                dropped |= {n for n, code in enumerate(dimension.codes) if code.strip() == text}
                dropped |= {n for n, label in enumerate(dimension.labels) if label.strip() == text}
    return [n for n in range(len(draft.values)) if n not in dropped]


def _picked(draft: Draft, kept: Sequence[int]) -> Draft:
    if len(kept) == len(draft.values):
        return draft

    def pick(cells: Sequence[str]) -> list[str]:
        return [cells[n] for n in kept] if cells else []

    return replace(
        draft,
        dimensions=[
            replace(d, codes=pick(d.codes), labels=pick(d.labels), levels=pick(d.levels)) for d in draft.dimensions
        ],
        values=pick(draft.values),
        variables=pick(draft.variables),
        units=pick(draft.units),
        rows=[draft.rows[n] for n in kept],
        columns=pick(draft.columns),
        qualities=pick(draft.qualities),
        attributes={name: pick(cells) for name, cells in draft.attributes.items()},
    )
