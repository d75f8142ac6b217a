"""The classic export of the GENESIS databases: title lines, header rows, label columns, values, a footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from teilhabe.codes.signs import QUALITY
from teilhabe.engine.preparation.draft import Draft, Layout, RawDimension
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.layouts.frame import Body, Frame, find_frame, is_used, without_bands
from teilhabe.engine.preparation.layouts.headers import Header, HeaderDimension, read_header
from teilhabe.engine.preparation.layouts.shape import cut_footer, truncated, uneven, without_footer
from teilhabe.engine.preparation.layouts.stubs import filled_down, name_for, read_stub
from teilhabe.engine.preparation.layouts.titles import Heading, names_a_table, read_heading, stand_line, unclaimed
from teilhabe.engine.preparation.meaning.roles import by_content, by_name
from teilhabe.engine.preparation.reading.grid import Grid, column_letter
from teilhabe.engine.preparation.recipe import Recipe
from teilhabe.errors import UnreadableFile
from teilhabe.text import Text


def read(name: str, grid: Grid, recipe: Recipe) -> Draft:
    """The observations of a classic file; UnreadableFile where it holds no values."""
    frame = find_frame(name, grid, recipe)
    heading = read_heading(frame.titles)
    body = without_bands(frame)
    values = [index for index in range(frame.stub, frame.width) if is_used(index, frame, body)]
    qualities = _quality_columns(values, body)
    values = [index for index in values if index not in qualities]
    if not values or not body.rows:
        raise UnreadableFile(
            f"{name}: Unter der Kopfzeile stehen keine Werte.", f"{name}: there are no values below the header."
        )
    header = read_header([[row[index] for index in values] for _, row in frame.header], heading)
    dimensions, unnamed = _named(_dimensions(frame, body, header, values), heading)
    return Draft(
        layout=_layout(frame, heading),
        dimensions=dimensions,
        values=[row[index].strip() for _, row in body.rows for index in values],
        variables=list(header.variables) * len(body.rows),
        units=list(header.units) * len(body.rows),
        rows=[line for line, _ in body.rows for _ in values],
        columns=[column_letter(index) for index in values] * len(body.rows),
        variable_labels={variable: variable for variable in header.variables},
        qualities=_qualities(values, qualities, body),
        findings=(*_shape(frame), *unnamed),
    )


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


def _dimensions(frame: Frame, body: Body, header: Header, values: Sequence[int]) -> list[RawDimension]:
    """Label columns, the band, and the header's dimensions, spread over the observations row by row."""
    times = len(values)
    labels = filled_down([[row[index].strip() for _, row in body.rows] for index in range(frame.stub)])
    heads = [frame.header[-1][1][index].strip() for index in range(frame.stub)] if frame.header else []
    stub = read_stub(labels, heads)
    if any(body.bands):
        stub.append(RawDimension("", "", body.bands))
    return [
        *(dimension.stretched(times) for dimension in stub),
        *(_spread(dimension, len(body.rows)) for dimension in header.dimensions),
    ]


def _spread(dimension: HeaderDimension, rows: int) -> RawDimension:
    return RawDimension(dimension.name, dimension.name, list(dimension.texts) * rows)


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
