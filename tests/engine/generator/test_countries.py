from __future__ import annotations

from teilhabe.codes.citizenship import ASYLUM_ORIGINS
from teilhabe.codes.countries import countries


def test_single_citizenships_add_up_to_the_foreign_residents_of_every_district(musterstadt) -> None:
    keys = ("time_period", "ref_area")
    foreign = musterstadt.sums("register.csv", *keys, keep=lambda row: row["citizenship"] != "DE")
    assert musterstadt.sums("population_by_country.csv", *keys) == foreign


def test_the_asylum_origins_and_ukraine_add_up_to_their_groups(musterstadt) -> None:
    keys = ("time_period", "ref_area")
    for group, codes in {"A8": set(ASYLUM_ORIGINS), "UA": {"ST166"}}.items():
        of_group = musterstadt.sums("register.csv", *keys, keep=lambda row, g=group: row["citizenship"] == g)
        single = musterstadt.sums("population_by_country.csv", *keys, keep=lambda row, c=codes: row["citizenship"] in c)
        assert {key: persons for key, persons in single.items() if persons} == dict(of_group)


def test_every_citizenship_is_in_the_official_list(musterstadt) -> None:
    known = {country.code for country in countries().values()}
    assert {row["citizenship"] for row in musterstadt.rows("population_by_country.csv")} <= known
