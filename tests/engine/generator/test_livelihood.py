from __future__ import annotations

from collections import Counter

AGES = {"Y15T24": (15, 24), "Y25T54": (25, 54), "Y55T64": (55, 64), "Y_LT15": (0, 14), "Y15T64": (15, 64)}


def _people(musterstadt, place: str, *ages: str) -> Counter[tuple[str, ...]]:
    """The register by date, the column `place`, nationality and the named age groups."""
    people: Counter[tuple[str, ...]] = Counter()
    for row in musterstadt.rows("register.csv"):
        nationality = "DE" if row["citizenship"] == "DE" else "FOREIGN"
        for code in ages:
            if AGES[code][0] <= int(row["age"].strip("Y_GE")) <= AGES[code][1]:
                people[row["time_period"], row[place], nationality, code] += int(row["obs_value"])
    return people


def test_the_labour_force_is_part_of_the_population(musterstadt) -> None:
    people = _people(musterstadt, "sex", "Y15T24", "Y25T54", "Y55T64")
    active = musterstadt.sums(
        "labour.csv", "time_period", "sex", "citizenship", "age", keep=lambda row: row["variable"] == "labour_force"
    )
    assert len(active) == 18 * 2 * 2 * 3
    assert all(count <= people[key] for key, count in active.items())


def test_employed_and_unemployed_are_part_of_the_labour_force(musterstadt) -> None:
    keys = ("variable", "time_period", "sex", "citizenship", "age")
    counts = musterstadt.sums("labour.csv", *keys)
    for (variable, *rest), active in counts.items():
        if variable == "labour_force":
            assert counts["employed", *rest] + counts["unemployed", *rest] <= active


def _rate(musterstadt, year: int, nationality: str) -> float:
    def wanted(row: dict[str, str]) -> bool:
        return (row["time_period"], row["citizenship"]) == (f"{year}-12-31", nationality)

    counts = musterstadt.sums("labour.csv", "variable", keep=wanted)
    return counts["unemployed",] / counts["labour_force",]


def test_foreign_nationals_are_unemployed_more_often_in_every_year(musterstadt) -> None:
    for year in musterstadt.config.years:
        assert _rate(musterstadt, year, "FOREIGN") > 1.5 * _rate(musterstadt, year, "DE")


def test_the_pandemic_raises_unemployment_in_2020(musterstadt) -> None:
    for nationality in ("DE", "FOREIGN"):
        assert _rate(musterstadt, 2020, nationality) > _rate(musterstadt, 2019, nationality)


def test_recipients_are_part_of_the_population_of_their_district(musterstadt) -> None:
    people = _people(musterstadt, "ref_area", "Y_LT15", "Y15T64")
    recipients = musterstadt.sums("benefits.csv", "time_period", "ref_area", "citizenship", "age")
    assert len(recipients) == 18 * 18 * 2 * 2
    assert all(count <= people[key] for key, count in recipients.items())


def test_foreign_recipients_jump_in_2022_when_refugees_from_ukraine_change_the_benefit(musterstadt) -> None:
    recipients = musterstadt.sums("benefits.csv", "time_period", "citizenship")
    assert recipients["2022-12-31", "FOREIGN"] > 1.2 * recipients["2021-12-31", "FOREIGN"]
    assert abs(recipients["2022-12-31", "DE"] / recipients["2021-12-31", "DE"] - 1) < 0.1
