"""The gate sees through sums: whoever knows all published figures cannot work out a small one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teilhabe.engine.cube.sums import Addend, Box
from teilhabe.engine.disclosure.facts import PublishedFact, Telling, from_json, to_json
from teilhabe.engine.disclosure.gate import protect
from teilhabe.engine.disclosure.regions import Map

CITY, DISTRICTS = "1", ("11", "12", "13", "14")
CODES: Mapping[str, tuple[str, ...]] = {
    "ref_area": DISTRICTS,
    "sex": ("F", "M"),
    "citizenship": ("DE", "EU", "UA"),
    "age": ("Y_LT15", "Y15T64", "Y_GE65"),
}
PLACES = Map(lambda dataset, variable: CODES, {CITY: DISTRICTS})


def box(place: str, **where: str) -> Box:
    areas = DISTRICTS if place == CITY else (place,)
    chosen = {name: tuple(codes.split(",")) for name, codes in where.items()}
    return Box("register", "population", "2020", areas, tuple(sorted(chosen.items())))


def fact(value: float, place: str, threshold: int = 3, **where: str) -> PublishedFact:
    return PublishedFact((Addend(1.0, box(place, **where), value),), value, threshold)


def left_out(below: PublishedFact, above: PublishedFact) -> PublishedFact:
    minus = tuple(Addend(-1.0, entry.box, entry.value) for entry in above.addends)
    return PublishedFact((*below.addends, *minus), below.value - above.value, 3, is_told=False)


def telling(figure: str, *facts: PublishedFact) -> Telling:
    is_small = any(0 < abs(entry.value) < entry.threshold for entry in facts)
    return Telling(figure, facts, is_open=not is_small)


def districts(values: Sequence[float], **where: str) -> list[Telling]:
    """A figure for each district and one for the city."""
    each = [telling(place, fact(value, place, **where)) for place, value in zip(DISTRICTS, values, strict=True)]
    return [telling("city", fact(sum(values), CITY, **where)), *each]


def hidden(tellings: Sequence[Telling], *earlier: Sequence[Telling]) -> frozenset[str]:
    return protect(tellings, earlier, PLACES).hidden


def release(**counts: float) -> list[Telling]:
    """What an earlier release told: the number of each place (d12), and of those it hid (small ones) that it did."""
    places = {"city": CITY, **{f"d{district}": district for district in DISTRICTS}}
    return [telling(name, fact(value, places[name])) for name, value in counts.items()]


def test_a_single_hidden_district_takes_a_second_figure_with_it() -> None:
    assert len(hidden(districts([2, 40, 50, 60]))) == 1


def test_figures_without_a_small_count_are_all_shown() -> None:
    assert hidden(districts([3, 40, 50, 60])) == frozenset()
    assert hidden(districts([0, 40, 50, 60])) == frozenset()


def test_two_hidden_districts_protect_each_other_only_where_they_leave_room() -> None:
    assert hidden(districts([2, 2, 50, 60])) == frozenset()
    assert len(hidden(districts([1, 1, 50, 60]))) == 1


def test_what_is_left_of_a_total_is_protected_although_nobody_publishes_it() -> None:
    everybody, german, european = fact(100, CITY), fact(58, CITY, citizenship="DE"), fact(40, CITY, citizenship="EU")
    tellings = [telling("all", everybody), telling("german", german), telling("european", european)]
    assert len(hidden(tellings)) == 1


@pytest.mark.parametrize(("german_women", "is_safe"), [(12, False), (13, True), (10, True)])
def test_the_fourth_field_of_a_table_of_four_is_protected(german_women: int, is_safe: bool) -> None:
    """Foreign men are all less women less Germans and German women again."""
    facts = {
        "all": fact(100, CITY),
        "women": fact(50, CITY, sex="F"),
        "germans": fact(60, CITY, citizenship="DE"),
        "german women": fact(german_women, CITY, citizenship="DE", sex="F"),
    }
    assert (hidden([telling(name, entry) for name, entry in facts.items()]) == frozenset()) is is_safe


def test_ages_in_overlapping_classes_are_compared_year_by_year() -> None:
    grown, working = fact(930, CITY, age="Y15T64,Y_GE65"), fact(928, CITY, age="Y15T64")
    assert len(hidden([telling("grown", grown), telling("working", working)])) == 1


def test_a_share_is_hidden_with_its_numerator_and_leaves_its_denominator_to_others() -> None:
    below = [fact(value, place) for place, value in zip((CITY, *DISTRICTS), (230, 20, 60, 70, 80), strict=True)]
    above = [
        fact(value, place, citizenship="EU")
        for place, value in zip((CITY, *DISTRICTS), (132, 2, 40, 40, 50), strict=True)
    ]
    shares = [
        telling(f"share {place}", one, other, left_out(other, one))
        for place, one, other in zip((CITY, *DISTRICTS), above, below, strict=True)
    ]
    totals = [telling(f"all {place}", entry) for place, entry in zip((CITY, *DISTRICTS), below, strict=True)]
    found = hidden([*shares, *totals])
    assert found
    assert all(figure.startswith("share") for figure in found)


def test_what_an_earlier_release_told_cannot_be_hidden_any_more() -> None:
    assert hidden(districts([2, 40, 50, 60]), release(d12=40, d13=50)) <= {"city", "14"}


def test_a_count_that_earlier_releases_gave_away_stops_nothing() -> None:
    earlier = release(city=152, d12=40, d13=50, d14=60)
    verdict = protect(districts([2, 40, 50, 60]), [earlier], PLACES)
    assert (verdict.hidden, verdict.given_up) == (frozenset(), 1)


def test_a_figure_that_was_corrected_since_is_not_held_against_the_new_ones() -> None:
    assert len(hidden(districts([2, 40, 50, 60]), release(d12=41, city=153))) == 1


def test_what_was_corrected_since_gives_nothing_away_together_with_what_was_not() -> None:
    """The others of then are 62: whoever reads 60 of today beside it, and nothing of a correction, knows the two."""
    before = release(d11=2, d12=40, d13=50, city=152)
    today = districts([2, 40, 2, 60])
    assert hidden(today) == frozenset()
    assert "14" in hidden(today, before)


def test_what_an_earlier_release_hid_stays_hidden_where_no_figure_of_today_is_about_it() -> None:
    """The women among the foreigners of a district were asked for once, and are two."""
    women = [telling("women", fact(2, "12", sex="F"))]
    men = telling("men", fact(38, "12", sex="M"))
    assert hidden([*districts([30, 40, 50, 60]), men], women) in ({"men"}, {"12"})


def test_a_group_that_has_no_members_is_no_part_of_others() -> None:
    """A dataset in which a group does not occur: nobody belongs to it, in the city as in every district."""
    nobody = [telling(f"none {place}", _of_nobody(place)) for place in (CITY, *DISTRICTS)]
    assert len(hidden([*districts([2, 40, 50, 60]), *nobody])) == 1


def _of_nobody(place: str) -> PublishedFact:
    areas = DISTRICTS if place == CITY else (place,)
    return PublishedFact((Addend(1.0, Box("register", "population", "2020", areas, (("sex", ()),)), 0),), 0, 3)


def test_facts_survive_being_kept() -> None:
    tellings = tuple(districts([2, 40, 50, 60], sex="F"))
    assert from_json(to_json(tellings)) == tellings


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=4, max_size=4), st.randoms())
def test_no_hidden_count_follows_from_the_figures_that_are_shown(table: list[list[int]], random: object) -> None:
    """Districts × citizenships with all margins; an exact solver looks for every small count."""
    counts = np.array(table)
    cells = _with_margins(counts)
    tellings = [telling(name, entry) for name, (entry, _) in cells.items()]
    found = hidden(tellings)
    shown = [(row, entry.value) for name, (entry, row) in cells.items() if name not in found and _is_open(entry)]
    small = [row for entry, row in cells.values() if not _is_open(entry)]
    matrix = np.array([row for row, _ in shown]).reshape(-1, counts.size)
    for row in small:
        assert np.linalg.matrix_rank(np.vstack([matrix, row])) > np.linalg.matrix_rank(matrix)


def _is_open(entry: PublishedFact) -> bool:
    return not 0 < entry.value < entry.threshold


def _with_margins(counts: np.ndarray) -> dict[str, tuple[PublishedFact, np.ndarray]]:
    found = {}
    for i, place in enumerate((*DISTRICTS, CITY)):
        for j, code in enumerate((*CODES["citizenship"], "")):
            inside = np.zeros_like(counts)
            inside[slice(None) if place == CITY else i, slice(None) if not code else j] = 1
            where = {"citizenship": code} if code else {}
            found[f"{place} {code}"] = (fact(float((inside * counts).sum()), place, **where), inside.ravel())
    return found


def test_the_order_of_the_figures_changes_nothing() -> None:
    tellings = districts([2, 40, 50, 60])
    assert hidden(tellings) == hidden(tellings[::-1])


@pytest.mark.parametrize("value", [-2.0, 2.0])
def test_a_balance_in_the_data_may_be_negative(value: float) -> None:
    assert len(hidden(districts([value, -40, 50, 60]))) == 1


def test_a_group_without_any_code_is_part_of_nothing() -> None:
    """Nobody can be of an age that the data do not know; such a box counts 0 and is no part of a total."""
    nobody = PublishedFact((Addend(1.0, Box("register", "population", "2020", ("11",), (("age", ()),)), 0.0),), 0.0, 3)
    assert len(hidden([*districts([2, 40, 50, 60]), telling("nobody", nobody)])) == 1


@pytest.mark.parametrize("net", [2.0, -1.0])
def test_a_small_balance_of_large_numbers_takes_a_second_one_with_it(net: float) -> None:
    """Arrivals minus departures of one district are what the city has more than all others."""

    def balance(place: str, came: float, left: float) -> Telling:
        boxes = (replace(box(place), variable=variable) for variable in ("arrivals", "departures"))
        addends = tuple(
            Addend(sign, each, value) for sign, each, value in zip((1, -1), boxes, (came, left), strict=True)
        )
        whole = PublishedFact(addends, came - left, 3)
        is_small = 0 < abs(whole.value) < 3
        return Telling(place, (whole, replace(whole, is_told=False)) if is_small else (whole,), not is_small)

    moves = [(40 + net, 40), (90.0, 70.0), (60.0, 75.0), (80.0, 60.0)]
    each = [balance(place, *both) for place, both in zip(DISTRICTS, moves, strict=True)]
    city = balance(CITY, *(sum(side) for side in zip(*moves, strict=True)))
    assert len(hidden([city, *each])) == 1
