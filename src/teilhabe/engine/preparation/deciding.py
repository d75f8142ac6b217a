"""Deciding: what a recipe says about columns, rows and headings once a table has been read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from teilhabe.engine.cube.coded import Coded
from teilhabe.engine.preparation.draft import Draft, RawDimension
from teilhabe.engine.preparation.meaning.roles import slug
from teilhabe.engine.preparation.recipe import FORMATS, Recipe, refuse_unknown
from teilhabe.errors import DeclarationError, UnreadableFile


def decide(name: str, draft: Draft, recipe: Recipe) -> Draft:
    """The draft without what the recipe drops, its headings as codes where the recipe says so.

    DeclarationError for a name that the table does not have.
    """
    draft = _without_dropped(name, draft, recipe)
    return _with_headings_as_codes(draft, recipe) if recipe.headings else draft


def _with_headings_as_codes(draft: Draft, recipe: Recipe) -> Draft:
    """The measures become codes of one dimension: "C", "B", "F" are kinds of permits, not things to be measured."""
    taken = {key for dimension in draft.dimensions for key in _names(dimension)}
    if recipe.headings in taken:
        raise DeclarationError(
            f"{recipe.where}: headings nennt „{recipe.headings}“, aber die Zeilen haben dieses Merkmal schon.",
            f"{recipe.where}: headings names {recipe.headings!r}, but the rows have this dimension already.",
        )
    variables = Coded.of(draft.variables)
    if len(set(variables.cells)) < 2:
        raise DeclarationError(
            f"{recipe.where}: headings ist überflüssig; über den Werten stehen nicht mehrere Messgrößen.",
            f"{recipe.where}: headings is superfluous; there are not several measures above the values.",
        )
    labels = variables.map(lambda variable: draft.variable_labels.get(variable, variable))
    dimension = RawDimension(recipe.headings, recipe.headings, variables, labels)
    return replace(
        draft,
        dimensions=[*draft.dimensions, dimension],
        variables=Coded.constant("", len(variables)),
        variable_labels={"": ""},
    )


def _without_dropped(name: str, draft: Draft, recipe: Recipe) -> Draft:
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
