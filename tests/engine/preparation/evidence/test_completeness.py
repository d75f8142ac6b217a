from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import Prepared

PrepareText = Callable[..., Prepared]


def months(year: int, filled: int) -> str:
    return "".join(f"{year}-{month:02d};{1 if month <= filled else '...'}\n" for month in range(1, 13))


@pytest.mark.parametrize(("filled", "found"), [(4, 1), (12, 0), (0, 0)])
def test_a_year_with_some_months_is_incomplete_one_without_any_is_not(
    prepare_text: PrepareText, filled: int, found: int
) -> None:
    prepared = prepare_text("time_period;obs_value\n" + months(2021, 12) + months(2022, filled))
    assert [f.code for f in prepared.findings] == ["incomplete-year"] * found
    if found:
        assert (prepared.findings[0].data["year"], prepared.findings[0].data["with_values"]) == ("2022", 4)


def test_quarters_are_counted_as_quarters(prepare_text: PrepareText) -> None:
    lines = [f"{year}-Q{quarter};1\n" for year in (2020, 2021) for quarter in range(1, 5)][:-1]
    (finding,) = prepare_text("time_period;obs_value\n" + "".join(lines)).findings
    assert (finding.data["with_values"], finding.data["expected"]) == (3, 4)


def test_the_same_key_in_two_units_is_no_duplicate(prepare_text: PrepareText) -> None:
    text = "time_period;variable;unit;obs_value\n2020;a;persons;1\n2020;a;percent;2\n"
    assert not prepare_text(text).findings


def test_the_same_key_on_two_bases_is_no_duplicate(prepare_text: PrepareText) -> None:
    text = "time_period;base;obs_value\n2011-12-31;population_update_1987;1\n2011-12-31;population_update_2011;2\n"
    assert not prepare_text(text).findings
