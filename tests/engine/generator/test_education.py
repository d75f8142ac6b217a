from __future__ import annotations

from collections import Counter


def _young_people(musterstadt, first: int, last: int) -> Counter[tuple[str, ...]]:
    """The register by year, sex and nationality at these ages."""
    people: Counter[tuple[str, ...]] = Counter()
    for row in musterstadt.rows("register.csv"):
        if first <= int(row["age"].strip("Y_GE")) <= last:
            nationality = "DE" if row["citizenship"] == "DE" else "FOREIGN"
            people[row["time_period"][:4], row["sex"], nationality] += int(row["obs_value"])
    return people


def test_pupils_of_grade_8_are_about_half_of_those_aged_13_and_14(musterstadt) -> None:
    people = _young_people(musterstadt, 13, 14)
    pupils = musterstadt.sums("school_grade8.csv", "time_period", "sex", "citizenship")
    for (year, sex, nationality), count in pupils.items():
        cohort = people[year[:4], sex, nationality]
        assert 0.3 * cohort < count < 0.7 * cohort


def test_leavers_are_about_a_fifth_of_those_aged_15_to_19(musterstadt) -> None:
    people = _young_people(musterstadt, 15, 19)
    leavers = musterstadt.sums("school_leavers.csv", "time_period", "sex", "citizenship")
    for (year, sex, nationality), count in leavers.items():
        cohort = people[year[:4], sex, nationality]
        assert 0.1 * cohort < count < 0.32 * cohort


def test_the_newest_school_year_has_pupils_and_no_leavers_yet(musterstadt) -> None:
    assert max(musterstadt.sums("school_grade8.csv", "time_period")) == ("2025/2026",)
    assert max(musterstadt.sums("school_leavers.csv", "time_period")) == ("2024/2025",)


def test_fewer_foreign_pupils_attend_a_gymnasium(musterstadt) -> None:
    pupils = musterstadt.sums("school_grade8.csv", "citizenship", "school_type")
    everyone = musterstadt.sums("school_grade8.csv", "citizenship")
    share = {group: pupils[group, "GYM"] / everyone[group,] for group in ("DE", "FOREIGN")}
    assert share["FOREIGN"] < share["DE"] - 0.15


def test_children_in_care_never_exceed_the_children_who_live_there(musterstadt) -> None:
    keys = ("time_period", "ref_area", "age", "migration_status")
    children, in_care = musterstadt.sums("migration_status.csv", *keys), musterstadt.sums("kita.csv", *keys)
    assert len(in_care) == 18 * 18 * 2 * 2
    assert all(count <= children[key] for key, count in in_care.items())


def test_family_languages_add_up_to_the_children_in_care(musterstadt) -> None:
    keys = ("time_period", "ref_area", "age")
    in_care = musterstadt.sums("kita.csv", *keys, keep=lambda row: row["age"] == "Y3T5")
    assert musterstadt.sums("kita_language.csv", *keys) == in_care


def test_care_of_children_with_migration_background_falls_behind_when_many_arrive(musterstadt) -> None:
    def rate(year: int) -> float:
        def wanted(row: dict[str, str]) -> bool:
            group = (row["time_period"], row["age"], row["migration_status"])
            return group == (f"{year}-12-31", "Y3T5", "WITH")

        in_care = sum(musterstadt.sums("kita.csv", "age", keep=wanted).values())
        return in_care / sum(musterstadt.sums("migration_status.csv", "age", keep=wanted).values())

    assert rate(2016) < rate(2013)
    assert rate(2022) < rate(2019)
