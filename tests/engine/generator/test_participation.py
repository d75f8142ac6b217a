from __future__ import annotations

import pytest

ADULTS = {"Y18T34": (18, 34), "Y35T64": (35, 64), "Y_GE65": (65, None)}


def test_everybody_german_and_adult_may_vote(musterstadt) -> None:
    people = musterstadt.people("time_period", "ref_area", "sex", "nationality", ages=ADULTS)
    voters = musterstadt.sums("eligible_voters.csv", "time_period", "ref_area", "sex", "age")
    assert {key: persons for key, persons in voters.items() if persons} == {
        (date, area, sex, age): persons
        for (date, area, sex, nationality, age), persons in people.items()
        if nationality == "DE"
    }


def test_more_of_the_voters_have_a_migration_background_every_year(musterstadt) -> None:
    voters = musterstadt.sums("eligible_voters.csv", "time_period", "migration_status")
    shares = [
        voters[f"{year}-12-31", "WITH"] / (voters[f"{year}-12-31", "WITH"] + voters[f"{year}-12-31", "WITHOUT"])
        for year in musterstadt.config.years
    ]
    assert shares == sorted(shares)


def test_volunteers_are_few_of_the_adults_of_their_district(musterstadt) -> None:
    adults = musterstadt.people("time_period", "ref_area", ages={"Y_GE18": (18, None)})
    active = musterstadt.sums("active_volunteers.csv", "time_period", "ref_area")
    assert {year for year, _ in active} == {str(year) for year in range(2016, 2026)}
    assert all(persons < 0.03 * adults[f"{year}-12-31", area, "Y_GE18"] for (year, area), persons in active.items())


@pytest.mark.parametrize("year", range(2016, 2026))
def test_half_to_three_quarters_of_the_requests_find_somebody(musterstadt, year: int) -> None:
    requests = musterstadt.sums("volunteer_requests.csv", "time_period", "outcome")
    matched, left = requests[str(year), "MATCHED"], requests[str(year), "OPEN"]
    assert 0.45 < matched / (matched + left) < 0.75
