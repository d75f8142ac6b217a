"""The rows of a list as HTML, written straight: a template engine took two thirds of a page's time for fifty of them.

Whatever a cell or a row says is escaped here, unless it is marked as safe already.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from teilhabe.core.tables.columns import Column, shown

_TOO_WIDE = re.compile(r"[^\s-]{21}")
"""A word of more than 20 letters may break anywhere, so that its column does not push the others out of the page."""
_NOTHING = '<span class="muted" aria-hidden="true">–</span>'


@dataclass(frozen=True)
class CellMarkup:
    """What is the same for all cells of a column on one page, in the language of that page."""

    column: Column
    opening: str
    opening_of_long: str
    closing: str

    def of(self, row: Model) -> str:
        text = shown(self.column.cell(row))
        opening = self.opening_of_long if is_too_wide(text) else self.opening
        return f"{opening}{self._content(row, text)}{self.closing}"

    def _content(self, row: Model, text: str) -> str:
        if self.column.address:
            return f'<a href="{_escaped(self.column.address(row))}">{_escaped(text) or "–"}</a>'
        return f"<bdi>{_escaped(text)}</bdi>" if text else _NOTHING


def rows_html(columns: Sequence[Column], rows: Iterable[Model], *, can_be_chosen: bool) -> SafeString:
    """The rows of the body of a table; "" for none. The first cell is the head of its row."""
    shown_columns = [column for column in columns if not column.only_exported]
    cells = [_head_of_row(column) if column is shown_columns[0] else _cell(column) for column in shown_columns]
    choosing = _("%(row)s auswählen") if can_be_chosen else ""
    return mark_safe("".join(_row(row, cells, choosing) for row in rows))  # noqa: S308  # escaped as said above


def is_too_wide(text: str) -> bool:
    """Whether a word of it, an e-mail address for instance, is wider than a column may be."""
    return _TOO_WIDE.search(text) is not None


def _row(row: Model, cells: Sequence[CellMarkup], choosing: str) -> str:
    box = _box(row, choosing) if choosing else ""
    return f'<tr role="row" data-row>{box}{"".join([cell.of(row) for cell in cells])}</tr>\n'


def _box(row: Model, choosing: str) -> str:
    label = _escaped(choosing % {"row": row})
    return (
        '<td role="cell" class="table__choose"><input type="checkbox" form="bulk" name="row" '
        f'value="{_escaped(str(row.pk))}" aria-label="{label}"></td>'
    )


def _head_of_row(column: Column) -> CellMarkup:
    opening = '<th scope="row" role="rowheader" class="table__title{}">'
    return CellMarkup(column, opening.format(""), opening.format(" table__long"), "</th>")


def _cell(column: Column) -> CellMarkup:
    opening = f'<td role="cell" data-label="{_escaped(capfirst(str(column.label)))}"'
    if column.is_number:
        return CellMarkup(column, f'{opening} class="table__number">', f'{opening} class="table__number">', "</td>")
    return CellMarkup(column, f"{opening}>", f'{opening} class="table__long">', "</td>")


def _escaped(text: str) -> str:
    """As Django does, without its detour for lazy texts: this runs for every cell."""
    return text if isinstance(text, SafeString) else html.escape(text)
