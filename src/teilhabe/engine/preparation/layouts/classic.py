"""The classic export of the GENESIS databases: title lines, header rows, label columns, values, a footer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from teilhabe.codes.signs import QUALITY
from teilhabe.engine.preparation.draft import Draft, Layout, RawDimension
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.layouts.anatomy import find_anatomy
from teilhabe.engine.preparation.layouts.figures import is_figure
from teilhabe.engine.preparation.layouts.frame import Body, Frame, find_frame, is_announced, is_used, without_bands
from teilhabe.engine.preparation.layouts.headers import Header, HeaderDimension, read_header
from teilhabe.engine.preparation.layouts.levels import with_levels
from teilhabe.engine.preparation.layouts.matrix import axes, find_matrix, told
from teilhabe.engine.preparation.layouts.periods import with_period
from teilhabe.engine.preparation.layouts.shape import cut_footer, truncated, uneven, without_footer
from teilhabe.engine.preparation.layouts.stubs import filled_down, name_for, read_stub
from teilhabe.engine.preparation.layouts.titles import (
    Heading,
    is_unit,
    names_a_table,
    read_heading,
    stand_line,
    unclaimed,
)
from teilhabe.engine.preparation.meaning.roles import by_content, by_name, slug
from teilhabe.engine.preparation.reading.grid import Grid, column_letter
from teilhabe.engine.preparation.reading.refusals import without_values
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.errors import DeclarationError
from teilhabe.text import Text


def recognises(grid: Grid) -> bool:
    """Whether the beginning of a file is no plain table: several header rows, lines across it, keys above it."""
    if is_announced(grid):
        return True
    frame = find_anatomy(grid)
    return frame is not None and is_set(frame)


def is_set(frame: Frame) -> bool:
    """Whether a table needs more than its columns to be understood."""
    return bool(len(frame.header) > 1 or frame.bands or frame.constants or find_matrix(frame))


def read(name: str, grid: Grid, recipe: Recipe) -> Draft:
    """The observations of a classic file; UnreadableFile where it holds no values."""
    if recipe.header_rows == 0:
        raise DeclarationError(
            f"{recipe.where or name}: header_rows = 0 gibt es nur für einfache Tabellen, nicht für gesetzte.",
            f"{recipe.where or name}: header_rows = 0 exists for plain tables only, not for set ones.",
        )
    found = None if is_announced(grid) else find_anatomy(grid, recipe.skip_rows, recipe.header_rows)
    return read_frame(name, found or find_frame(name, grid, recipe), recipe)


def read_frame(name: str, frame: Frame, recipe: Recipe) -> Draft:
    """The observations of a table whose parts are known."""
    heading = read_heading(frame.titles)
    body = without_bands(frame)
    values = [
        index for index in range(frame.stub, frame.width) if is_used(index, frame, body) and index not in frame.remarks
    ]
    qualities = _quality_columns(values, body)
    values = [index for index in values if index not in qualities]
    if not values or not body.rows or not _has_figures(frame, body, values):
        raise without_values(name)
    if not frame.is_announced:
        heading = _with_constants(heading, frame)
    labels = filled_down([[row[index].strip() for _, row in body.rows] for index in range(frame.stub)])
    matrix = None if frame.is_announced else find_matrix(frame)
    if matrix is None:
        header = read_header(*_header_cells(frame, values), heading)
        dimensions, unnamed = _named(_dimensions(frame, body, labels, header, values), heading)
    else:
        header = Header((), (heading.variable,) * len(values), (heading.unit,) * len(values))
        dimensions = axes(frame, matrix, labels[-1], values, len(body.rows))
        unnamed = [told(frame, matrix)]
    count = len(body.rows) * len(values)
    dimensions += [RawDimension(key, key, [text] * count) for key, text in _dimension_constants(frame, recipe)]
    dated: list[Finding] = []
    if not frame.is_announced and "time_period" not in recipe.constants:
        dimensions, dated = with_period(dimensions, heading, header.variables)
    draft = Draft(
        layout=_layout(frame, heading),
        dimensions=dimensions,
        values=[row[index].strip() for _, row in body.rows for index in values],
        variables=list(header.variables) * len(body.rows),
        units=list(header.units) * len(body.rows),
        rows=[line for line, _ in body.rows for _ in values],
        columns=[column_letter(index) for index in values] * len(body.rows),
        variable_labels={variable: variable for variable in header.variables},
        qualities=_qualities(values, qualities, body),
        findings=(*_shape(frame), *unnamed, *dated),
    )
    return with_measures_of_rows(draft)


_UNIT_NAMES = re.compile(r"(ma(ß|ss))?einheit(en)?|unit( of measure)?", re.IGNORECASE)
_MEASURE_NAMES = re.compile(
    r"indikator|kennzahl|kenngr(ö|oe)(ß|ss)e|messgr(ö|oe)(ß|ss)e|indicator|measure|variable", re.IGNORECASE
)


def _with_constants(heading: Heading, frame: Frame) -> Heading:
    """Unit and measure may stand above the table as key and value; one word behind a colon is no list of dimensions."""
    unit = next((text for key, text in frame.constants if _UNIT_NAMES.fullmatch(key)), heading.unit)
    variable = next((text for key, text in frame.constants if _MEASURE_NAMES.fullmatch(key)), heading.variable)
    dimensions = heading.dimensions if len(heading.dimensions) > 1 else ()
    return replace(heading, unit=unit, variable=variable, dimensions=dimensions)


def _dimension_constants(frame: Frame, recipe: Recipe) -> list[tuple[str, str]]:
    """The other keys; what a recipe states itself is not taken from above the table."""
    return [
        (key, text)
        for key, text in frame.constants
        if (by_name("", key) or slug(key)) not in recipe.constants
        and not _UNIT_NAMES.fullmatch(key)
        and not _MEASURE_NAMES.fullmatch(key)
    ]


def with_measures_of_rows(draft: Draft) -> Draft:
    """A label column that holds units, or is headed as the measure, says so for each row."""
    units = next((d for d in draft.dimensions if _holds_units(d)), None)
    measures = next((d for d in draft.dimensions if _MEASURE_NAMES.fullmatch(d.title.strip())), None)
    kept = [d for d in draft.dimensions if d is not units and d is not measures]
    if len(kept) == len(draft.dimensions) or not kept:
        return draft
    draft = replace(draft, dimensions=kept)
    if units is not None:
        draft = replace(draft, units=list(units.texts))
    if measures is not None:
        texts = list(measures.texts)
        different = set(draft.variables) - {""}
        names = [
            f"{text}, {name}" if len(different) > 1 else text for text, name in zip(texts, draft.variables, strict=True)
        ]
        draft = replace(draft, variables=names, variable_labels={name: name for name in names})
    return draft


def _holds_units(dimension: RawDimension) -> bool:
    if not dimension.title or dimension.labels:
        return False
    different = {text for text in dimension.codes if text}
    named = bool(_UNIT_NAMES.fullmatch(dimension.title.strip()))
    return bool(different) and (named or all(map(is_unit, different)))


def _header_cells(frame: Frame, values: Sequence[int]) -> tuple[list[list[str]], list[str]]:
    """The header rows above the values, and for each the name that stands in its row head."""
    rows = [[row[index] for index in values] for _, row in frame.header]
    if frame.is_announced:
        return rows, [""] * len(rows)
    heads = [row[frame.stub - 1] for _, row in frame.header]
    last = max((index for index, head in enumerate(heads) if head), default=0)
    is_continued = any(head.endswith(("-", ",", "/")) for head in heads[:last])
    return rows, ["" if index >= last or is_continued else head for index, head in enumerate(heads)]


def _row_heads(frame: Frame) -> list[str]:
    """The heading of each label column: the lowest; one that is wrapped over several rows is put together."""
    if frame.is_announced:
        return [frame.header[-1][1][index].strip() for index in range(frame.stub)] if frame.header else []
    result = []
    for index in range(frame.stub):
        heads = [row[index] for _, row in frame.header if row[index]]
        text = heads[-1] if heads else ""
        for above in reversed(heads[:-1]):
            if above.endswith(("-", ",", "/")) or text[:1].islower():
                text = f"{above.removesuffix('-')}{'' if above.endswith('-') else ' '}{text}"
        result.append(text)
    return result


def _has_figures(frame: Frame, body: Body, values: Sequence[int]) -> bool:
    """Where nobody announces a table, most cells have to hold figures; else it is a list of texts."""
    if frame.is_announced:
        return True
    cells = [cell for _, row in body.rows[:_SAMPLE] for index in values if (cell := row[index].strip())]
    return sum(map(is_figure, cells)) * 2 > len(cells)


_SAMPLE = 500


def _quality_columns(values: Sequence[int], body: Body) -> set[int]:
    """Columns that hold nothing but quality marks for the value on their left."""
    found = set()
    for index in values[1:]:
        cells = {row[index].strip() for _, row in body.rows}
        if cells <= QUALITY.keys() and cells != {""}:
            found.add(index)
    return found


def _qualities(values: Sequence[int], qualities: set[int], body: Body) -> list[str]:
    if not qualities:
        return []
    return [row[index + 1].strip() if index + 1 in qualities else "" for _, row in body.rows for index in values]


def _dimensions(
    frame: Frame, body: Body, labels: Sequence[Sequence[str]], header: Header, values: Sequence[int]
) -> list[RawDimension]:
    """Label columns, the band, and the header's dimensions, spread over the observations row by row."""
    times = len(values)
    heads = _row_heads(frame)
    used = [index for index in range(frame.stub) if frame.is_announced or heads[index] or any(labels[index])]
    stub = read_stub([labels[index] for index in used], [heads[index] for index in used if heads])
    if stub and not frame.is_announced:
        stub[-1] = with_levels(stub[-1], frame, [row for _, row in body.rows])
    if any(body.bands):
        stub.append(RawDimension("", "", body.bands))
    return [
        *(dimension.stretched(times) for dimension in stub),
        *(_spread(dimension, len(body.rows)) for dimension in header.dimensions),
    ]


def _spread(dimension: HeaderDimension, rows: int) -> RawDimension:
    labels = list(dimension.labels) * rows
    return RawDimension(dimension.name, dimension.name, list(dimension.texts) * rows, labels)


def _named(dimensions: list[RawDimension], heading: Heading) -> tuple[list[RawDimension], list[Finding]]:
    """Names for dimensions that have none: from the title where it lists just as many, else from codes or position."""
    count = len(dimensions[0].codes)
    roles = [
        by_name(d.source_name, d.title) or by_content(d.different_texts) or by_content(d.different_codes)
        for d in dimensions
    ]
    if heading.territory and "ref_area" not in roles:
        dimensions = [RawDimension("ref_area", "Gebiet", [heading.territory] * count), *dimensions]
        roles = ["ref_area", *roles]
    nameless = [i for i, (d, role) in enumerate(zip(dimensions, roles, strict=True)) if not d.title and not role]
    names = unclaimed(heading, roles)
    findings: list[Finding] = []
    for position, index in enumerate(nameless):
        if len(names) == len(nameless):
            title = names[position]
        else:
            title = name_for(dimensions[index], position + 1)
            findings.append(_unnamed(title, dimensions[index]))
        dimensions[index] = replace(dimensions[index], title=title)
    return dimensions, findings


def _unnamed(title: str, dimension: RawDimension) -> Finding:
    example = next((text for text in dimension.texts if text), "")
    return Finding(
        "unnamed-column",
        "note",
        Text(
            f"Eine Gliederung hat in der Datei keinen Namen (etwa „{example}“); sie heißt hier {title}.",
            f"A classification has no name in the file (such as {example!r}); it is called {title} here.",
        ),
        column=title,
    )


def _layout(frame: Frame, heading: Heading) -> Layout:
    return Layout(
        "classic",
        title=heading.title,
        table_code=heading.table_code,
        stand=stand_line((*frame.footers, *frame.titles)),
        titles=heading.lines,
        footers=frame.footers,
        header_rows=tuple(line for line, _ in frame.header),
    )


def _shape(frame: Frame) -> list[Finding]:
    """Rows of another length than the header: the last one was cut off, others are damaged; and a missing footer."""
    last, record = frame.body[-1]
    if not frame.footers and len(record) < frame.width and (last, len(record)) in frame.uneven:
        return [truncated(last, len(record), frame.width)]
    damaged = uneven(frame.uneven, frame.width)
    if not any(map(names_a_table, frame.titles)):
        return damaged
    if not frame.footers:
        damaged.append(without_footer(last, "warning" if frame.ends_with_newline else "error"))
    elif not frame.ends_with_newline and not stand_line(frame.footers):
        damaged.append(cut_footer(frame.last))
    return damaged
