from __future__ import annotations

PROTECTION = {"PROTECTED", "TEMP_PROTECTION", "OPEN", "TOLERATED"}


def test_protection_seekers_are_those_of_the_register(musterstadt) -> None:
    keys = ("time_period", "sex", "citizenship", "residence_status")
    register = musterstadt.sums("register.csv", *keys, keep=lambda row: row["residence_status"] in PROTECTION)
    assert musterstadt.sums("protection_seekers.csv", *keys) == register


def test_the_assigned_are_part_of_the_arrivals(musterstadt) -> None:
    keys = ("time_period", "sex", "citizenship")
    arrivals = musterstadt.sums("moves.csv", *keys, keep=lambda row: row["variable"] == "in_migration")
    assigned = musterstadt.sums("asylum_assigned.csv", *keys)
    assert all(persons <= arrivals[key] for key, persons in assigned.items())
    assert sum(assigned.values()) > 0
