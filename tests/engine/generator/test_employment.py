from __future__ import annotations

KEYS = ("time_period", "sex", "age", "citizenship")
AGES = {"Y15T24": (15, 24), "Y25T54": (25, 54), "Y55T64": (55, 64)}


def test_dependent_employees_are_the_insured_and_those_with_marginal_jobs_only(musterstadt) -> None:
    insured = musterstadt.sums("labour.csv", *KEYS, keep=lambda row: row["variable"] == "employed")
    counts = musterstadt.sums("marginal_employment.csv", "variable", *KEYS)
    for key, persons in insured.items():
        assert counts["dependent_employed", *key] == persons + counts["marginal_employed", *key]


def test_with_the_unemployed_they_are_part_of_the_population(musterstadt) -> None:
    people = musterstadt.people("time_period", "sex", "nationality", ages=AGES)
    unemployed = musterstadt.sums("labour.csv", *KEYS, keep=lambda row: row["variable"] == "unemployed")
    counts = musterstadt.sums(
        "marginal_employment.csv", *KEYS, keep=lambda row: row["variable"] == "dependent_employed"
    )
    for (date, sex, age, nationality), persons in counts.items():
        assert persons + unemployed[date, sex, age, nationality] <= people[date, sex, nationality, age]


def test_refugees_at_work_are_part_of_the_foreign_employees_and_become_more(musterstadt) -> None:
    employed = musterstadt.sums(
        "labour.csv",
        "time_period",
        "sex",
        keep=lambda row: (row["variable"], row["citizenship"]) == ("employed", "FOREIGN"),
    )
    at_work = musterstadt.sums("refugees_in_employment.csv", "time_period", "sex")
    assert all(0 < persons < employed[key] for key, persons in at_work.items())
    years = musterstadt.sums("refugees_in_employment.csv", "time_period")
    assert years["2025-12-31",] > 2 * years["2015-12-31",]
