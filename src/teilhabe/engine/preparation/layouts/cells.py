"""Cells: in a workbook a number is a number whatever its marks; only texts that look like numbers need reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from teilhabe.engine.preparation.draft import Draft
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.meaning.notation import (
    Measure,
    Notation,
    may_be_either,
    parts_of_number,
    recognise_notation,
)
from teilhabe.engine.preparation.reading.grid import column_letter
from teilhabe.engine.preparation.reading.workbook import Worksheet
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.text import Text

_POINT = "."


def with_read_texts(draft: Draft, sheet: Worksheet, recipe: Recipe) -> Draft:
    """The draft of a sheet with a decimal point in every value.

    Values of number cells have one already. Those of text cells get one in the notation that all of them agree on, and
    an error where "1.234" may mean two things.
    """
    places = {(row, column_letter(index)) for row, index in sheet.texts}
    found = [i for i, place in enumerate(zip(draft.rows, draft.columns, strict=True)) if place in places]
    texts = {draft.values[index] for index in found if parts_of_number(draft.values[index])}
    layout = replace(draft.layout, decimal=_POINT)
    if not any(mark in text for text in texts for mark in ",."):
        return replace(draft, layout=layout)
    notation = _notation(texts, recipe)
    read = {text: _pointed(text, notation) for text in texts}
    values = list(draft.values)
    for index in found:
        values[index] = read.get(values[index], values[index])
    return replace(draft, layout=layout, values=values, findings=(*draft.findings, *_ambiguous(draft, found, notation)))


def _notation(texts: set[str], recipe: Recipe) -> Notation:
    if recipe.decimal:
        return Notation(recipe.decimal, "." if recipe.decimal == "," else ",")
    return recognise_notation([Measure(texts)], ";")


def _pointed(text: str, notation: Notation) -> str:
    """The text with a point for its decimal mark and nothing between thousands."""
    match = parts_of_number(text)
    assert match is not None, "only texts that look like numbers come here"
    body = match[3]
    if notation.grouping:
        body = body.replace(notation.grouping, "")
    body = body.replace(notation.decimal, _POINT)
    return f"{match[1]}{match[2]}{body}{match[4] or ''}{match[5]}{match[6]}"


def _ambiguous(draft: Draft, found: list[int], notation: Notation) -> list[Finding]:
    if notation.is_certain:
        return []
    place = next(index for index in found if may_be_either(draft.values[index]))
    text, data = draft.values[place], _data(draft, found)
    return [
        Finding(
            "ambiguous-number",
            "error",
            Text(
                f"„{text}“ steht als Text in der Zelle und kann zweierlei heißen; als Dezimalzeichen gilt "
                f"„{notation.decimal}“. Ein Rezept kann decimal angeben.",
                f"{text!r} stands in its cell as a text and may mean two things; {notation.decimal!r} is read as the "
                "decimal mark. A recipe may state decimal.",
            ),
            row=draft.rows[place],
            column=draft.columns[place],
            data=data,
        )
    ]


def _data(draft: Draft, found: list[int]) -> Mapping[str, str | int | float]:
    return {"count": sum(may_be_either(draft.values[index]) for index in found)}
