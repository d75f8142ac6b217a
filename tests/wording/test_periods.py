from __future__ import annotations

import pytest

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
        ("2023-10-01/P12M", "10/2023–09/2024", "10/2023–09/2024"),
    ],
)
def test_a_period_is_short_on_an_axis(code: str, de: str, en: str) -> None:
    assert short_period(code, "de") == de
    assert short_period(code, "en") == en


@pytest.mark.parametrize(
    "code", ["", "31.12.2018", "2018-13", "2018-02-30", "2018-Q5", "2018/2020", "2023-10-15/P6M", "2023-10-01/P0M"]
)
def test_what_is_no_period_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        format_period(code, "de")
