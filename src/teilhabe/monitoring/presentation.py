"""Turns page data of a release into what the templates show: marks, legends, stretches between breaks, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from teilhabe.release.pages import (
    Card,
    Cell,
    CityPage,
    Status,
    Table,
    VariantSection,
    View,
)
from teilhabe.release.reader import Release


@dataclass(frozen=True)
class Note:
    """One line of a table's legend."""

    mark: str
    text: str


@dataclass(frozen=True)
class ShownCell:
    text: str
    status: Status
    mark: str  # number of the legend line, "" where the sign in the cell is the mark itself
    note: str
    lineage: str
    range: str

    @property
    def is_uncertain(self) -> bool:
        return self.status == "value" and self.text.startswith("(")


@dataclass(frozen=True)
class ShownRow:
    head: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class Stretch:
    """Rows that may be compared with each other, and why not with those above."""

    break_before: str
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True)
class ShownTable:
    caption: str
    corner: str
    head: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    legend: tuple[Note, ...]

    @property
    def width(self) -> int:
        return len(self.head) + 1


@dataclass(frozen=True)
class ShownView:
    view: View
    wide: SafeString
    narrow: SafeString
    table: ShownTable | None  # None where another view shows it


@dataclass(frozen=True)
class ShownVariant:
    section: VariantSection
    views: tuple[ShownView, ...]

    @property
    def is_folded(self) -> bool:
        """What says the same in another way has its pictures folded, so that the page stays short."""
        return self.section.kind in ("ratio", "pooled", "denominator")


@dataclass(frozen=True)
class Anchor:
    """What a table is told apart by from others of its page."""

    id: str


def shown_views(release: Release, views: Iterable[View]) -> tuple[ShownView, ...]:
    return tuple(
        ShownView(
            view,
            _picture(release, view.svg_wide),
            _picture(release, view.svg_narrow or view.svg_wide),
            None if view.same_table_as else shown_table(view.table),
        )
        for view in views
    )


def shown_variants(release: Release, sections: Iterable[VariantSection]) -> tuple[ShownVariant, ...]:
    return tuple(ShownVariant(section, shown_views(release, section.views)) for section in sections)


def spark(release: Release, card: Card) -> SafeString:
    return _picture(release, card.spark)


def cards_by_id(city: CityPage) -> dict[str, Card]:
    return {card.id: card for field in city.fields for card in field.cards}


def shown_table(table: Table) -> ShownTable:
    numbers = _note_numbers(table)
    signs = dict.fromkeys((cell.text, cell.note) for cell in _cells(table) if cell.note and _is_sign(cell))
    numbered = (Note(str(number), text) for text, number in numbers.items())
    stretches = tuple(_stretches(table, numbers))
    legend = (*_parentheses(stretches), *(Note(text, note) for text, note in signs), *numbered)
    return ShownTable(table.caption, table.head[0], table.head[1:], stretches, legend)


def _parentheses(stretches: Iterable[Stretch]) -> Iterator[Note]:
    if any(cell.is_uncertain for stretch in stretches for row in stretch.rows for cell in row.cells):
        yield Note("( )", gettext("Aussagewert eingeschränkt: Der Zahlenwert ist unsicher."))


def _note_numbers(table: Table) -> dict[str, int]:
    notes = dict.fromkeys(cell.note for cell in _cells(table) if cell.note and not _is_sign(cell))
    return {note: number for number, note in enumerate(notes, start=1)}


def _stretches(table: Table, numbers: dict[str, int]) -> Iterator[Stretch]:
    reason, rows = "", list[ShownRow]()
    for row in table.rows:
        if row.break_before and rows:
            yield Stretch(reason, tuple(rows))
            rows = []
        reason = row.break_before or reason
        rows.append(ShownRow(row.head, tuple(_shown_cell(cell, numbers) for cell in row.cells)))
    if rows:
        yield Stretch(reason, tuple(rows))


def _shown_cell(cell: Cell, numbers: dict[str, int]) -> ShownCell:
    number = "" if _is_sign(cell) else str(numbers.get(cell.note, ""))
    return ShownCell(cell.text, cell.status, number, cell.note, cell.lineage, cell.range)


def _is_sign(cell: Cell) -> bool:
    """A cell whose text is a sign explains itself in the legend; a number with a note needs a mark beside it."""
    return cell.status in ("sign", "protected", "unreliable") and bool(cell.text)


def _cells(table: Table) -> Iterator[Cell]:
    return (cell for row in table.rows for cell in row.cells)


def _picture(release: Release, path: str) -> SafeString:
    """The SVG as the release holds it: one image with its own text alternative, ids and all fit for the page."""
    # Safe: our own pipeline drew it, publishing compared it with the manifest, and our CSP lets it run no script.
    return mark_safe(release.read_text(path)) if path else SafeString("")  # noqa: S308
