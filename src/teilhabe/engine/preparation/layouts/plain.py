"""Plain CSV: one header row; in the names of the data contract, or label columns and one or several value columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from teilhabe.codes.signs import SIGNS
from teilhabe.engine.cube.observations import ATTRIBUTES, OPTIONAL_ATTRIBUTES
from teilhabe.engine.preparation.draft import Draft, Layout, RawDimension
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.layouts.labels import Column, is_identifier, label_dimensions
from teilhabe.engine.preparation.layouts.shape import check_sheet
from teilhabe.engine.preparation.layouts.titles import measure
from teilhabe.engine.preparation.meaning.roles import by_content, by_name, slug
from teilhabe.engine.preparation.reading.grid import Sheet, column_letter
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.errors import DeclarationError, UnreadableFile
from teilhabe.text import Text

VALUE = "obs_value"
_OWN_ORIGIN = {"snapshot", "source_row", "source_column"}
"""Columns of an earlier preparation: where the figures come from now is this file."""
_VALUE_NAMES = {"value", "wert", "werte"}
_NUMBER = re.compile(r"\(?[+\-−–]?\s*\d[\d\s.,'\u00a0\u202f]*(?:e[+-]?\d+)?\)?\s*[A-Za-z]{0,2}", re.IGNORECASE)

_NAMES_DIMENSION = re.compile(r"[^_]+(_in)?(_(jahren?|years?|groups?))?")
"""Numbers below "Alter" are ages; those below "alter_unter_6" count people of that age."""


def read(name: str, sheet: Sheet, recipe: Recipe) -> Draft:
    """The observations of a plain file; UnreadableFile where no column holds values."""
    sheet = _without_dropped_rows(sheet, recipe)
    found, unnamed = _columns(sheet, recipe)
    columns = _with_value(found)
    is_tidy = any(column.name == VALUE for column in columns)
    draft = _tidy(columns, sheet) if is_tidy else _crossed(name, columns, sheet)
    return replace(draft, findings=(*unnamed, *check_sheet(sheet)))


def _columns(sheet: Sheet, recipe: Recipe) -> tuple[list[Column], list[Finding]]:
    for header in recipe.columns:
        if header not in sheet.header:
            raise DeclarationError(
                f"{recipe.where}: columns nennt „{header}“, aber die Datei hat nur: {', '.join(sheet.header)}.",
                f"{recipe.where}: columns names {header!r}, but the file has only: {', '.join(sheet.header)}.",
            )
    result: list[Column] = []
    findings: list[Finding] = []
    for index, (header, cells) in enumerate(zip(sheet.header, sheet.columns, strict=True)):
        letter = column_letter(index)
        if (
            header in recipe.dropped_columns
            or (not header and _counts_rows(cells))
            or _says_nothing(header, cells, recipe)
        ):
            continue
        if not header:
            findings.append(_unnamed(letter))
        result.append(Column(header or letter, _known_name(header, recipe) or header or letter, letter, cells))
    return result, findings


def _known_name(header: str, recipe: Recipe) -> str:
    if header in recipe.columns:
        return recipe.columns[header]
    lower = header.strip().lower()
    return lower if lower in (VALUE, *ATTRIBUTES, *OPTIONAL_ATTRIBUTES) else ""


def _says_nothing(header: str, cells: Sequence[str], recipe: Recipe) -> bool:
    """A column without a single text is neither values nor a dimension; one of the contract stays."""
    return not any(cell.strip() for cell in cells) and bool(cells) and not _known_name(header, recipe)


def _counts_rows(cells: Sequence[str]) -> bool:
    """A column without a name that only counts the rows, from 0 or 1."""
    return any(list(cells) == [str(i) for i in range(start, start + len(cells))] for start in (0, 1))


def _unnamed(letter: str) -> Finding:
    return Finding(
        "unnamed-column",
        "note",
        Text(
            f"Spalte {letter} hat keine Überschrift; sie heißt hier {letter}.",
            f"Column {letter} has no heading; it is called {letter} here.",
        ),
        column=letter,
    )


def _without_dropped_rows(sheet: Sheet, recipe: Recipe) -> Sheet:
    for header, text in recipe.dropped_rows:
        if header not in sheet.header:
            raise DeclarationError(
                f"{recipe.where}: drop nennt die Spalte „{header}“, die es in der Datei nicht gibt.",
                f"{recipe.where}: drop names the column {header!r}, which the file does not have.",
            )
        cells = sheet.columns[sheet.header.index(header)]
        kept = [index for index, cell in enumerate(cells) if cell.strip() != text]
        columns = [[column[index] for index in kept] for column in sheet.columns]
        sheet = replace(sheet, columns=columns, lines=[sheet.lines[index] for index in kept])
    return sheet


def _tidy(columns: Sequence[Column], sheet: Sheet) -> Draft:
    """One value per row, as the data contract has it; every column that is no attribute is a dimension."""
    by_contract = {column.name: column for column in columns}
    value = by_contract[VALUE]
    count = len(value.cells)
    given = {
        n: c.cells for n, c in by_contract.items() if n in (*ATTRIBUTES, *OPTIONAL_ATTRIBUTES) and n not in _OWN_ORIGIN
    }
    variables = given.get("variable", (value.header if value.header != VALUE else "",) * count)
    dimensions = [c for c in columns if c.name not in (VALUE, *ATTRIBUTES, *OPTIONAL_ATTRIBUTES)]
    labelled = {f"{c.name}_label" for c in dimensions}
    return Draft(
        layout=_layout(sheet),
        dimensions=[_dimension(c, by_contract) for c in dimensions if c.name not in labelled],
        values=_with_signs(value.cells, given.get("source_sign")),
        variables=variables,
        variable_labels={variable: variable for variable in set(variables)},
        units=given.get("unit", ("",) * count),
        rows=sheet.lines,
        columns=(value.letter,) * count,
        attributes={name: cells for name, cells in given.items() if name != "source_sign" and any(cells)},
    )


def _dimension(column: Column, columns: Mapping[str, Column]) -> RawDimension:
    """A column `sex_label` beside `sex` holds the labels of its codes."""
    labels = columns.get(f"{column.name}_label")
    return RawDimension(column.name, column.name, column.cells, labels.cells if labels else ())


def _with_signs(values: Sequence[str], signs: Sequence[str] | None) -> Sequence[str]:
    """Where a sign has a column of its own, it stands in for the empty value."""
    if signs is None:
        return values
    return [value or sign for value, sign in zip(values, signs, strict=True)]


def _layout(sheet: Sheet) -> Layout:
    return Layout("plain", header_rows=sheet.header_lines)


def _crossed(name: str, columns: Sequence[Column], sheet: Sheet) -> Draft:
    """Label columns and value columns, told apart by what stands in them."""
    values = _value_columns(columns)
    if not values or not sheet.lines:
        raise UnreadableFile(
            f"{name}: Keine Spalte enthält Zahlen, die als Werte zu erkennen sind; ein Rezept kann sie unter [columns] "
            "mit obs_value benennen.",
            f"{name}: no column holds numbers that can be recognised as values; a recipe may name it obs_value under "
            "[columns].",
        )
    labels = [column for column in columns if column not in values]
    header = _header_dimension(values)
    parts = [("", "")] * len(values) if header else [measure(c.name) or (c.name, "") for c in values]
    rows, times = len(sheet.lines), len(values)
    return Draft(
        layout=_layout(sheet),
        dimensions=[
            *(dimension.stretched(times) for dimension in label_dimensions(labels)),
            *([RawDimension(header, header, [c.name for c in values] * rows)] if header else ()),
        ],
        values=list(chain.from_iterable(zip(*(column.cells for column in values), strict=True))),
        variables=[variable for variable, _ in parts] * rows,
        variable_labels={variable: variable for variable, _ in parts},
        units=[unit for _, unit in parts] * rows,
        rows=[line for line in sheet.lines for _ in values],
        columns=[column.letter for column in values] * rows,
    )


def _with_value(columns: Sequence[Column]) -> Sequence[Column]:
    """A single column of numbers called "value" or "Wert" is the value."""
    called = [column for column in columns if slug(column.name) in _VALUE_NAMES and _holds_numbers(column.cells)]
    if len(called) != 1 or any(column.name == VALUE for column in columns):
        return columns
    return [replace(column, name=VALUE) if column is called[0] else column for column in columns]


def _value_columns(columns: Sequence[Column]) -> list[Column]:
    """Columns of numbers that are not the codes, dates or ages of something."""
    return [column for column in columns if _holds_numbers(column.cells) and not _is_label(column)]


def _holds_numbers(cells: Sequence[str]) -> bool:
    """Some numbers, and nothing else than numbers and signs."""
    different = {cell.strip() for cell in cells}
    numbers = {cell for cell in different if _NUMBER.fullmatch(cell)}
    return bool(numbers) and different - numbers <= SIGNS.keys()


def _is_label(column: Column) -> bool:
    if by_content({column.name}) in ("time_period", "age"):
        return False  # a heading "2014" or "0 - 9" stands over values of that year or age
    role = by_name(column.name, column.name)
    if role in ("age", "residence_status") and not is_identifier(column.name):
        return _NAMES_DIMENSION.fullmatch(slug(column.name)) is not None
    return role is not None or is_identifier(column.name)


def _header_dimension(values: Sequence[Column]) -> str:
    """The dimension that all headings of the value columns are codes of: years, ages, sexes."""
    return by_content({column.name for column in values}) or "" if len(values) > 1 else ""
