from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.codes.period import (
    Period,
    day_of,
    half_year_of,
    month_of,
    parse_period,
    quarter_of,
    school_year_of,
    week_of,
    year_of,
)
from teilhabe.text import Language
from teilhabe.wording.periods import format_period, short_period


@pytest.mark.parametrize(
    ("code", "de", "en"),
    [
        ("2018-12-31", "31.12.2018", "31 December 2018"),
        ("2018-03-01", "01.03.2018", "1 March 2018"),
        ("2018", "2018", "2018"),
        ("2018-04", "April 2018", "April 2018"),
        ("2023-Q2", "2. Quartal 2023", "Q2 2023"),
        ("2020-S1", "1. Halbjahr 2020", "first half of 2020"),
        ("2018/2019", "Schuljahr 2018/19", "School year 2018/19"),
        ("1999/2000", "Schuljahr 1999/00", "School year 1999/00"),
        ("2023-10-01/P6M", "Oktober 2023 bis März 2024", "October 2023 to March 2024"),
        ("2023-04-01/P1Y", "April 2023 bis März 2024", "April 2023 to March 2024"),
        ("1990-01-01/P5Y", "1990 bis 1994", "1990 to 1994"),
        ("2020-03-09/P10D", "09.03.2020 bis 18.03.2020", "9 March 2020 to 18 March 2020"),
        ("2018-W05", "5. Kalenderwoche 2018", "week 5 of 2018"),
    ],
)
def test_a_period_is_worded(code: str, de: str, en: str) -> None:
    assert format_period(code, "de") == de
    assert format_period(code, "en") == en


@pytest.mark.parametrize(
    ("code", "de", "en"),
    [
        ("2018-12-31", "31.12.18", "31 Dec 2018"),
        ("2018", "2018", "2018"),
        ("2018-03", "März 2018", "Mar 2018"),
        ("2023-Q2", "2. Qu. 2023", "Q2 2023"),
        ("2020-S2", "2. Hj. 2020", "H2 2020"),
        ("2018/2019", "2018/19", "2018/19"),
        ("1990-01-01/P5Y", "1990–1994", "1990–1994"),
        ("2018-W05", "KW 5/2018", "W5 2018"),
        ("2023-10-01/P12M", "10/2023–09/2024", "10/2023–09/2024"),
    ],
)
def test_a_period_is_short_on_an_axis(code: str, de: str, en: str) -> None:
    assert short_period(code, "de") == de
    assert short_period(code, "en") == en


@pytest.mark.parametrize(
    "code",
    ["", "31.12.2018", "2018-13", "2018-02-30", "2018-Q5", "2018/2020", "2023-10-15/P6M", "2023-10-01/P0M", "2018-W54"],
)
def test_what_is_no_period_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        format_period(code, "de")


@given(
    st.one_of(
        st.dates(date(1800, 1, 1), date(2150, 1, 1)).map(lambda d: day_of(d.year, d.month, d.day)),
        st.builds(year_of, st.integers(1800, 2150)),
        st.builds(month_of, st.integers(1800, 2150), st.integers(1, 12)),
        st.builds(quarter_of, st.integers(1800, 2150), st.integers(1, 4)),
        st.builds(half_year_of, st.integers(1800, 2150), st.integers(1, 2)),
        st.builds(school_year_of, st.integers(1800, 2150)),
        st.builds(week_of, st.integers(1800, 2150), st.integers(1, 52)),
    ),
    st.sampled_from(("de", "en")),
)
def test_a_worded_period_reads_back(period: Period, language: Language) -> None:
    assert parse_period(format_period(period.code, language)) == period
