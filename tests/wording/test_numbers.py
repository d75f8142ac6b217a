from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.text import Language
from teilhabe.wording.numbers import MINUS, format_number, meant, parse_number


@pytest.mark.parametrize(
    ("value", "decimals", "de", "en"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        ("99845", 0, "99.845", "99,845"),
        (Decimal("83019213"), 0, "83.019.213", "83,019,213"),
        (0.05, 1, "0,1", "0.1"),
        (5, 2, "5,00", "5.00"),
        (-1234, 0, f"{MINUS}1.234", f"{MINUS}1,234"),
        (999.95, 1, "1.000,0", "1,000.0"),
        (1e21, 0, "1.000.000.000.000.000.000.000", "1,000,000,000,000,000,000,000"),
    ],
)
def test_numbers_carry_the_marks_of_their_language(
    value: float | Decimal | str, decimals: int, de: str, en: str
) -> None:
    assert format_number(value, decimals, "de") == de
    assert format_number(value, decimals, "en") == en


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [(0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (2.675, 2, "2,68"), (-2.5, 0, f"{MINUS}3"), ("1.005", 2, "1,01")],
)
def test_halves_are_rounded_away_from_zero_as_printed(value: float | str, decimals: int, printed: str) -> None:
    assert format_number(value, decimals, "de") == printed


@pytest.mark.parametrize("value", [-0.0, -0.04, "-0", Decimal("-0.0")])
def test_nothing_prints_as_minus_zero(value: float | Decimal | str) -> None:
    assert format_number(value, 1, "de") == "0,0"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "-", "", "1,5", "NaN"])
def test_what_is_no_number_is_refused(value: float | str) -> None:
    with pytest.raises(ValueError, match=r"not a (finite )?number"):
        format_number(value, 1, "de")


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12),
    st.integers(min_value=0, max_value=6),
    st.sampled_from(["de", "en"]),
)
def test_a_printed_number_reads_back_as_itself(value: Decimal, decimals: int, language: Language) -> None:
    printed = format_number(value, decimals, language)
    read = parse_number(printed, language)
    assert read is not None
    assert format_number(read, decimals, language) == printed
    assert abs(read - value) <= Decimal("0.5").scaleb(-decimals)


@pytest.mark.parametrize("text", ["1.5", "1.2345", "12.34.567", "1,234.5", "", "-", "5 %", "1.234,", "٣", "1 234"])
def test_other_spellings_are_no_german_numbers(text: str) -> None:
    assert parse_number(text, "de") is None


def test_numbers_without_thousands_marks_are_read_too() -> None:
    assert parse_number("1234,5", "de") == Decimal("1234.5")
    assert parse_number("-3", "en") == Decimal(-3)


def test_a_computed_number_stands_for_the_decimal_that_was_meant() -> None:
    assert meant(0.1 + 0.2) == Decimal("0.3")
    assert meant(21.9 - 21.8) != Decimal("0.1")  # a difference of meant numbers is exact, a meant difference is not
    assert meant(21.9) - meant(21.8) == Decimal("0.1")
