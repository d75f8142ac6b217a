from __future__ import annotations

PROTECTION = {"PROTECTED", "TEMP_PROTECTION", "OPEN", "TOLERATED"}


def test_protection_seekers_are_those_of_the_register(musterstadt) -> None:
    keys = ("time_period", "sex", "citizenship", "residence_status")
    register = musterstadt.sums("register.csv", *keys, keep=lambda row: row["residence_status"] in PROTECTION)
    seekers = musterstadt.sums("protection_seekers.csv", *keys)
    assert {key: count for key, count in seekers.items() if count} == dict(register)


def test_a_status_that_nobody_has_is_stated_as_zero(musterstadt) -> None:
    seekers = musterstadt.sums("protection_seekers.csv", "time_period", "citizenship")
    assert seekers["2021-12-31", "UA"] == 0
    assert ("2021-12-31", "UA") in seekers
    assert seekers["2022-12-31", "UA"] > 1000


def test_the_assigned_are_part_of_the_arrivals(musterstadt) -> None:
    keys = ("time_period", "sex", "citizenship")
    arrivals = musterstadt.sums("moves.csv", *keys, keep=lambda row: row["variable"] == "in_migration")
    assigned = musterstadt.sums("asylum_assigned.csv", *keys)
    assert all(persons <= arrivals[key] for key, persons in assigned.items())
    assert sum(assigned.values()) > 0
