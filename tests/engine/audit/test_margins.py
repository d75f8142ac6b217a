"""The sums that codes alone give away."""

from __future__ import annotations

from teilhabe.engine.audit.files import Key
from teilhabe.engine.audit.margins import Listing, sums

PLACES = {"n1": ("north",), "n2": ("north",), "s1": ("south",)}


def key(**codes: str) -> Key:
    return frozenset(codes.items())


def listing(*keys: Key, dimensions: tuple[str, ...] = ("place",)) -> Listing:
    return Listing(dimensions, frozenset(keys))


def places(*codes: str) -> list[Key]:
    return [key(place=code) for code in codes]


def found(*listings: Listing, parents: dict[str, tuple[str, ...]] | None = None) -> dict[str, set[str]]:
    """The sums over places, by code."""

    def name(cell: Key) -> str:
        return dict(cell).get("place", "TOTAL")

    return {name(whole): {name(part) for part in parts} for whole, parts in sums(listings, {"place": parents or {}})}


def test_a_total_is_the_sum_of_its_codes() -> None:
    assert found(listing(key(), *places("a", "b"))) == {"TOTAL": {"a", "b"}}


def test_without_a_total_nothing_is_summed() -> None:
    assert found(listing(*places("a", "b"))) == {}


def test_a_hierarchy_adds_up_level_by_level() -> None:
    cells = listing(key(), *places("north", "south", "n1", "n2", "s1"))
    assert found(cells, parents=PLACES) == {
        "TOTAL": {"north", "south"},
        "north": {"n1", "n2"},
        "south": {"s1"},
    }


def test_a_level_that_is_not_listed_is_passed_over() -> None:
    parents = {**PLACES, "north": ("state",), "south": ("state",)}
    assert found(listing(key(), *places("state", "n1", "n2", "s1")), parents=parents) == {
        "TOTAL": {"state"},
        "state": {"n1", "n2", "s1"},
    }


def test_two_groupings_of_the_same_codes_meet_in_the_codes() -> None:
    parents = {"a": ("north", "rural"), "b": ("north", "urban"), "c": ("south", "urban")}
    cells = listing(key(), *places("a", "b", "c", "north", "south", "rural", "urban"))
    assert found(cells, parents=parents) == {
        "TOTAL": {"a", "b", "c"},
        "north": {"a", "b"},
        "south": {"c"},
        "rural": {"a"},
        "urban": {"b", "c"},
    }


def test_a_sum_that_is_not_listed_stands_between() -> None:
    """Only the grand total is listed: it is reached over sums that nobody has published."""
    cells = [key(place=place, sex=sex) for place in "ab" for sex in "FM"]
    told = sums([listing(key(), *cells, dimensions=("place", "sex"))], {})
    assert (key(), tuple(sorted([key(place="a"), key(place="b")], key=sorted))) in told
    assert all(whole == key() or len(whole) == 1 for whole, _ in told)
    assert len(told) == 6


def test_tables_that_share_a_margin_share_its_cells() -> None:
    by_sex = listing(*(key(place=place, sex=sex) for place in "ab" for sex in "FM"), dimensions=("place", "sex"))
    told = sums([by_sex, listing(*places("a", "b"))], {})
    assert {whole for whole, _ in told} == {key(place="a"), key(place="b")}


def test_a_margin_that_only_another_table_tells_is_a_margin_all_the_same() -> None:
    by_sex = listing(*(key(place=place, sex=sex) for place in "ab" for sex in "FM"), dimensions=("place", "sex"))
    by_age = listing(*(key(place=place, age=age) for place in "ab" for age in "xy"), dimensions=("place", "age"))
    with_totals = Listing(by_age.dimensions, by_age.keys | {key(place="a"), key(place="b")})
    assert sums([by_sex, by_age], {}) == []
    told = sums([by_sex, with_totals], {})
    assert [(dict(whole)["place"], len(dict(parts[0]))) for whole, parts in told] == [("a", 2), ("b", 2)] * 2


def test_tables_with_different_cuts_of_one_dimension_are_not_added_together() -> None:
    districts, postcodes = listing(key(), *places("d1", "d2")), listing(key(), *places("p1", "p2"))
    assert sorted(len(parts) for _, parts in sums([districts, postcodes], {})) == [2, 2]


def test_a_finer_table_is_tied_to_a_coarser_one_by_the_hierarchy() -> None:
    coarse, fine = listing(key(), *places("north", "south")), listing(*places("n1", "n2", "s1"))
    assert found(coarse, fine, parents=PLACES) == {
        "TOTAL": {"north", "south"},
        "north": {"n1", "n2"},
        "south": {"s1"},
    }
