"""Whatever somebody hands in becomes a sheet or one sentence."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.actors.transfer.sheets import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, read_sheet
from teilhabe.errors import UnreadableFile


def workbook(rows: list[list[str]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encoding_and_separator_are_found(separator: str, encoding: str) -> None:
    lines = [["Vorname", "Nachname", "Notiz"], ["Jürgen", "Weiß", ""], ["Zoë", "Groß", '"a; b, c"']]
    text = "\r\n".join(separator.join(line) for line in lines)
    sheet = read_sheet(text.encode(encoding))
    assert sheet.header == ("Vorname", "Nachname", "Notiz")
    assert sheet.rows == ((2, ("Jürgen", "Weiß", "")), (3, ("Zoë", "Groß", "a; b, c")))


def test_workbooks_are_read_and_formulas_stay_text() -> None:
    sheet = read_sheet(workbook([["Name", "Telefon"], ["=HYPERLINK(1)", "+49 171 3920001"]]))
    assert sheet.header == ("Name", "Telefon")
    assert sheet.rows == ((2, ("=HYPERLINK(1)", "+49 171 3920001")),)


def test_cards_become_rows_with_as_many_columns_as_needed() -> None:
    cards = "BEGIN:VCARD\nFN:Amina Öz\nTEL;CELL:0171 3920001\nTEL;CELL:0171 3920002\nEND:VCARD\n"
    sheet = read_sheet(cards.encode())
    assert sheet.header[:4] == ("Vorname", "Nachname", "Mobiltelefon", "Mobiltelefon (2)")
    assert sheet.rows[0] == (1, ("Amina", "Öz", "0171 3920001", "0171 3920002", "", "", "", ""))


def test_rows_are_as_wide_as_the_header_and_empty_ones_are_left_out() -> None:
    sheet = read_sheet(b"\n;;\nName;Mail;;\n\nA;b;c;d\nE\n")
    assert sheet.header == ("Name", "Mail")
    assert [row for _number, row in sheet.rows] == [("A", "b"), ("E", "")]


def bomb() -> bytes:
    buffer = io.BytesIO(workbook([["Name"], ["A"]]))
    with zipfile.ZipFile(buffer) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData>" + b"<row><c><v>1</v></c></row>" * 12_000_000
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return packed.getvalue()


HOSTILE = {
    "empty": b"",
    "blank": b" \n\n ",
    "one line": b"Name;Mail",
    "NUL bytes": b"Name;Mail\nA\0;b\n",
    "binary": random.Random(1).randbytes(4000),
    "a million columns": b";".join([b"x"] * 1_000_000) + b"\n" + b";".join([b"y"] * 1_000_000),
    "a wide row": b"Name\n" + b";".join([b"y"] * (MOST_COLUMNS + 1)) + b"\n",
    "a huge line": b"Name;Mail\n" + b"x" * 1_000_000,
    "an open quotation": b'Name;Mail\n"' + b"x\n" * 100_000,
    "too many rows": b"Name;Mail\n" + b"A;b\n" * (MOST_ROWS + 1),
    "too large": b"Name\n" + b"A\n" * MOST_BYTES,
    "no workbook": b"PK\x03\x04 but nothing else",
    "half a workbook": workbook([["Name"], ["A"]])[:700],
    "an old binary": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000),
    "cards without content": b"BEGIN:VCARD\n" * 3,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_list_of_people_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_sheet(content)
    assert refused.value.text.de.endswith(".")


def test_a_bomb_goes_off_in_a_process_of_its_own() -> None:
    with pytest.raises(UnreadableFile):
        read_sheet(bomb())


@settings(max_examples=200)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_file_breaks_the_reader(content: bytes) -> None:
    with suppress(UnreadableFile):
        read_sheet(content)
