from __future__ import annotations

import pytest

from teilhabe.codes.nuts import LAND_OF_NUTS, NUTS_OF_LAND, geo_level, land_of
from teilhabe.codes.territory import STATES


def test_every_land_has_one_nuts_code_and_back() -> None:
    assert NUTS_OF_LAND.keys() == STATES.keys()
    assert {NUTS_OF_LAND[land] for land in STATES} == LAND_OF_NUTS.keys()


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("EU27_2020", "aggregate"),
        ("EA20", "aggregate"),
        ("EFTA", "aggregate"),
        ("AT", "country"),
        ("DEU", "country"),
        ("DEB", "nuts1"),
        ("AT13", "nuts2"),
        ("DEB32", "nuts3"),
        ("07312", None),
        ("Köln", None),
    ],
)
def test_the_level_of_a_code_of_an_international_table(code: str, level: str | None) -> None:
    assert geo_level(code) == level


def test_a_german_region_lies_in_its_land() -> None:
    assert land_of("DEB32") == "07"
    assert land_of("AT13") is None
