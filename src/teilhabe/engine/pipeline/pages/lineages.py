"""How one published figure came about: the formula with numbers put in, and the cells it was read from."""

from __future__ import annotations

from collections.abc import Iterable

from teilhabe.engine.cube.query import CellReference, Sum
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline.pages.certainty import quality_line
from teilhabe.engine.pipeline.pages.formulas import formula
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.results import Figure
from teilhabe.release.pages import Lineage, SourceCell
from teilhabe.text import Text

_MORE = Text(
    "weitere {cells} Zellen der Datei {file}, Zeilen {first} bis {last}",
    "further {cells} cells of the file {file}, lines {first} to {last}",
)
_CONFIDENTIAL = Text(
    "aus der Datei {file}; ihre einzelnen Zellen bleiben in der Statistikstelle",
    "from the file {file}; its single cells stay in the statistics unit",
)
_NOBODY = Text("keine Zeile in der Datei {file}: niemand", "no line in the file {file}: nobody")
_WHOLE = Text("insgesamt", "total")


def lineage_id(definition: Definition, figure: Figure) -> str:
    """The anchor of a figure's lineage on its page, which a variant's figures share with those of its indicator."""
    value = figure.value
    variant = definition.id.removeprefix(f"{definition.variant.of}-") if definition.variant else ""
    parts = (variant, value.place, value.period, value.breakdown, value.code)
    return "l-" + "-".join(part.replace("/", "_") for part in parts if part)


def lineage(words: Words, definition: Definition, figure: Figure) -> Lineage | None:
    """The figure's lineage; None for a protected or missing one, whose origin would give it away or is empty."""
    if figure.status not in ("value", "sign"):
        return None
    value = figure.value
    listed = [] if figure.is_confidential else [cell for entry in value.sums for cell in _cells(words, entry)]
    rest = dict.fromkeys(text for entry in value.sums if (text := _rest(words, entry, figure.is_confidential)))
    group = words.code(value.breakdown, value.code) if value.code else words(_WHOLE)
    return Lineage(
        id=lineage_id(definition, figure),
        label=f"{words.place(value.place)}, {words.period(value.period)}, {group}",
        value=words.cell(definition, figure).text,
        formula=formula(words, definition, figure),
        cells=tuple(listed),
        more="; ".join(rest),
        quality=quality_line(words, definition, figure),
    )


def lineages(words: Words, definition: Definition, figures: Iterable[Figure]) -> tuple[Lineage, ...]:
    """One lineage per figure, each id once."""
    found = {entry.id: entry for figure in figures if (entry := lineage(words, definition, figure))}
    return tuple(found.values())


def _cells(words: Words, entry: Sum) -> list[SourceCell]:
    file = words.city.source(entry.origin.dataset).file
    return [
        SourceCell(file, cell.row, cell.column, _printed(words, cell), cell.citation) for cell in entry.origin.listed
    ]


def _printed(words: Words, cell: CellReference) -> str:
    """The number with all its digits; a quality mark beside it is kept."""
    if cell.value is None:
        return cell.sign
    return words.exact(cell.value) + (f" {cell.sign}" if cell.sign else "")


def _rest(words: Words, entry: Sum, confidential: bool) -> str:
    """The cells that are not listed one by one, as a range of lines.

    Of confidential data only the file is named: how many cells there are and where tells of single persons.
    """
    origin = entry.origin
    file = words.city.source(origin.dataset).file
    if confidential:
        return words(_CONFIDENTIAL).format(file=file)
    if not origin.cells:
        return words(_NOBODY).format(file=file)
    unlisted = origin.cells - len(origin.listed)
    return (
        words(_MORE).format(
            cells=words.plain(unlisted),
            file=file,
            first=words.plain(origin.first_row),
            last=words.plain(origin.last_row),
        )
        if unlisted
        else ""
    )
