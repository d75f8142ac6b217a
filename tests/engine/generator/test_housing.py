from __future__ import annotations


def test_there_are_always_more_places_than_people_in_shelters(musterstadt) -> None:
    counts = musterstadt.sums("shelters.csv", "time_period", "variable")
    for year in musterstadt.config.years:
        date = f"{year}-12-31"
        assert 0 < counts[date, "shelter_occupied"] <= counts[date, "shelter_places"]


def test_shelters_fill_up_in_2015_and_empty_more_slowly_than_they_filled(musterstadt) -> None:
    places = musterstadt.sums("shelters.csv", "time_period", keep=lambda row: row["variable"] == "shelter_places")
    assert places["2015-12-31",] > 1.8 * places["2014-12-31",]
    assert places["2018-12-31",] > 0.6 * places["2015-12-31",]


def test_people_in_shelters_are_part_of_those_who_seek_protection(musterstadt) -> None:
    sheltered = musterstadt.sums("shelters.csv", "time_period", keep=lambda row: row["variable"] == "shelter_occupied")
    seekers = musterstadt.sums("protection_seekers.csv", "time_period")
    assert all(count <= seekers[key] for key, count in sheltered.items())


def test_families_are_part_of_the_population_and_live_in_plausible_space(musterstadt) -> None:
    people = musterstadt.sums("migration_status.csv", "time_period", "migration_status")
    survey = musterstadt.sums("living_space.csv", "time_period", "migration_status", "variable")
    for year in ("2010", "2014", "2018", "2022"):
        for status, least, most in (("WITHOUT", 33, 42), ("WITH", 23, 31)):
            persons = survey[year, status, "persons_in_families"]
            assert 0 < persons < people[f"{year}-12-31", status]
            assert least < survey[year, status, "living_space"] / persons < most


def test_each_variable_has_its_own_unit(musterstadt) -> None:
    units = {row["variable"]: row["unit"] for row in musterstadt.rows("living_space.csv")}
    assert units == {"living_space": "square_metres", "persons_in_families": "persons"}
