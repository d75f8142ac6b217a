from __future__ import annotations

from collections import Counter
from itertools import pairwise


def _stock(musterstadt, *keys: str) -> Counter[tuple[str, ...]]:
    """The register by year and the named columns."""
    stock: Counter[tuple[str, ...]] = Counter()
    for (date, *rest), persons in musterstadt.sums("register.csv", "time_period", *keys).items():
        stock[date[:4], *rest] += persons
    return stock


def _change(musterstadt, *keys: str) -> Counter[tuple[str, ...]]:
    """Births − deaths + arrivals − departures + balance of inner moves, by year and the named columns."""
    change: Counter[tuple[str, ...]] = Counter()
    change.update(musterstadt.sums("births.csv", "time_period", *keys))
    change.subtract(musterstadt.sums("deaths.csv", "time_period", *keys))
    change.update(musterstadt.sums("inner_moves.csv", "time_period", *keys))
    for (variable, *rest), persons in musterstadt.sums("moves.csv", "variable", "time_period", *keys).items():
        change[tuple(rest)] += persons if variable == "in_migration" else -persons
    return change


def _pairs(musterstadt) -> list[tuple[str, str]]:
    return list(pairwise(str(year) for year in musterstadt.config.years))


def test_the_balance_holds_in_every_district_and_year(musterstadt) -> None:
    stock, change = _stock(musterstadt, "ref_area"), _change(musterstadt, "ref_area")
    for before, year in _pairs(musterstadt):
        for district in musterstadt.config.districts:
            assert stock[year, district] == stock[before, district] + change[year, district], (year, district)


def test_the_balance_holds_for_every_citizenship_in_every_district_with_naturalisations(musterstadt) -> None:
    keys = ("ref_area", "citizenship")
    stock, change = _stock(musterstadt, *keys), _change(musterstadt, *keys)
    for (year, district, former), persons in musterstadt.sums("naturalisations.csv", "time_period", *keys).items():
        change[year, district, former] -= persons
        change[year, district, "DE"] += persons
    for before, year in _pairs(musterstadt):
        for district in musterstadt.config.districts:
            for group in ("DE", "EU", "UA", "A8", "OTHER", "UNKNOWN"):
                expected = stock[before, district, group] + change[year, district, group]
                assert stock[year, district, group] == expected, (year, district, group)


def test_inner_moves_cancel_out_over_the_city(musterstadt) -> None:
    balance = musterstadt.sums("inner_moves.csv", "time_period", "sex", "citizenship")
    assert balance
    assert set(balance.values()) == {0}


def test_nobody_is_counted_below_zero(musterstadt) -> None:
    for file in ("register.csv", "births.csv", "deaths.csv", "moves.csv", "naturalisations.csv"):
        assert all(int(row["obs_value"]) >= 0 for row in musterstadt.rows(file)), file


def test_about_120_000_people_live_there_at_the_end_of_2025(musterstadt) -> None:
    persons = musterstadt.sums("register.csv", "time_period")["2025-12-31",]
    assert abs(persons - 120_000) <= 0.03 * 120_000


def test_many_more_people_from_the_asylum_origins_arrive_in_2015_and_2016(musterstadt) -> None:
    arrivals = musterstadt.sums(
        "moves.csv", "time_period", keep=lambda row: row["variable"] == "in_migration" and row["citizenship"] == "A8"
    )
    assert arrivals["2015",] > 5 * arrivals["2013",]
    assert arrivals["2016",] > 2 * arrivals["2017",]


def test_many_more_people_from_ukraine_arrive_in_2022(musterstadt) -> None:
    arrivals = musterstadt.sums(
        "moves.csv", "time_period", keep=lambda row: row["variable"] == "in_migration" and row["citizenship"] == "UA"
    )
    assert arrivals["2022",] > 20 * arrivals["2021",]


def test_divers_appears_only_after_the_law_of_2018_and_stays_rare(musterstadt) -> None:
    diverse = musterstadt.sums("register.csv", "time_period", keep=lambda row: row["sex"] == "X")
    assert min(diverse) >= ("2019-12-31",)
    assert 0 < diverse["2025-12-31",] < 60


def test_germans_grow_older_and_foreign_nationals_are_younger(musterstadt) -> None:
    def mean_age(date: str, german: bool) -> float:
        years = persons = 0
        for row in musterstadt.rows("register.csv"):
            if row["time_period"] == date and (row["citizenship"] == "DE") == german:
                years += int(row["age"].strip("Y_GE")) * int(row["obs_value"])
                persons += int(row["obs_value"])
        return years / persons

    assert mean_age("2025-12-31", german=True) > mean_age("2025-12-31", german=False) + 3


def test_districts_differ_as_in_a_real_city(musterstadt) -> None:
    shares = {}
    everyone = musterstadt.sums("register.csv", "time_period", "ref_area")
    foreign = musterstadt.sums("register.csv", "time_period", "ref_area", keep=lambda row: row["citizenship"] != "DE")
    for area in musterstadt.config.areas:
        key = ("2025-12-31", area.code)
        shares.setdefault(area.kind, []).append(foreign[key] / everyone[key])
    assert max(shares["village"]) < 0.1
    assert min(shares["estate"]) > 0.2
