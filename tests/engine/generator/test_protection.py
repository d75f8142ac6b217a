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


def test_recipients_of_asylum_benefits_are_part_of_those_in_procedures_or_under_protection(musterstadt) -> None:
    entitled = {"OPEN", "TOLERATED", "TEMP_PROTECTION"}
    keys = ("time_period", "sex", "citizenship")
    people = musterstadt.sums("register.csv", *keys, keep=lambda row: row["residence_status"] in entitled)
    assert all(persons <= people[key] for key, persons in musterstadt.sums("asylum_benefits.csv", *keys).items())


def test_few_from_ukraine_receive_asylum_benefits_because_the_law_changed_in_the_same_year(musterstadt) -> None:
    keys = ("time_period", "citizenship")
    received = musterstadt.sums("asylum_benefits.csv", *keys)
    seekers = musterstadt.sums("protection_seekers.csv", *keys)
    assert 0 < received["2022-12-31", "UA"] < 0.1 * seekers["2022-12-31", "UA"]


def test_unaccompanied_minors_are_part_of_the_young_seekers_and_mostly_boys(musterstadt) -> None:
    young = musterstadt.people("time_period", "sex", "residence_status", ages={"Y14T17": (14, 17)})
    minors = musterstadt.sums("unaccompanied_minors.csv", "time_period", "sex")
    for (date, sex), persons in minors.items():
        assert persons <= sum(young[date, sex, status, "Y14T17"] for status in ("PROTECTED", "OPEN", "TOLERATED"))
    assert minors["2015-12-31", "M"] > 3 * minors["2015-12-31", "F"]
    assert minors["2015-12-31", "M"] > 3 * minors["2014-12-31", "M"]
