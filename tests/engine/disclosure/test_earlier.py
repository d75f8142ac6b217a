"""What was published before counts: an attacker who holds all releases learns no small count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.audit import Cell, Exposure, Relation, Told, attack
from teilhabe.engine.disclosure.groupings import Grouping
from teilhabe.engine.disclosure.ledger import tell, told_before
from teilhabe.engine.disclosure.protecting import Protection, protect
from teilhabe.engine.disclosure.rules import Rules
from teilhabe.engine.disclosure.tables import TOTAL, Earlier, Table
from teilhabe.errors import CheckFailed, InputError

RULES = Rules()
Person = tuple[str, ...]
Places = Sequence[tuple[int, Mapping[str, str]]]
Release = tuple[Table, np.ndarray, Places]


def counted(people: Mapping[Person, int], places: Places, names: str) -> Table:
    """A table of microdata with all totals: per dimension which property of a person it takes, and how it groups it."""
    cells: dict[tuple[str, ...], float] = {}
    for person, number in people.items():
        own = [groups.get(person[place], person[place]) for place, groups in places]
        for pattern in range(2 ** len(own)):
            codes = tuple(TOTAL if pattern >> at & 1 else code for at, code in enumerate(own))
            cells[codes] = cells.get(codes, 0) + number
    return Table(tuple(names.split(",")), tuple(cells), np.array(list(cells.values()), dtype=float))


def leaks(kinds: Sequence[Person], releases: Sequence[Release]) -> list[Exposure]:
    """What the audit finds who holds all releases: it reasons about kinds of persons, not about tables."""
    cells = [Cell(" ".join(kind)) for kind in kinds]
    relations: list[Relation] = []
    for table, hidden, places in releases:
        rows = dict(zip(table.codes, zip(table.values.tolist(), hidden.tolist(), strict=True), strict=True))
        for kind, groups in ((kind, [groups.get(kind[at], kind[at]) for at, groups in places]) for kind in kinds):
            rows.setdefault(tuple(groups), (0.0, False))  # a combination without a row is nobody
            assert kind
        for codes, (value, is_hidden) in rows.items():
            members = [
                (number, 1.0)
                for number, kind in enumerate(kinds)
                if all(
                    code in (TOTAL, groups.get(kind[at], kind[at]))
                    for code, (at, groups) in zip(codes, places, strict=True)
                )
            ]
            low, high = (0.0, np.inf) if is_hidden else (value, value)
            cells.append(Cell(str(codes), low, high, threshold=3.0, truth=value if is_hidden else None))
            relations.append(Relation(((len(cells) - 1, -1.0), *members)))
    return [found for found in attack(Told(tuple(cells), tuple(relations))) if found.kind not in ("told", "coalition")]


def hidden_cells(table: Table, hidden: np.ndarray) -> set[tuple[str, ...]]:
    return {codes for codes, hit in zip(table.codes, hidden, strict=True) if hit}


def as_published(table: Table, protection: Protection) -> Earlier:
    """What somebody reads who has the protected table only."""
    hidden = protection.hidden[0]
    values = np.where(hidden, np.nan, table.values)
    return Earlier(Table(table.dimensions, table.codes, values, table.groupings), hidden)


def remembered(table: Table, protection: Protection) -> Earlier:
    """What the ledger keeps."""
    return Earlier(table, protection.hidden[0])


def test_the_same_table_looks_the_same_again() -> None:
    people = {("a", "m"): 1, ("a", "f"): 9, ("b", "m"): 8, ("b", "f"): 7, ("c", "m"): 5, ("c", "f"): 4}
    table = counted(people, [(0, {}), (1, {})], "area,sex")
    first = protect([table], RULES)
    assert first.hidden[0].sum() == 4
    for keep in (as_published, remembered):
        again = protect([table], RULES, earlier=[keep(table, first)])
        assert (again.hidden[0] == first.hidden[0]).all()
        assert again.report.secondary == 0


def test_a_total_told_earlier_protects_the_districts_that_make_it_up() -> None:
    """City total in one release, its districts without a total in the next."""
    people = {("a",): 10, ("b",): 9, ("c",): 2}
    city = Table((), ((),), np.array([21.0]))
    areas = Table(("area",), (("a",), ("b",), ("c",)), np.array([10.0, 9.0, 2.0]))
    assert protect([areas], RULES).hidden[0].tolist() == [False, False, True]
    found = protect([areas], RULES, earlier=[Earlier(city, np.array([False]))])
    assert found.hidden[0].sum() == 2
    assert not leaks(list(people), [(city, np.array([False]), []), (areas, found.hidden[0], [(0, {})])])


def test_leaving_a_small_district_out_does_not_hide_it() -> None:
    """City total in one release, all districts but the small one in the next: the difference is the small one."""
    city = Table(("area",), ((TOTAL,),), np.array([21.0]))
    areas = Table(("area",), (("a",), ("b",)), np.array([10.0, 9.0]))
    found = protect([areas], RULES, earlier=[Earlier(city, np.array([False]))])
    assert found.hidden[0].sum() == 1
    large = Table(("area",), (("a",), ("b",)), np.array([8.0, 9.0]))
    assert not protect([large], RULES, earlier=[Earlier(city, np.array([False]))]).hidden[0].any()


def test_a_finer_table_does_not_give_away_what_the_coarser_hid() -> None:
    people = {
        ("a1", "m"): 1,
        ("a2", "m"): 1,
        ("a1", "f"): 9,
        ("a2", "f"): 6,
        ("b1", "m"): 8,
        ("b1", "f"): 7,
        ("b2", "m"): 4,
    }
    groups = {"a1": "a", "a2": "a", "b1": "b", "b2": "b"}
    coarse = counted(people, [(0, groups), (1, {})], "area,sex")
    fine = counted(people, [(0, {}), (1, {})], "area,sex")
    fine = Table(fine.dimensions, fine.codes, fine.values, {"area": [Grouping(groups)]})
    first = protect([coarse], RULES)
    second = protect([fine], RULES, earlier=[remembered(coarse, first)])
    releases = [(coarse, first.hidden[0], [(0, groups), (1, {})]), (fine, second.hidden[0], [(0, {}), (1, {})])]
    assert not leaks(list(people), releases)


@settings(max_examples=25, deadline=None)
@given(numbers=st.lists(st.integers(0, 7), min_size=18, max_size=18), keeps_truth=st.booleans())
def test_three_cuts_released_one_after_the_other_are_safe_together(numbers: list[int], keeps_truth: bool) -> None:
    """By district and sex, then by postcode and sex, then by district and age: nobody sees them coming."""
    kinds = [(d, p, s) for d in ("d1", "d2", "d3") for p in ("p1", "p2", "p3") for s in ("m", "f")]
    people = {kind: number for kind, number in zip(kinds, numbers, strict=True) if number}
    cuts = [
        ([(0, {}), (2, {})], "district,sex"),
        ([(1, {}), (2, {})], "postcode,sex"),
        ([(0, {}), (1, {})], "district,postcode"),
    ]
    earlier: list[Earlier] = []
    releases = []
    for places, names in cuts:
        if not people:
            return
        table = counted(people, places, names)
        try:
            found = protect([table], RULES, earlier=earlier)
        except CheckFailed:
            break  # rather nothing than too much
        earlier.append((remembered if keeps_truth else as_published)(table, found))
        releases.append((table, found.hidden[0], places))
    assert releases
    assert not leaks(kinds, releases)


def test_a_correction_keeps_hidden_what_was_hidden() -> None:
    people = {("a", "m"): 2, ("a", "f"): 9, ("b", "m"): 8, ("b", "f"): 7, ("c", "m"): 5, ("c", "f"): 4}
    places = [(0, {}), (1, {})]
    table = counted(people, places, "area,sex")
    first = protect([table], RULES)
    later = counted({**people, ("c", "f"): 6}, places, "area,sex")
    for keep in (as_published, remembered):
        second = protect([later], RULES, earlier=[keep(table, first)])
        assert hidden_cells(table, first.hidden[0]) <= hidden_cells(later, second.hidden[0])


def test_cells_hidden_by_releases_of_another_state_stay_hidden() -> None:
    """Only the protected tables are known, and their hidden cells fit neither each other nor today's."""
    first = Table(("area",), (("a",), ("b",), ("c",), (TOTAL,)), np.array([np.nan, np.nan, 9.0, 12.0]))
    second = Table(("area",), (("a",), ("b",), ("c",), (TOTAL,)), np.array([np.nan, np.nan, 9.0, 15.0]))
    hidden = np.array([True, True, False, False])
    today = Table(("area",), (("a",), ("b",), ("c",), (TOTAL,)), np.array([30.0, 40.0, 9.0, 79.0]))
    found = protect([today], RULES, earlier=[Earlier(first, hidden), Earlier(second, hidden)])
    assert found.hidden[0].tolist() == [True, True, False, False]
    assert found.report.primary == {"told": 2}


def test_what_was_small_once_may_be_told_when_it_is_known_to_have_grown() -> None:
    table = Table(("area", "year"), (("a", "1"), ("b", "1")), np.array([2.0, 9.0]))
    first = protect([table], RULES)
    grown = Table(("area", "year"), (("a", "1"), ("b", "1")), np.array([7.0, 9.0]))
    assert not protect([grown], RULES, earlier=[remembered(table, first)]).hidden[0].any()


def test_what_was_told_stays_told_and_other_cells_are_still_protected() -> None:
    """A release before there was a gate: its small cell is out, the rest must not follow."""
    people = {("a", "m"): 1, ("a", "f"): 9, ("b", "m"): 8, ("b", "f"): 2, ("c", "m"): 5, ("c", "f"): 4}
    table = counted(people, [(0, {}), (1, {})], "area,sex")
    told = Table(("area", "sex"), (("a", "m"),), np.array([1.0]))
    found = protect([table], RULES, earlier=[Earlier(told, np.array([False]))])
    assert ("a", "m") not in hidden_cells(table, found.hidden[0])
    assert ("b", "f") in hidden_cells(table, found.hidden[0])


def told(codes: str, value: float) -> Earlier:
    return Earlier(Table(("area",), ((codes,),), np.array([value])), np.array([False]))


def test_what_earlier_releases_give_away_is_not_published() -> None:
    """One district and the city are out; the other district is what is left."""
    later = Table(("area",), (("b",),), np.array([2.0]))
    for earlier in ([told("a", 10), told(TOTAL, 12)], [told(TOTAL, 12), told("a", 10)]):
        with pytest.raises(CheckFailed, match="area=b"):
            protect([later], RULES, earlier=earlier)


def test_a_district_that_all_releases_leave_out_is_not_what_remains() -> None:
    later = Table(("area",), (("b",),), np.array([20.0]))
    found = protect([later], RULES, earlier=[told("a", 10), told(TOTAL, 32)])
    assert found.hidden[0].tolist() == [True]
    assert not protect([later], RULES, earlier=[told("a", 10), told(TOTAL, 33)]).hidden[0].any()


def test_releases_that_contradict_each_other_are_refused() -> None:
    wrong = Table(("area",), (("a",), ("b",), (TOTAL,)), np.array([10.0, 9.0, 21.0]))
    now = Table(("area",), (("a",),), np.array([10.0]))
    with pytest.raises(InputError):
        protect([now], RULES, earlier=[Earlier(wrong, np.array([False, False, False]))])


def test_linked_tables_that_exceed_a_total_are_refused() -> None:
    city = Table(("sex",), (("m",), ("f",), (TOTAL,)), np.array([10.0, 9.0, 19.0]), name="city")
    areas = Table(("area",), (("a",), ("b",)), np.array([10.0, 11.0]), name="areas")
    with pytest.raises(InputError, match="make more than the sum"):
        protect([city, areas], RULES)


def test_the_ledger_gives_back_what_it_was_told(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "ledger.jsonl"
    assert told_before(path, "n") == ()
    table = Table(("area",), (("ä",), (TOTAL,)), np.array([2.0, 12.5]), {"area": [Grouping({"ä": "x"})]}, name="t.csv")
    hidden = np.array([True, False])
    for _ in range(2):
        tell(path, "n", [table], [hidden])
    tell(path, "euro", [table], [hidden])
    (found,) = told_before(path, "n")
    assert (found.table.codes, found.table.values.tolist(), found.hidden.tolist()) == (
        table.codes,
        [2, 12.5],
        [True, False],
    )
    assert found.table.groupings == table.groupings
    assert len(list(chain(told_before(path, "n"), told_before(path, "euro")))) == 2
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_damaged_ledger_is_refused_with_its_line(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "ledger.jsonl"
    path.write_text('{"table": "t"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        told_before(path, "n")
