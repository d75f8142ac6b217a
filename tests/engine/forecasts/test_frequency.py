"""Periods as numbers: every writing of a rhythm is understood and continued as the file writes it."""

from __future__ import annotations

import pytest

from teilhabe.engine.forecasts.frequency import Frequency, read_calendar
from teilhabe.errors import InputError


@pytest.mark.parametrize(
    ("texts", "frequency", "following"),
    [
        (["2017", "2018"], Frequency.YEAR, ["2019", "2020"]),
        (["1995", "2000", "2005"], Frequency.YEAR, ["2010", "2015"]),
        (["2017/18", "2018/19"], Frequency.YEAR, ["2019/20", "2020/21"]),
        (["1998/99", "1999/00"], Frequency.YEAR, ["2000/01", "2001/02"]),
        (["2018/2019"], Frequency.YEAR, ["2019/2020", "2020/2021"]),
        (["2018-S1", "2018-S2"], Frequency.HALF_YEAR, ["2019-S1", "2019-S2"]),
        (["2018-Q3", "2018-Q4"], Frequency.QUARTER, ["2019-Q1", "2019-Q2"]),
        (["2018Q1", "2018Q2"], Frequency.QUARTER, ["2018Q3", "2018Q4"]),
        (["2018-11", "2018-12"], Frequency.MONTH, ["2019-01", "2019-02"]),
        (["2018M11", "2018M12"], Frequency.MONTH, ["2019M01", "2019M02"]),
        (["2018-W51", "2018-W52"], Frequency.WEEK, ["2019-W01", "2019-W02"]),
        (["2017-12-31", "2018-12-31"], Frequency.YEAR, ["2019-12-31", "2020-12-31"]),
        (["2018-06-30", "2018-12-31"], Frequency.HALF_YEAR, ["2019-06-30", "2019-12-31"]),
        (["31.12.2017", "31.12.2018"], Frequency.YEAR, ["31.12.2019", "31.12.2020"]),
        (["2018-01-31", "2018-02-28"], Frequency.MONTH, ["2018-03-31", "2018-04-30"]),
        (["2018-01-01", "2018-04-01"], Frequency.QUARTER, ["2018-07-01", "2018-10-01"]),
        (["2018-01-01", "2018-01-02"], Frequency.DAY, ["2018-01-03", "2018-01-04"]),
        (["2018-01-01", "2018-01-08"], Frequency.WEEK, ["2018-01-15", "2018-01-22"]),
        (["1", "2", "3"], Frequency.UNKNOWN, ["4", "5"]),
    ],
)
def test_a_rhythm_is_recognised_and_continued_as_it_is_written(
    texts: list[str], frequency: Frequency, following: list[str]
) -> None:
    calendar = read_calendar(texts)
    last = max(calendar.numbers.values())

    assert calendar.frequency is frequency
    assert [calendar.write(last + step) for step in (1, 2)] == following
    assert [calendar.write(calendar.numbers[text]) for text in texts[-1:]] == texts[-1:]


@pytest.mark.parametrize(
    ("season", "frequency"), [(2, Frequency.HALF_YEAR), (4, Frequency.QUARTER), (12, Frequency.MONTH)]
)
def test_the_season_tells_the_rhythm_of_bare_steps(season: int, frequency: Frequency) -> None:
    assert read_calendar(["1", "2", "3"], season).frequency is frequency


def test_neighbouring_periods_differ_by_one() -> None:
    numbers = read_calendar(["2017-Q4", "2018-Q1", "2018-Q2"]).numbers

    assert numbers["2018-Q1"] - numbers["2017-Q4"] == numbers["2018-Q2"] - numbers["2018-Q1"] == 1


@pytest.mark.parametrize("texts", [["2018", "soon"], ["2018", "2018-Q1"], ["2018-02-30", "2018-03-30"]])
def test_what_names_no_common_rhythm_is_refused_in_a_sentence(texts: list[str]) -> None:
    with pytest.raises(InputError, match="ds"):
        read_calendar(texts)
