"""Signs, protection, notes and breaks of a table are shown and explained."""

from __future__ import annotations

from teilhabe.monitoring.presentation import Note, shown_table
from teilhabe.release.pages import Cell, Table, TableRow


def _table(*rows: TableRow) -> Table:
    return Table("Titel", ("Jahr", "A", "B"), rows)


def _row(head: str, *cells: Cell, break_before: str = "") -> TableRow:
    return TableRow(head, cells, break_before)


def test_each_sign_is_explained_once_under_the_table() -> None:
    sign, protected = Cell("–", "sign", "genau nichts"), Cell("•", "protected", "geschützt")
    shown = shown_table(_table(_row("2017", sign, protected), _row("2018", sign, sign)))
    assert shown.legend == (Note("–", "genau nichts"), Note("•", "geschützt"))


def test_one_sign_with_two_meanings_has_two_lines() -> None:
    cells = Cell("x", "sign", "nicht sinnvoll"), Cell("x", "sign", "Nachweis fehlt")
    assert len(shown_table(_table(_row("2017", *cells))).legend) == 2


def test_a_noted_value_gets_the_number_of_its_note() -> None:
    noted, other = Cell("5", "value", "vorläufig"), Cell("6", "value", "geschätzt")
    shown = shown_table(_table(_row("2017", noted, other), _row("2018", Cell("7", "value"), noted)))
    marks = [[cell.mark for cell in row.cells] for row in shown.stretches[0].rows]
    assert marks == [["1", "2"], ["", "1"]]
    assert shown.legend == (Note("1", "vorläufig"), Note("2", "geschätzt"))


def test_an_empty_cell_with_a_reason_gets_a_number_because_it_has_no_sign() -> None:
    shown = shown_table(_table(_row("2017", Cell("", "missing", "nicht erhoben"), Cell("", "missing"))))
    assert [cell.mark for cell in shown.stretches[0].rows[0].cells] == ["1", ""]


def test_a_break_parts_the_rows() -> None:
    rows = [_row("2009", Cell("1", "value")), _row("2010", Cell("2", "value"))]
    broken = _row("2011", Cell("3", "value"), break_before="Zensus 2011")
    shown = shown_table(_table(*rows, broken))
    assert [(stretch.break_before, len(stretch.rows)) for stretch in shown.stretches] == [("", 2), ("Zensus 2011", 1)]


def test_each_break_has_its_own_reason() -> None:
    broken = [_row(str(year), Cell("1", "value"), break_before=f"Grund {year}") for year in (2010, 2011)]
    shown = shown_table(_table(_row("2009", Cell("1", "value")), *broken))
    assert [stretch.break_before for stretch in shown.stretches] == ["", "Grund 2010", "Grund 2011"]


def test_a_break_before_the_first_row_is_shown_too() -> None:
    shown = shown_table(_table(_row("2011", Cell("1", "value"), break_before="Zensus 2011")))
    assert [stretch.break_before for stretch in shown.stretches] == ["Zensus 2011"]


def test_a_table_without_rows_has_no_stretches() -> None:
    assert shown_table(_table()).stretches == ()
