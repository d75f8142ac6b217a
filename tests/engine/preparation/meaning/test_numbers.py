from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.engine.preparation.meaning.notation import Notation
from teilhabe.engine.preparation.meaning.numbers import read_values


@pytest.mark.parametrize(
    ("text", "value", "sign", "status"),
    [
        ("1234", "1234", None, "A"),
        ("007", "7", None, "A"),
        ("0", "0", None, "A"),
        ("0,00", "0.00", None, "A"),
        ("1 234,50", "1234.50", None, "A"),
        ("1\u202f234", "1234", None, "A"),
        ("1.234,5", "1234.5", None, "A"),
        ("-  23", "-23", None, "A"),
        ("−5", "-5", None, "A"),
        ("-0,0", "0.0", None, "A"),
        ("(12)", "12", "()", "U"),
        ("12,3 b", "12.3", "b", "B"),
        ("12 p", "12", "p", "P"),
        ("-", None, "-", "A"),
        ("–", None, "–", "A"),
        ("...", None, "...", "L"),
        (".", None, ".", "O"),
        ("/", None, "/", "U"),
        ("x", None, "x", "M"),
        ("", None, None, "O"),
    ],
)
def test_a_value_cell_is_a_number_or_a_sign(text: str, value: str | None, sign: str | None, status: str) -> None:
    reading = read_values([text], Notation(",", "."), {})[text]
    assert (reading.value, reading.sign, reading.obs_status, reading.is_known) == (value, sign, status, True)


@pytest.mark.parametrize("text", ["n. b.", "12 zz", "1.23.4", "(12", "12.34", "1,2,3"])
def test_what_is_neither_keeps_its_text_and_is_unknown(text: str) -> None:
    reading = read_values([text], Notation(",", "."), {})[text]
    assert (reading.value, reading.sign, reading.is_known) == (None, text, False)


@pytest.mark.parametrize(("text", "decimal"), [("100.426", ","), ("1.5", ","), ("1,462", "."), ("53,9", ".")])
def test_a_mark_that_the_notation_does_not_have_is_refused(text: str, decimal: str) -> None:
    assert not read_values([text], Notation(decimal), {})[text].is_known


def test_a_declared_sign_becomes_zero_and_stays_visible() -> None:
    readings = read_values(["-", "kA"], Notation(","), {"-": "zero", "kA": "missing"})
    assert (readings["-"].value, readings["-"].sign) == ("0", "-")
    assert (readings["kA"].value, readings["kA"].sign, readings["kA"].is_known) == (None, "kA", True)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_a_number_keeps_exactly_the_decimals_it_was_printed_with(number: object) -> None:
    printed = f"{number:.2f}"
    expected = printed.lstrip("-") if not printed.strip("-0.") else printed
    assert read_values([printed.replace(".", ",")], Notation(","), {})[printed.replace(".", ",")].value == expected
