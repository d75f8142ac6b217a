"""Plain CSV: one header row; in the names of the data contract, or label columns and one or several value columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from teilhabe.engine.cube.coded import Coded, woven, zipped
from teilhabe.engine.cube.observations import ATTRIBUTES, OPTIONAL_ATTRIBUTES
from teilhabe.engine.preparation.draft import Draft, Layout, RawDimension
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.layouts.borders import bordered
from teilhabe.engine.preparation.layouts.columns import Column, holds_figures, says_nothing, value_columns
from teilhabe.engine.preparation.layouts.headings import Heading, name_of, read_headings, rest_of
from teilhabe.engine.preparation.layouts.keys import apart, completed, unclear, without_parts
from teilhabe.engine.preparation.layouts.labels import label_dimensions
from teilhabe.engine.preparation.layouts.marks import doubtful, mark_columns, marks_beside
from teilhabe.engine.preparation.layouts.origins import told
from teilhabe.engine.preparation.layouts.outlines import with_groups, with_parents
from teilhabe.engine.preparation.layouts.shape import check_sheet
from teilhabe.engine.preparation.layouts.wholes import is_whole
from teilhabe.engine.preparation.layouts.written import with_numbers, with_one_notation
from teilhabe.engine.preparation.meaning.roles import Role, by_content, by_name, slug
from teilhabe.engine.preparation.reading.grid import Sheet, column_letter
from teilhabe.engine.preparation.recipe import Recipe, refuse_unknown
from teilhabe.errors import DeclarationError, UnreadableFile
from teilhabe.text import Text

VALUE = "obs_value"
_OWN_ORIGIN = {"snapshot", "source_row", "source_column"}
"""Columns of an earlier preparation: where the figures come from now is this file."""
_VALUE_NAMES = {"value", "wert", "werte"}
_VINTAGE = re.compile(
    r"(daten_?stand|stand_der_daten|stand_daten|aktualisiert(_am)?|last_updated?|updated(_at)?|abruf(datum)?)"
)
_IS_YEAR = re.compile(r"(?:19|20)\d\d")
_WITH_UNIT = re.compile(r"(?P<number>.*[\d)])\s*(?P<unit>%|‰|€|EUR|Euro|km²|m²|ha)")


def read(name: str, sheet: Sheet, recipe: Recipe) -> Draft:
    """The observations of a plain file; UnreadableFile where no column holds values."""
    table = bordered(_without_quotes(sheet), has_header=None if recipe.header_rows is None else recipe.header_rows > 0)
    sheet, mended = with_numbers(_without_dropped_rows(table.sheet, recipe))
    found, unnamed = _columns(sheet, recipe)
    columns = _with_value(with_parents(with_groups(found)))
    is_tidy = any(column.name == VALUE for column in columns)
    draft = _tidy(columns, sheet) if is_tidy else _crossed(name, columns, sheet, recipe)
    return replace(
        draft,
        layout=replace(draft.layout, footers=table.footers),
        findings=(*table.findings, *mended, *unnamed, *draft.findings, *check_sheet(sheet)),
    )


def _without_quotes(sheet: Sheet) -> Sheet:
    """Some programs quote with single marks; then the headings tell."""
    if not all(len(cell) > 1 and cell[0] == cell[-1] == "'" for cell in map(str.strip, sheet.header)):
        return sheet
    return replace(
        sheet,
        header=tuple(map(_unquoted, sheet.header)),
        columns=[[_unquoted(cell) for cell in cells] for cells in sheet.columns],
    )


def _unquoted(cell: str) -> str:
    plain = cell.strip()
    return plain[1:-1].replace("''", "'") if len(plain) > 1 and plain[0] == plain[-1] == "'" else cell


def _columns(sheet: Sheet, recipe: Recipe) -> tuple[list[Column], list[Finding]]:
    for key, headers in (("columns", recipe.columns), ("roles", recipe.roles), ("drop", recipe.dropped_columns)):
        refuse_unknown(recipe, key, headers, [name or column_letter(n) for n, name in enumerate(sheet.header)])
    result: list[Column] = []
    findings: list[Finding] = []
    for index, (header, texts) in enumerate(zip(sheet.header, sheet.columns, strict=True)):
        letter, cells = column_letter(index), Coded.of(texts)
        is_known = bool(_known_name(header, recipe))
        if (
            (header or letter) in recipe.dropped_columns
            or (not header and _counts_rows(cells))
            or (says_nothing(cells) and bool(cells) and not is_known)
        ):
            continue
        if not header:
            findings.append(_unnamed(letter))
        name = _known_name(header, recipe) or " ".join(header.split()) or letter
        result.append(Column(header or letter, name, letter, cells, header in recipe.columns))
    return result, findings


def _known_name(header: str, recipe: Recipe) -> str:
    if header in recipe.columns:
        return recipe.columns[header]
    lower = header.strip().lower()
    return lower if lower in (VALUE, *ATTRIBUTES, *OPTIONAL_ATTRIBUTES) else ""


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
        cells = Coded.of(sheet.columns[sheet.header.index(header)])
        kept = np.flatnonzero(~cells.map(str.strip).where(text.__eq__))
        columns = [Coded.of(column).take(kept) for column in sheet.columns]
        sheet = replace(sheet, columns=columns, lines=Coded.of(sheet.lines).take(kept))
    return sheet


def _tidy(columns: Sequence[Column], sheet: Sheet) -> Draft:
    """One value per row, as the data contract has it; every column that is no attribute is a dimension."""
    by_contract = {column.name: column for column in columns}
    value = by_contract[VALUE]
    count = len(value.cells)
    given = {
        n: c.cells for n, c in by_contract.items() if n in (*ATTRIBUTES, *OPTIONAL_ATTRIBUTES) and n not in _OWN_ORIGIN
    }
    variables = given.get("variable", Coded.constant(value.header if value.header != VALUE else "", count))
    marks = mark_columns(columns)
    others = _without([c for c in columns if c.name not in (VALUE, *ATTRIBUTES, *OPTIONAL_ATTRIBUTES)], marks)
    dimensions, parts = _dimensions(others) if value.header != VALUE else (_of_contract(others, by_contract), [])
    return Draft(
        layout=_layout(sheet),
        dimensions=dimensions,
        values=_with_signs(value.cells, given.get("source_sign")),
        variables=variables,
        variable_labels={variable: variable for variable in variables.cells},
        units=given.get("unit", Coded.constant("", count)),
        rows=sheet.lines,
        columns=Coded.constant(value.letter, count),
        qualities=marks_beside([value], marks),
        attributes={name: cells for name, cells in given.items() if name != "source_sign" and any(cells.cells)},
        findings=parts,
    )


def _dimensions(labels: Sequence[Column]) -> tuple[list[RawDimension], list[Finding]]:
    """The dimensions that the label columns hold together, the finest territories first."""
    divided = [part for column in labels for part in (apart(column) or [column])]
    found, parts = without_parts(label_dimensions(divided))
    return [label.raw for label in found], parts


def _of_contract(columns: Sequence[Column], by_contract: Mapping[str, Column]) -> list[RawDimension]:
    labelled = {f"{column.name}_label" for column in columns}
    return [_dimension(column, by_contract) for column in columns if column.name not in labelled]


def _dimension(column: Column, columns: Mapping[str, Column]) -> RawDimension:
    """A column `sex_label` beside `sex` holds the labels of its codes."""
    labels = columns.get(f"{column.name}_label")
    return RawDimension(column.name, column.name, column.cells, labels.cells if labels else ())


def _with_signs(values: Coded[str], signs: Coded[str] | None) -> Coded[str]:
    """Where a sign has a column of its own, it stands in for the empty value."""
    if signs is None:
        return values
    return zipped(values, signs).map(lambda pair: pair[0] or pair[1])


def _layout(sheet: Sheet) -> Layout:
    return Layout("plain", header_rows=sheet.header_lines)


def _crossed(name: str, columns: Sequence[Column], sheet: Sheet, recipe: Recipe) -> Draft:
    """Label columns and value columns, told apart by what stands in them."""
    values = _declared_values(columns, recipe)
    if not values or not sheet.lines:
        raise UnreadableFile(
            f"{name}: Keine Spalte enthält Zahlen, die als Werte zu erkennen sind; ein Rezept kann sie unter [columns] "
            "mit obs_value benennen.",
            f"{name}: no column holds numbers that can be recognised as values; a recipe may name it obs_value under "
            "[columns].",
        )
    vintage = [column for column in columns if _VINTAGE.fullmatch(slug(column.name)) and _holds_dates(column)]
    marks = mark_columns(columns)
    labels = _without(columns, [*values, *vintage, *marks])
    needed = completed(labels, values, len(sheet.lines))
    values = _without(values, needed)
    dimensions, parts = _dimensions([*labels, *needed])
    values, mixed = with_one_notation(values, sheet.delimiter)
    read = read_headings(_names(values), _taken(dimensions))
    left_out = [column for column, heading in zip(values, read, strict=True) if heading is None]
    values = _without(values, left_out)
    headings = [heading for heading in read if heading is not None]
    variables, repeated = _variables(values, headings)
    units = [heading.unit or _unit(column) for heading, column in zip(headings, values, strict=True)]
    rows, times = len(sheet.lines), len(values)
    return Draft(
        layout=_layout(sheet),
        dimensions=[
            *(dimension.stretched(times) for dimension in dimensions),
            *(
                RawDimension(name_of(role, texts), name_of(role, texts), Coded.of(texts).repeated(rows))
                for role in headings[0].codes
                for texts in [[heading.codes[role] for heading in headings]]
            ),
        ],
        values=woven([column.cells.map(_without_unit) for column in values]),
        variables=Coded.of(variables).repeated(rows),
        variable_labels={variable: variable for variable in variables},
        units=Coded.of(units).repeated(rows),
        rows=Coded.of(sheet.lines).stretched(times),
        columns=Coded.of([column.letter for column in values]).repeated(rows),
        attributes={"vintage": vintage[0].cells.map(str.strip).stretched(times)} if vintage else {},
        qualities=marks_beside(values, marks),
        findings=(
            *map(unclear, needed),
            *parts,
            *mixed,
            *repeated,
            *map(_left_out, left_out),
            *doubtful(labels),
            *_told(values, headings),
        ),
    )


def _names(values: Sequence[Column]) -> list[str]:
    """The headings; the one that is proven to be the total of the others says so."""
    names = [column.name for column in values]
    place = rest_of(names)
    if place is not None and is_whole(values[place], [column for at, column in enumerate(values) if at != place]):
        names[place] = f"{names[place]} insgesamt"
    return names


def _taken(dimensions: Sequence[RawDimension]) -> list[Role | None]:
    """The roles that the rows have already; months as headings need rows of whole years or none."""
    roles = [_role(dimension) for dimension in dimensions]
    dated = (raw.different_texts for raw, role in zip(dimensions, roles, strict=True) if role == "time_period")
    return roles if all(_IS_YEAR.fullmatch(text) for texts in dated for text in texts) else [*roles, "part_of_year"]


def _told(values: Sequence[Column], headings: Sequence[Heading]) -> list[Finding]:
    return told([heading.codes.get("citizenship", "") for heading in headings], values[0].letter) if values else []


def _without(columns: Sequence[Column], others: Sequence[Column]) -> list[Column]:
    letters = {other.letter for other in others}
    return [column for column in columns if column.letter not in letters]


def _holds_dates(column: Column) -> bool:
    return by_content(column.different) == "time_period"


def _role(raw: RawDimension) -> Role | None:
    return by_name(raw.source_name, raw.title) or by_content(raw.different_texts)


def _variables(values: Sequence[Column], headings: Sequence[Heading]) -> tuple[list[str], list[Finding]]:
    """The measures; a column whose heading says the same as another's goes by its letter as well."""
    counted = Counter(heading.key for heading in headings)
    repeated = [heading for heading in headings if counted[heading.key] > 1]
    names = [
        f"{heading.measure} ({column.letter})".strip() if counted[heading.key] > 1 else heading.measure
        for column, heading in zip(values, headings, strict=True)
    ]
    return names, [_repeated(repeated)] if repeated else []


def _left_out(column: Column) -> Finding:
    return Finding(
        "left-out-column",
        "warning",
        Text(
            f"„{column.name}“ steht neben Spalten für Zeiträume und nennt selbst keinen; die Spalte wurde ausgelassen. "
            "Um sie zu lesen, kann ein Rezept die anderen unter drop nennen.",
            f"{column.name!r} stands beside columns of periods and names none itself; the column was left out. To read "
            "it, a recipe may name the others under drop.",
        ),
        column=column.letter,
        data={"column": column.name},
    )


def _repeated(headings: Sequence[Heading]) -> Finding:
    first, count = headings[0].measure, len(headings)
    return Finding(
        "repeated-heading",
        "warning",
        Text(
            f"{count} Spalten haben eine Überschrift, die noch einmal vorkommt (etwa „{first}“); ihre Messgrößen "
            "tragen zusätzlich den Spaltenbuchstaben.",
            f"{count} columns have a heading that occurs again (such as {first!r}); their measures carry the letter of "
            "the column as well.",
        ),
        data={"count": count, "first": first},
    )


def _unit(column: Column) -> str:
    """The unit that stands behind every number of a column, "" where some have none or another."""
    units = {match["unit"] if (match := _WITH_UNIT.fullmatch(text)) else "" for text in column.numbers}
    return units.pop() if len(units) == 1 else ""


def _without_unit(cell: str) -> str:
    match = _WITH_UNIT.fullmatch(cell.strip())
    return match["number"] if match else cell


def _declared_values(columns: Sequence[Column], recipe: Recipe) -> list[Column]:
    """The columns of figures; what a recipe says goes before what stands in them."""
    found = {column.letter for column in value_columns(columns)}
    is_value = {"value": True, "dimension": False}
    return [c for c in columns if is_value.get(recipe.roles.get(c.header, ""), c.letter in found)]


def _with_value(columns: Sequence[Column]) -> Sequence[Column]:
    """A single column of numbers called "value" or "Wert" is the value."""
    called = [column for column in columns if slug(column.name) in _VALUE_NAMES and holds_figures(column)]
    if len(called) != 1 or any(column.name == VALUE for column in columns):
        return columns
    return [replace(column, name=VALUE) if column is called[0] else column for column in columns]
