from __future__ import annotations


def test_the_number_of_offices_stays_while_more_of_them_open_up(musterstadt) -> None:
    everyone = musterstadt.sums("offices.csv", "time_period")
    working = musterstadt.sums("offices.csv", "time_period", keep=lambda row: row["measures"] == "YES")
    assert set(everyone.values()) == {120_000 // 3500}
    assert working["2025",] > 1.5 * working["2012",]


def test_staff_answer_every_two_years_and_only_a_part_of_them(musterstadt) -> None:
    answered = musterstadt.sums("city_staff.csv", "time_period")
    people = musterstadt.sums("register.csv", "time_period")
    assert set(answered) == {(str(year),) for year in range(2014, 2025, 2)}
    assert all(0.004 < persons / people[f"{year}-12-31",] < 0.009 for (year,), persons in answered.items())


def test_the_administration_has_a_smaller_share_with_migration_background_than_the_working_population(
    musterstadt,
) -> None:
    staff = musterstadt.sums("city_staff.csv", "time_period", "migration_status")
    people = musterstadt.sums(
        "migration_status.csv", "time_period", "migration_status", keep=lambda row: row["age"] == "Y18T64"
    )

    def share(counts, period: str) -> float:
        return counts[period, "WITH"] / (counts[period, "WITH"] + counts[period, "WITHOUT"])

    for year in ("2014", "2024"):
        assert share(staff, year) < share(people, f"{year}-12-31")
    assert share(staff, "2024") > share(staff, "2014")
