from __future__ import annotations

from teilhabe.engine.generator.azr import AZR_AGES


def test_the_azr_counts_three_to_six_per_cent_more_than_the_register(musterstadt) -> None:
    register = musterstadt.sums("register.csv", "time_period", keep=lambda row: row["citizenship"] != "DE")
    azr = musterstadt.sums("population_azr.csv", "time_period")
    assert set(azr) == set(register)
    assert all(0.025 < azr[key] / register[key] - 1 < 0.065 for key in azr)


def test_every_figure_is_a_multiple_of_five(musterstadt) -> None:
    for file in ("population_azr.csv", "labour_force_azr.csv"):
        assert all(int(row["obs_value"]) % 5 == 0 for row in musterstadt.rows(file))


def test_the_age_groups_hold_every_age_once() -> None:
    ages = [age for first, end in AZR_AGES.values() for age in range(first, end)]
    assert ages == list(range(101))


def test_only_the_foreign_labour_force_is_larger_than_in_the_labour_statistics(musterstadt) -> None:
    labour = musterstadt.sums(
        "labour.csv", "time_period", "citizenship", keep=lambda row: row["variable"] == "labour_force"
    )
    azr = musterstadt.sums("labour_force_azr.csv", "time_period", "citizenship")
    for (date, nationality), persons in azr.items():
        excess = persons / labour[date, nationality] - 1
        assert abs(excess) < 0.001 if nationality == "DE" else 0.025 < excess < 0.065
