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
    part_of_year,
    quarter_of,
    school_year_of,
    split_mark,
    week_of,
    within_year,
    year_of,
)
from teilhabe.codes.spans import lasting


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31.12.2018", "2018-12-31"),
        ("2018-12-31", "2018-12-31"),
        ("31. Dezember 2018", "2018-12-31"),
        ("December 31, 2018", "2018-12-31"),
        ("Stand: 31.12.2018", "2018-12-31"),
        ("2018", "2018"),
        ("2018-04", "2018-04"),
        ("2018M4", "2018-04"),
        ("04/2018", "2018-04"),
        ("April 2018", "2018-04"),
        ("Mrz 2018", "2018-03"),
        ("Dez. 2020", "2020-12"),
        ("2023-Q2", "2023-Q2"),
        ("2. Quartal 2023", "2023-Q2"),
        ("IV. Quartal 2023", "2023-Q4"),
        ("1. Vierteljahr 2018", "2018-Q1"),
        ("1. Halbjahr 2020", "2020-S1"),
        ("2020-S2", "2020-S2"),
        ("2023-10P6M", "2023-10-01/P6M"),
        ("WS 2018/19", "2018-10-01/P6M"),
        ("SoSe 2019", "2019-04-01/P6M"),
        ("2018/19", "2018/2019"),
        ("Schuljahr 2018/2019", "2018/2019"),
        ("2018-W05", "2018-W05"),
        ("KW 5/2018", "2018-W05"),
        ("5. Kalenderwoche 2018", "2018-W05"),
        ("31.12.18", "2018-12-31"),
        ("31-Dec-2018", "2018-12-31"),
        ("Dec 31, 2018", "2018-12-31"),
        ("2018-12-31T00:00:00", "2018-12-31"),
        ("Ende 2018", "2018-12-31"),
        ("202001", "2020-01"),
        ("Jänner 2020", "2020-01"),
        ("Januar 20", "2020-01"),
        ("Jan-20", "2020-01"),
        ("Mai 68", "1968-05"),
        ("1.2020", "2020-01"),
        ("I/2020", "2020-Q1"),
        ("IV/20", "2020-Q4"),
        ("2020K1", "2020-Q1"),
        ("1Q2020", "2020-Q1"),
        ("1. Vj. 2020", "2020-Q1"),
        ("Quartal 3/2020", "2020-Q3"),
        ("2020H1", "2020-S1"),
        ("2020, 1. Halbjahr", "2020-S1"),
        ("SJ 2018/2019", "2018/2019"),
        ("Schuljahr 18/19", "2018/2019"),
        ("Januar bis Juni 2020", "2020-S1"),
        ("Oktober 2023 bis März 2024", "2023-10-01/P6M"),
        ("01.01.2020 - 31.12.2020", "2020"),
        ("1.1.-30.6.2020", "2020-S1"),
        ("2020-01-01/2020-03-31", "2020-Q1"),
        ("09.03.2020 bis 18.03.2020", "2020-03-09/P10D"),
        ("2020-01-01/P1Y", "2020"),
        ("2023-08P12M", "2023/2024"),
    ],
)
def test_a_period_is_read_in_every_usual_writing(text: str, code: str) -> None:
    period = parse_period(text)
    assert period is not None
    assert period.code == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Insgesamt",
        "31.02.2018",
        "12345",
        "7312",
        "2018-13",
        "99",
        "Kaiserslautern",
        "01/02/2020",
        "1990-1995",
        "vor 1919",
    ],
)
def test_what_is_no_period_is_not_taken_for_one(text: str) -> None:
    assert parse_period(text) is None


def test_two_digits_after_a_year_are_the_next_year_before_they_are_a_month() -> None:
    assert parse_period("2011/12") == school_year_of(2011)
    assert parse_period("2011/11") == month_of(2011, 11)


def test_a_period_knows_its_first_and_last_day() -> None:
    assert parse_period("2023-10P6M") == Period("2023-10-01/P6M", date(2023, 10, 1), date(2024, 3, 31))
    assert parse_period("2020-02") == Period("2020-02", date(2020, 2, 1), date(2020, 2, 29))


def test_a_reference_date_is_a_date_and_a_year_is_none() -> None:
    assert day_of(2018, 12, 31).is_date
    assert not year_of(2018).is_date


def test_periods_are_ordered_by_their_end_then_by_their_start() -> None:
    ordered = [month_of(2018, 11), year_of(2018), quarter_of(2018, 4), day_of(2018, 12, 31), year_of(2019)]
    mixed = ordered[::-1]
    assert sorted(mixed) == ordered


@given(
    st.one_of(
        st.dates(date(1800, 1, 1), date(2150, 1, 1)).map(lambda d: day_of(d.year, d.month, d.day)),
        st.builds(year_of, st.integers(1800, 2150)),
        st.builds(month_of, st.integers(1800, 2150), st.integers(1, 12)),
        st.builds(quarter_of, st.integers(1800, 2150), st.integers(1, 4)),
        st.builds(half_year_of, st.integers(1800, 2150), st.integers(1, 2)),
        st.builds(school_year_of, st.integers(1800, 2150)),
        st.builds(lasting, st.dates(date(1800, 1, 1), date(2150, 1, 1)), st.integers(1, 999), st.just("D")),
        st.builds(
            lambda day, count, unit: lasting(day.replace(day=1), count, unit),
            st.dates(date(1800, 1, 1), date(2150, 1, 1)),
            st.integers(1, 99),
            st.sampled_from("MY"),
        ),
        st.builds(week_of, st.integers(1800, 2150), st.integers(1, 52)),
    )
)
def test_every_code_reads_back_as_the_same_period(period: Period) -> None:
    assert parse_period(period.code) == period


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("März", ("M", 3)),
        ("MONAT12", ("M", 12)),
        ("QUART2", ("Q", 2)),
        ("2. Quartal", ("Q", 2)),
        ("1. Halbjahr", ("S", 1)),
    ],
)
def test_parts_of_a_year_are_recognised_by_name_and_code(text: str, part: tuple[str, int]) -> None:
    assert part_of_year(text) == part


def test_a_part_and_a_year_make_a_period() -> None:
    assert within_year(year_of(2022), "M", 4).code == "2022-04"
    assert within_year(year_of(2022), "Q", 2).code == "2022-Q2"
    assert part_of_year("Insgesamt") is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2023p", ("2023", "p")),
        ("2023*", ("2023", "*")),
        ("2023 1)", ("2023", "1)")),
        ("2023¹⁾", ("2023", "¹⁾")),
        ("2023 (vorläufig)", ("2023", "vorläufig")),
        ("2019M05p", ("2019M05", "p")),
        ("31.12.2023 2)", ("31.12.2023", "2)")),
        ("2018/19", ("2018/19", "")),
        ("12 a)", ("12 a)", "")),
    ],
)
def test_a_mark_behind_a_period_is_no_part_of_it(text: str, parts: tuple[str, str]) -> None:
    assert split_mark(text) == parts
