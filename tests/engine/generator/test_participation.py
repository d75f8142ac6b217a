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


@pytest.mark.parametrize("year", range(2016, 2026))
def test_what_the_office_hands_over_of_a_year_fits_together(musterstadt, year: int) -> None:
    told = musterstadt.sums("volunteering-years.csv", "variable", "time_period")
    of_year = {variable: value for (variable, period), value in told.items() if period == str(year)}
    active = musterstadt.sums("active_volunteers.csv", "time_period")[(str(year),)]
    assert of_year["volunteers_lost_within_a_year"] < of_year["volunteers_begun_a_year_before"] < active
    assert of_year["sign_ups_missed"] < 0.2 * of_year["sign_ups"]
    assert 20 < of_year["volunteer_hours"] / active < 120
    assert 0.5 < of_year["opportunities_published"] / of_year["offers_received"] < 2
    assert 7 < of_year["days_to_fill_median"] < 90
