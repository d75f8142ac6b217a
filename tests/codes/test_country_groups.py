from __future__ import annotations

from datetime import date

import pytest

from teilhabe.codes.country_groups import GROUPS, contains, members, union

TODAY = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("on", "count"),
    [
        (date(1957, 12, 31), 0),
        (date(1990, 1, 1), 12),
        (date(2003, 12, 31), 15),
        (date(2004, 5, 1), 25),
        (date(2007, 1, 1), 27),
        (date(2013, 7, 1), 28),
        (date(2020, 1, 31), 28),
        (date(2020, 2, 1), 27),
    ],
)
def test_the_union_has_its_members_of_the_day(on: date, count: int) -> None:
    assert len(union(on)) == count


def test_the_united_kingdom_left() -> None:
    assert members("EU28", TODAY) - members("EU27_2020", TODAY) == {"GB"}
    assert "GB" in members("THIRD", TODAY)
    assert "GB" not in members("THIRD", date(2019, 12, 31))


def test_the_union_as_a_group_of_foreigners_leaves_germany_out() -> None:
    assert members("EU", TODAY) == members("EU27_2020", TODAY) - {"DE"}


def test_eight_countries_are_the_main_asylum_origins() -> None:
    assert members("A8", TODAY) == {"AF", "ER", "IQ", "IR", "NG", "PK", "SO", "SY"}


@pytest.mark.parametrize(
    ("group", "part", "expected"),
    [
        ("FOREIGN", "EU", True),
        ("THIRD", "A8", True),
        ("NON_EU", "EFTA", True),
        ("THIRD", "EFTA", False),
        ("ASIA", "A8", False),
        ("A8", "ST475", True),
        ("EU", "DE", False),
        ("EUROPE", "UA", True),
        ("EU28", "EU27_2020", True),
    ],
)
def test_a_group_contains_another_or_not(group: str, part: str, expected: bool) -> None:
    assert contains(group, part, TODAY) is expected


def test_everybody_is_german_of_the_union_or_of_neither() -> None:
    for on in (date(2003, 1, 1), date(2015, 1, 1), TODAY):
        assert members("TOTAL", on) == members("EU", on) | members("NON_EU", on) | {"DE"}
        assert not members("EU", on) & members("NON_EU", on)


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_has_members(group: str) -> None:
    assert members(group, TODAY)


def test_what_is_neither_group_nor_country_is_refused() -> None:
    with pytest.raises(ValueError, match="Atlantis"):
        members("Atlantis", TODAY)
