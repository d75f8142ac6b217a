from __future__ import annotations

import pytest

from teilhabe.codes.timescale import read_periods


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (["31/01/2020", "01/02/2020"], ["2020-01-31", "2020-02-01"]),
        (["12/31/2019", "01/02/2020"], ["2019-12-31", "2020-01-02"]),
        (["01/01/2020", "01/02/2020", "01/03/2020"], ["2020-01-01", "2020-02-01", "2020-03-01"]),
        (["03/01/20", "04/01/20", "05/01/20"], ["2020-03-01", "2020-04-01", "2020-05-01"]),
        (["1990-1995", "1995-2000"], ["1990-01-01/P5Y", "1995-01-01/P5Y"]),
        (["1990-1994", "1995-1999"], ["1990-01-01/P5Y", "1995-01-01/P5Y"]),
        (["2010 bis 2015"], ["2010-01-01/P6Y"]),
        (["2010-15"], ["2010-01-01/P6Y"]),
        (["2018-2019", "2019-2020"], ["2018/2019", "2019/2020"]),
        (["2011/11", "2011/12"], ["2011-11", "2011-12"]),
        (["2011/12", "2012/13"], ["2011/2012", "2012/2013"]),
        (["2018-12", "2018"], ["2018-12", "2018"]),
    ],
)
def test_the_column_decides_what_one_text_leaves_open(texts: list[str], codes: list[str]) -> None:
    scale = read_periods(texts)
    found = [scale.periods[text] for text in texts]
    assert [period and period.code for period in found] == codes
    assert scale.ambiguous == ()


def test_a_day_that_may_be_another_one_is_named() -> None:
    scale = read_periods(["01/02/2020", "03/03/2020"])
    assert scale.ambiguous == ("01/02/2020",)
    assert (day := scale.periods["01/02/2020"])
    assert day.code == "2020-02-01"


def test_days_that_fit_neither_order_are_none() -> None:
    assert read_periods(["31/01/2020", "01/31/2020"]).periods == {"31/01/2020": None, "01/31/2020": None}


def test_what_is_no_period_stays_none() -> None:
    assert read_periods(["vor 1919", "Insgesamt", ""]).periods == {"vor 1919": None, "Insgesamt": None, "": None}
