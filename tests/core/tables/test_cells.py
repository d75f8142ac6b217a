"""No spreadsheet takes for a formula what somebody typed, and numbers stay numbers."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.safestring import mark_safe
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from teilhabe.core.tables.cells import cell, harmless, written
from teilhabe.core.tables.exports import csv_lines, workbook

STARTS = "=+-@＝＋－＠﹦﹢﹣﹫"
HOSTILE = st.text(alphabet=st.sampled_from(f"{STARTS}\t\r\n \u00a0\u200b\ufeff\u2007\x00;\"'a1(")) | st.text()


def is_dangerous(text: str) -> bool:
    """Said anew, and otherwise than in the code under test: the first character that shows is a start of a formula."""
    seen = [c for c in text if not (c.isspace() or unicodedata.category(c)[0] in "CZ") or c in "\t\r\n"]
    return bool(seen) and (seen[0] in STARTS or seen[0] in "\t\r\n")


@settings(max_examples=500)
@given(st.lists(HOSTILE, min_size=1, max_size=4))
@example(["=1+1"])
@example(["  \u200b＝cmd|' /C calc'!A0"])
@example(["\t=1", "\r\n@SUM(A1)", 'harmlos";=1+1'])
def test_no_cell_of_a_csv_file_starts_like_a_formula(texts: list[str]) -> None:
    file = "".join(csv_lines([texts])).removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(file, newline=""), delimiter=";"))
    assert len(rows) == 1
    assert not any(is_dangerous(each) for each in rows[0])
    assert [
        each.removeprefix("'") if is_dangerous(text) else each for each, text in zip(rows[0], texts, strict=True)
    ] == texts


@settings(max_examples=100, deadline=None)
@given(st.lists(HOSTILE.filter(lambda text: text.strip() and "_x" not in text), min_size=1, max_size=20))
@example(['=HYPERLINK("http://x")', "{=1+1}", "http://example.org", "0123"])
def test_text_stays_text_in_a_workbook(texts: list[str]) -> None:
    with workbook("Probe", [["Kopf"], *([text] for text in texts)]) as file:
        content = file.read()
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)[1:]
    assert all(isinstance(row[0], str) for row in rows)
    assert b"<f>" not in content


@given(
    st.floats(allow_nan=False, allow_infinity=False)
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
)
def test_a_number_is_written_as_a_number_of_german_form(value: float | int | Decimal) -> None:
    text = written(cell(value))
    assert text.count(",") <= 1
    assert Decimal(text.replace(",", ".")) == Decimal(str(value))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "ja"),
        (-3, "-3"),
        (Decimal("1250.50"), "1250,50"),
        (1e-7, "0,0000001"),
        (float("nan"), "nan"),
        (date(2026, 2, 3), "2026-02-03"),
        (datetime(2026, 2, 3, 23, 30, tzinfo=UTC), "2026-02-04 00:30"),
        (["Arabisch", "Farsi"], "Arabisch, Farsi"),
        ("-3", "'-3"),
        ("+49 631 123", "'+49 631 123"),
        (mark_safe('<span class="badge">aktiv &amp; da</span>'), "aktiv & da"),
    ],
)
def test_each_kind_of_value_has_its_writing(value: object, text: str) -> None:
    assert written(cell(value)) == text


def test_ordinary_names_are_left_alone() -> None:
    for name in ("Özgür Weiß", "O'Neill", "Anna-Lena", "1. FC", "مريم", "a=b"):
        assert harmless(name) == name


def test_a_workbook_keeps_days_numbers_and_long_texts() -> None:
    line = [date(2026, 2, 3), datetime(2026, 2, 3, 9, 30), 12, Decimal("1.5"), 10**18, date(1780, 1, 1), "x" * 40_000]  # noqa: DTZ001
    with workbook("Mit [verbotenen] Zeichen: und sehr langem Titel", [["a"] * len(line), line]) as file:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(file.read())).get_sheet_by_index(0)
    day, moment, whole, part, huge, early, long = sheet.to_python()[1]
    assert (day, moment, whole, part) == (date(2026, 2, 3), datetime(2026, 2, 3, 9, 30), 12.0, 1.5)  # noqa: DTZ001
    assert (huge, early, len(str(long))) == (str(10**18), "1780-01-01", 32_767)
