from __future__ import annotations

import pytest

YEARLY = {
    "labour_status": (15, 64),
    "persons_by_poverty_risk": (0, None),
    "population_25_34_by_qualification": (25, 34),
    "population_18_24_by_education": (18, 24),
}


def _share(musterstadt, variable: str, code: str, status: str, years: range = range(2008, 2026)) -> float:
    """The weighted share of an answer over some years."""

    def wanted(row: dict[str, str]) -> bool:
        return (row["variable"], row["migration_status"]) == (variable, status) and int(row["time_period"]) in years

    name = list(musterstadt.rows(f"{variable}.csv")[0])[-3]
    counts = musterstadt.sums(f"{variable}.csv", name, keep=wanted)
    return counts[code,] / sum(counts.values())


@pytest.mark.parametrize("variable", YEARLY)
def test_about_three_persons_in_a_hundred_are_asked_every_year(musterstadt, variable: str) -> None:
    people = musterstadt.people("time_period", ages={"asked": YEARLY[variable]})
    cases = musterstadt.sums(f"{variable}.csv", "time_period", keep=lambda row: row["variable"] == f"{variable}_cases")
    assert len(cases) == 18
    for (year,), asked in cases.items():
        expected = 0.03 * people[f"{year}-12-31", "asked"]
        assert abs(asked - expected) < 4.5 * expected**0.5


@pytest.mark.parametrize("variable", YEARLY)
def test_the_weighted_answers_add_up_to_the_population(musterstadt, variable: str) -> None:
    people = musterstadt.people("time_period", ages={"asked": YEARLY[variable]})
    weighted = musterstadt.sums(f"{variable}.csv", "time_period", keep=lambda row: row["variable"] == variable)
    for (year,), persons in weighted.items():
        assert persons == pytest.approx(people[f"{year}-12-31", "asked"], rel=0.01)


@pytest.mark.parametrize("variable", [*YEARLY, "households_by_tenure"])
def test_a_weighted_figure_stands_exactly_where_cases_stand(musterstadt, variable: str) -> None:
    rows = musterstadt.rows(f"{variable}.csv")
    dimensions = [name for name in rows[0] if name not in ("variable", "unit", "obs_value")]
    figures = {
        kind: {
            tuple(row[name] for name in dimensions)
            for row in rows
            if row["variable"] == kind and row["obs_value"] != "0"
        }
        for kind in (variable, f"{variable}_cases")
    }
    assert figures[variable] == figures[f"{variable}_cases"]


def test_the_young_are_at_risk_of_poverty_most_often(musterstadt) -> None:
    counts = musterstadt.sums(
        "persons_by_poverty_risk.csv",
        "age",
        "poverty_risk",
        keep=lambda row: row["variable"] == "persons_by_poverty_risk",
    )
    risk = {age: counts[age, "YES"] / (counts[age, "YES"] + counts[age, "NO"]) for age, _ in counts}
    assert max(risk, key=lambda age: risk[age]) == "Y18T24"
    assert min(risk, key=lambda age: risk[age]) in ("Y25T64", "Y_GE65")


@pytest.mark.parametrize(
    ("variable", "code"),
    [
        ("persons_by_poverty_risk", "YES"),
        ("population_25_34_by_qualification", "NONE"),
        ("population_18_24_by_education", "EARLY_LEAVER"),
        ("labour_status", "UNEMPLOYED"),
        ("households_by_tenure", "TENANT"),
    ],
)
def test_gaps_are_there_and_within_what_german_cities_know(musterstadt, variable: str, code: str) -> None:
    others, people = (_share(musterstadt, variable, code, status) for status in ("WITHOUT", "WITH"))
    assert others < people < 5 * others


def test_home_ownership_is_asked_every_four_years_for_households(musterstadt) -> None:
    rows = musterstadt.rows("households_by_tenure.csv")
    assert {row["time_period"] for row in rows} == {"2010", "2014", "2018", "2022"}
    assert {(row["variable"], row["unit"]) for row in rows} == {
        ("households_by_tenure", "households"),
        ("households_by_tenure_cases", "cases"),
    }
