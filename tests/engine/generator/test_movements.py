from __future__ import annotations

import pytest


@pytest.mark.parametrize("file", ["births.csv", "deaths.csv", "moves.csv", "inner_moves.csv"])
def test_every_cell_of_women_and_men_is_stated_even_where_nothing_happened(musterstadt, file: str) -> None:
    stated = [row for row in musterstadt.rows(file) if row["sex"] != "X"]
    variables = 2 if file == "moves.csv" else 1
    assert len(stated) == variables * 18 * 18 * 2 * 6


def test_divers_has_a_row_only_where_something_happened(musterstadt) -> None:
    rows = [row for row in musterstadt.rows("moves.csv") if row["sex"] == "X"]
    assert all(row["obs_value"] != "0" for row in rows)


def test_naturalisations_rise_after_the_reform_of_2024(musterstadt) -> None:
    naturalised = musterstadt.sums("naturalisations.csv", "time_period")
    before = max(naturalised[str(year),] for year in range(2008, 2024))
    assert naturalised["2024",] > 1.2 * before
    assert naturalised["2025",] > 1.5 * before


def test_germans_are_never_naturalised(musterstadt) -> None:
    assert "DE" not in {row["citizenship"] for row in musterstadt.rows("naturalisations.csv")}


def test_some_children_of_foreign_mothers_are_german(musterstadt) -> None:
    births = musterstadt.sums("births.csv", "citizenship")
    assert births["DE",] > 5 * births["EU",] > 0
