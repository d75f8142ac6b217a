"""Tables: what a file holds, told by its content alone; one draft for each of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from teilhabe.engine.preparation import described
from teilhabe.engine.preparation.described.encodings import declared_encoding
from teilhabe.engine.preparation.draft import Draft
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.inspection import TableSummary
from teilhabe.engine.preparation.layouts import classic, flat, plain
from teilhabe.engine.preparation.layouts.anatomy import find_anatomy
from teilhabe.engine.preparation.layouts.blocks import Block, blocks, shifted
from teilhabe.engine.preparation.layouts.borders import lines_above
from teilhabe.engine.preparation.layouts.cells import with_read_texts
from teilhabe.engine.preparation.layouts.frame import Frame, is_announced
from teilhabe.engine.preparation.layouts.periods import with_period, with_period_of_sheet
from teilhabe.engine.preparation.layouts.sentences import with_whole_titles
from teilhabe.engine.preparation.layouts.shape import broken_off
from teilhabe.engine.preparation.layouts.title_units import with_title_unit
from teilhabe.engine.preparation.layouts.titles import read_heading
from teilhabe.engine.preparation.reading.decoding import Decoded, decode
from teilhabe.engine.preparation.reading.dialects import normalised
from teilhabe.engine.preparation.reading.grid import (
    Grid,
    Sheet,
    as_sheet,
    cut,
    cut_columns,
    ends_inside_quotes,
    recognise_delimiter,
    without_declaration,
)
from teilhabe.engine.preparation.reading.lines import without_lines, without_records
from teilhabe.engine.preparation.reading.refusals import (
    refuse_control_characters,
    refuse_other_text,
    refuse_wide,
    without_values,
)
from teilhabe.engine.preparation.reading.workbook import Worksheet, is_workbook, read_workbook
from teilhabe.engine.preparation.recipe import Format, Recipe
from teilhabe.engine.sources.snapshot import Snapshot
from teilhabe.errors import DeclarationError, UnreadableFile
from teilhabe.text import Text

_HEAD = 100
"""Records that are enough to recognise a layout."""


@dataclass(frozen=True)
class Tables:
    """The tables of a file. `encoding` and `delimiter` are "" where the file is no text or has no delimiter.

    `misfits` names the tables that were read without the recipe because it does not fit them.
    """

    drafts: Sequence[Draft]
    encoding: str = ""
    delimiter: str = ""
    findings: Sequence[Finding] = ()
    misfits: Mapping[str, DeclarationError] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(draft.layout.table for draft in self.drafts)

    @property
    def summaries(self) -> tuple[TableSummary, ...]:
        """Name, size and title of each table of a file that holds several."""
        if len(self.drafts) < 2:
            return ()
        return tuple(
            TableSummary(
                draft.layout.table, len(set(draft.rows)), len(set(draft.columns)), len(draft.values), draft.layout.title
            )
            for draft in self.drafts
        )


def read_tables(snapshot: Snapshot, recipe: Recipe) -> Tables:
    """Every table of a file; UnreadableFile where it holds none, DeclarationError where the recipe is wrong."""
    if is_workbook(snapshot.content):
        return _of_workbook(snapshot, recipe)
    decoded = decode(snapshot, recipe.encoding or declared_encoding(snapshot.content))
    refuse_control_characters(snapshot.name, decoded.text)
    drafts = described.read(snapshot.name, decoded.text) if recipe.format is None else None
    if drafts is not None:
        return Tables(
            drafts, decoded.encoding, findings=(*decoded.findings, *(_cut(decoded) if decoded.is_cut else ()))
        )
    return _of_text(snapshot.name, decoded, recipe)


def _of_text(name: str, decoded: Decoded, recipe: Recipe) -> Tables:
    """Delimited text holds one table."""
    refuse_other_text(name, decoded.text)
    text, declared = without_declaration(decoded.text)
    if not (recipe.delimiter or declared):
        text, declared = normalised(text)
    delimiter = recipe.delimiter or declared or recognise_delimiter(text)
    refuse_wide(name, text, delimiter)
    draft = _draft(name, without_lines(recipe.where, text, recipe.drop_rows), delimiter, recipe)
    return Tables((draft,), decoded.encoding, delimiter, (*decoded.findings, *_cut(decoded)))


def _of_workbook(snapshot: Snapshot, recipe: Recipe) -> Tables:
    """A workbook holds as many tables as its sheets have; title sheets, imprints and notes hold none."""
    drafts: list[Draft] = []
    misfits: dict[str, DeclarationError] = {}
    reasons: list[UnreadableFile] = []
    sheets = read_workbook(snapshot.name, snapshot.content)
    for sheet, block, name in _blocks(sheets, recipe):
        where = f"{snapshot.name}, {name}"
        try:
            try:
                draft = _of_block(where, sheet, block, recipe)
            except DeclarationError as error:
                draft = _of_block(where, sheet, block, Recipe())
                misfits[name] = error
        except UnreadableFile as error:
            reasons.append(error)
        else:
            draft = draft if "time_period" in recipe.constants else with_period_of_sheet(draft, sheet.name)
            drafts.append(replace(draft, layout=replace(draft.layout, table=name)))
    if not drafts:
        raise reasons[0] if len(reasons) == 1 else _without_tables(snapshot.name, len(sheets))
    return Tables(drafts, misfits=misfits)


def _blocks(sheets: Sequence[Worksheet], recipe: Recipe) -> Iterator[tuple[Worksheet, Block, str]]:
    """The tables of all sheets with their names; the second of a sheet is called "Sheet · 2".

    Where a person says how many lines to skip, a sheet is one table.
    """
    is_told = recipe.skip_rows is not None or recipe.header_rows is not None
    for sheet in sheets:
        grid = without_records(recipe.where, sheet.grid, recipe.drop_rows)
        found = [Block(grid)] if is_told else blocks(grid)
        for number, block in enumerate(found, 1):
            yield sheet, block, sheet.name if number == 1 else f"{sheet.name} · {number}"


def _without_tables(name: str, sheets: int) -> UnreadableFile:
    return UnreadableFile(
        f"{name}: Auf keinem der {sheets} sichtbaren Blätter der Arbeitsmappe steht eine Tabelle mit Zahlen.",
        f"{name}: none of the {sheets} visible sheets of the workbook holds a table of figures.",
    )


def _of_block(where: str, sheet: Worksheet, block: Block, recipe: Recipe) -> Draft:
    grid = block.grid
    head = replace(grid, records=grid.records[:_HEAD], lines=grid.lines[:_HEAD])
    draft = _with_width(_of_grid(where, grid, recipe), head)
    draft = replace(draft, findings=(*draft.findings, *_mended(sheet)))
    return with_read_texts(shifted(draft, block.offset), sheet, recipe)


def _mended(sheet: Worksheet) -> list[Finding]:
    if not sheet.mended:
        return []
    return [
        Finding(
            "mended-encoding",
            "note",
            Text(
                f"In {sheet.mended} Zellen waren Umlaute falsch gespeichert; sie wurden berichtigt.",
                f"In {sheet.mended} cells letters were stored wrongly; they were mended.",
            ),
            data={"places": sheet.mended},
        )
    ]


def _of_grid(where: str, grid: Grid, recipe: Recipe) -> Draft:
    """A grid in the layout that its cells show; notes below a plain table are no rows of it."""
    if recipe.format == "flat" or (recipe.format is None and flat.is_flat(next(filter(any, grid.records), []))):
        return _read(where, "flat", grid, as_sheet(where, grid, recipe.skip_rows or 0), recipe)
    frame = None if is_announced(grid) else find_anatomy(grid, recipe.skip_rows, recipe.header_rows)
    is_plain = frame is not None and not classic.is_set(frame)
    if frame is None or recipe.format == "classic" or (recipe.format is None and not is_plain):
        return _read(where, "classic", grid, None, recipe)
    draft = _read(where, "plain", grid, as_sheet(where, _core(grid, frame), 0, len(frame.header)), recipe)
    heading = read_heading(frame.titles)
    layout = replace(draft.layout, titles=heading.lines, footers=frame.footers, title=heading.title)
    return replace(draft, layout=layout)


def _core(grid: Grid, frame: Frame) -> Grid:
    rows = [(line, list(record)) for line, record in (*frame.header, *frame.body)]
    return replace(grid, records=[record for _, record in rows], lines=[line for line, _ in rows])


def _draft(name: str, text: str, delimiter: str, recipe: Recipe) -> Draft:
    head = with_whole_titles(cut(name, text, delimiter, _HEAD))
    found = recipe.format or _recognise(head)
    if found == "classic":
        draft = _read(name, found, with_whole_titles(cut(name, text, delimiter)), None, recipe)
    else:
        skip = lines_above(head) if recipe.skip_rows is None else recipe.skip_rows
        draft = _read(name, found, head, cut_columns(name, text, delimiter, skip, recipe.header_rows or 1), recipe)
    return _with_width(draft, head)


def _read(name: str, found: Format, grid: Grid, sheet: Sheet | None, recipe: Recipe) -> Draft:
    """The draft of a grid, or of the columns below its header; UnreadableFile where it holds no values."""
    if sheet is None:
        draft = classic.read(name, grid, recipe)
    else:
        draft = flat.read(name, sheet) if found == "flat" else _with_titles(plain.read(name, sheet, recipe), grid)
    if not draft.values:
        raise without_values(name)
    return draft if found == "flat" else _told_by_titles(draft, recipe)


def _told_by_titles(draft: Draft, recipe: Recipe) -> Draft:
    """The draft with the period and the unit that only the titles name; a classic table knows its period already."""
    titles = draft.layout.titles
    if draft.layout.format == "plain" and "time_period" not in recipe.constants:
        dimensions, dated = with_period(draft.dimensions, read_heading(titles), draft.variables)
        draft = replace(draft, dimensions=dimensions, findings=(*draft.findings, *dated))
    return draft if "unit" in recipe.constants else with_title_unit(draft, titles)


def _with_titles(draft: Draft, head: Grid) -> Draft:
    """The lines above the header of a plain table say what it is about."""
    first = min(draft.layout.header_rows, default=1)
    above = [record for record, line in zip(head.records, head.lines, strict=True) if line < first]
    titles = tuple(text for record in above if (text := f"{head.delimiter} ".join(filter(None, record)).strip("# ")))
    return replace(draft, layout=replace(draft.layout, title=titles[0] if titles else "", titles=titles))


def _with_width(draft: Draft, head: Grid) -> Draft:
    """The draft with the number of columns and what stands above each."""
    width, headings = _width(head, draft.layout.header_rows), _headings(head, draft.layout.header_rows)
    return replace(draft, layout=replace(draft.layout, columns=width, headings=headings))


def _headings(head: Grid, header_rows: Sequence[int]) -> tuple[str, ...]:
    """What stands above each column, the texts of several header rows joined."""
    records = [record for record, line in zip(head.records, head.lines, strict=True) if line in header_rows]
    return tuple(" ".join(" ".join(cells).split()) for cells in zip_longest(*records, fillvalue=""))


def _width(head: Grid, header_rows: Sequence[int]) -> int:
    """The columns of the header, empty ones at its end not counted."""
    of_header = [record for record, line in zip(head.records, head.lines, strict=True) if line in header_rows]
    records = of_header or head.records
    return max((place for record in records for place, cell in enumerate(record, 1) if cell), default=0)


def _recognise(head: Grid) -> Format:
    skip = lines_above(head)
    first = next((r for line, r in zip(head.lines, head.records, strict=True) if line > skip and any(r)), [])
    if flat.is_flat(first):
        return "flat"
    return "classic" if classic.recognises(head) else "plain"


def _cut(decoded: Decoded) -> list[Finding]:
    if decoded.is_cut or ends_inside_quotes(decoded.text):
        return [broken_off(decoded.text.count("\n") + (not decoded.text.endswith("\n")))]
    return []
